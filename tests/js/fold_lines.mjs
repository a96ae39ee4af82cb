// For tests/naming/test_fold.py: {script, texts, version} on stdin → [text, starts, ends] of each on stdout.
import { readFileSync } from 'node:fs';
import { fold, scriptFrom } from '../../docs/assets/wenda/fold.mjs';

const { script, texts, version } = JSON.parse(readFileSync(0, 'utf8'));
const table = scriptFrom(script);
process.stdout.write(
  JSON.stringify(
    texts.map((text) => {
      const folded = fold(text, table, version);
      return [folded.text, folded.starts, folded.ends];
    }),
  ),
);
