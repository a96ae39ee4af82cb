// The engine in a worker. In: {id, method, args}; first {id, method: 'open', args: [base, pointer]},
// base the search folder's address, pointer the bytes of current.json where the page has them.
// Out: {id, result} or {id, error: {name, message}}.
import './fold.mjs';  // named here too, so that the browser fetches all modules at once
import './query.mjs';
import './passages.mjs';
import { open } from './search-core.mjs';

let engine;
const methods = {
  async open(base, pointer) {
    engine = open({
      async fetchBytes(path, fresh) {
        if (pointer && path === 'current.json') {
          const bytes = new Uint8Array(pointer);
          pointer = undefined; // it must be fresh the next time
          return bytes;
        }
        const response = await fetch(new URL(path, base), { cache: fresh ? 'no-cache' : 'default' });
        if (!response.ok) throw new Error(`${response.status} ${path}`);
        return new Uint8Array(await response.arrayBuffer());
      },
    });
    const { size, small } = await engine;
    return { size, small };
  },
  search: async (query, options) => (await engine).search(query, options),
  suggest: async (prefix, limit) => (await engine).suggest(prefix, limit),
  names: async () => (await engine).names(),
};

addEventListener('message', async ({ data: { id, method, args } }) => {
  try {
    postMessage({ id, result: await methods[method](...args) });
  } catch ({ name, message }) {
    postMessage({ id, error: { name, message } });
  }
});
