// The engine in a worker. In: {id, method, args}; first {id, method: 'open', args: [base, pointer]},
// base the search folder's address, pointer the bytes of current.json where the page has them.
// Out: {id, result} or {id, error: {name, message}}.
import { open } from './engine.mjs';
import { MissingFile, packed } from './errors.mjs';

/** @import {Engine, FetchBytes, SearchOptions} from './types.mjs' */

/** @type {ReturnType<typeof open>} */
let engine;

/** @type {Record<string, (...args: any[]) => Promise<unknown>>} */
const methods = {
  async open(/** @type {string} */ base, /** @type {ArrayBuffer|undefined} */ pointer) {
    engine = open({ fetchBytes: fetching(base, pointer) });
    const { size, small } = await engine;
    return { size, small };
  },
  search: async (/** @type {string} */ query, /** @type {SearchOptions} */ options) =>
    (await engine).search(query, options),
  suggest: async (/** @type {string} */ prefix, /** @type {number|undefined} */ limit) =>
    (await engine).suggest(prefix, limit),
  names: async () => (await engine).names(),
  check: async (/** @type {string} */ text, /** @type {[number, number][]} */ blocks) =>
    (await engine).check(text, blocks, (done, all) => postMessage({ done, all })),
};

/** @param {string} base @param {ArrayBuffer} [pointer] @returns {FetchBytes} */
function fetching(base, pointer) {
  let known = pointer;
  return async (path, fresh) => {
    if (known && path === 'current.json') {
      const bytes = new Uint8Array(known);
      known = undefined; // it must be fresh the next time
      return bytes;
    }
    const response = await fetch(new URL(path, base), { cache: fresh ? 'no-cache' : 'default' });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    const message = `${response.status} ${path}`;
    throw response.status === 404 ? new MissingFile(message) : new Error(message);
  };
}

/**
 * What a message is answered.
 * @param {{id: number, method: string, args: unknown[]}} message
 */
export async function answer({ id, method, args }) {
  try {
    return { id, result: await methods[method](...args) };
  } catch (error) {
    return { id, error: packed(error) };
  }
}

// Elsewhere, as in tests, the module only offers its answers.
if ('WorkerGlobalScope' in globalThis) {
  addEventListener('message', async ({ data }) => postMessage(await answer(data)));
}
