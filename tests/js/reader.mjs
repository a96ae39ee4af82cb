// For tests/search: one JSON line in, one out. In: {files: {path: base64}} (kept until the next ones),
// {queries: [[query, options], …]}, {suggest: [prefix, …]} or {check: [text, …]}. It asks the worker in the folder that is
// named, else the one as it is written, which asks for its files as on a page.
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const SOURCES = new URL('../../docs/assets/wenda/', import.meta.url);
const [, , named] = process.argv;
const folder = named ? pathToFileURL(`${resolve(named)}/`) : SOURCES;
const { answer } = await import(new URL('engine/worker.mjs', folder).href);

const BASE = 'https://index.example/';
globalThis.postMessage = () => {}; // the progress of a check
let files = {};
let fetched = [];
let opened = false;

globalThis.fetch = async (url) => {
  const path = String(url).slice(BASE.length);
  fetched.push(path);
  if (!(path in files)) return new Response(null, { status: 404 });
  return new Response(Uint8Array.from(Buffer.from(files[path], 'base64')));
};

async function call(method, ...args) {
  const { result, error } = await answer({ id: 1, method, args });
  if (error) throw error;
  return result;
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const reply = { results: [] };
  try {
    if (request.files) {
      files = request.files;
      opened &&= Boolean(request.keep);
    }
    fetched = [];
    if (!opened) await call('open', BASE);
    opened = true;
    for (const [query, options] of request.queries ?? [])
      reply.results.push(await call('search', query, options));
    for (const prefix of request.suggest ?? []) reply.results.push(await call('suggest', prefix));
    for (const text of request.check ?? []) reply.results.push(await call('check', text, []));
    reply.fetched = fetched;
  } catch (error) {
    reply.error = `${error.name}: ${error.message}`;
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
