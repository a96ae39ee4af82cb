// For tests/test_fold.py: {script, texts} on stdin → [text, starts, ends] of each on stdout.
import { readFileSync } from 'node:fs';
import { fold, scriptFrom } from '../../docs/assets/wenda/fold.mjs';

const { script, texts } = JSON.parse(readFileSync(0, 'utf8'));
const table = scriptFrom(script);
process.stdout.write(
  JSON.stringify(
    texts.map((text) => {
      const folded = fold(text, table);
      return [folded.text, folded.starts, folded.ends];
    }),
  ),
);
