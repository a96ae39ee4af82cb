// For tests/test_search_index.py: one JSON line in, one out. In: {files: {path: base64}} (kept
// until the next ones), {queries: [[query, options], …]} or {suggest: [prefix, …]}.
import { createInterface } from 'node:readline';
import { open } from '../../docs/assets/wenda/engine/engine.mjs';
import { MissingFile } from '../../docs/assets/wenda/engine/errors.mjs';

let files = {},
  engine;
let fetched = [];
const fetchBytes = async (path) => {
  fetched.push(path);
  if (!(path in files)) throw new MissingFile(`404 ${path}`);
  return Uint8Array.from(Buffer.from(files[path], 'base64'));
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const reply = { results: [] };
  try {
    if (request.files) {
      files = request.files;
      if (!request.keep) engine = undefined;
    }
    fetched = [];
    engine ??= await open({ fetchBytes });
    for (const [query, options] of request.queries ?? [])
      reply.results.push(await engine.search(query, options));
    for (const prefix of request.suggest ?? []) reply.results.push(await engine.suggest(prefix));
    reply.fetched = fetched;
  } catch (error) {
    reply.error = `${error.name}: ${error.message}`;
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
