// For tests/site/test_citations.py: one CSL-JSON a line in, {bibtex, ris} as the browser makes them out.
import { createInterface } from 'node:readline';
import { bibtex, ris } from '../../docs/assets/wenda/reading/formats.mjs';

for await (const line of createInterface({ input: process.stdin })) {
  const [item] = JSON.parse(line);
  process.stdout.write(`${JSON.stringify({ bibtex: bibtex(item), ris: ris(item) })}\n`);
}
