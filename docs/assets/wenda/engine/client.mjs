// The engine for a page: in a worker, as promises. One worker a page, started when first asked, and
// started anew where that failed: a reader who was offline need not reload.
import { CannotStart, unpacked } from './errors.mjs';

/** @import {Engine} from './types.mjs' */
/** @import {Site} from '../site.mjs' */

/**
 * @typedef {Engine & {open: () => Promise<{size: number, small: boolean}>}} Client open: fetch what every
 *   query needs, as when a search field gets the focus; small: nothing more will be fetched
 *
 * @typedef {object} Surroundings
 * @property {string} data the address of the search folder
 * @property {() => Worker} startWorker
 * @property {() => Promise<ArrayBuffer|undefined>} fetchPointer
 */

/** @param {Site} site @returns {Client} */
export function engineOf(site) {
  const data = site.url('qa/search/');
  const early = begun();
  return clientOf({
    data: data.href,
    startWorker: () =>
      early('worker') ?? new Worker(new URL('./worker.mjs', import.meta.url), { type: 'module' }),
    fetchPointer: async () => {
      const address = new URL('current.json', data);
      const response = await (early('pointer') ?? fetch(address, { cache: 'no-cache' }));
      return response?.ok ? response.arrayBuffer() : undefined; // the worker will say what is wrong
    },
  });
}

/**
 * What a page that was opened with a question has begun before its script was there (main.html): each is
 * taken once. @typedef {{worker?: Worker, pointer?: Promise<Response|undefined>}} Early
 */
function begun() {
  /** @type {Early} */
  const early = /** @type {{wendaEarly?: Early}} */ (globalThis).wendaEarly ?? {};
  /** @template {keyof Early} K @param {K} name @returns {Early[K]} */
  return (name) => {
    const taken = early[name];
    delete early[name];
    return taken;
  };
}

/** @param {Surroundings} surroundings @returns {Client} */
export function clientOf({ data, startWorker, fetchPointer }) {
  /** @type {Promise<ReturnType<typeof callsTo> & {opened: {size: number, small: boolean}}>|undefined} */
  let started;
  const forget = () => {
    started = undefined;
  };
  const start = async () => {
    // The pointer to the data travels while the worker gets its modules: a round trip less.
    const pointer = fetchPointer().catch(() => undefined);
    const calls = callsTo(startWorker(), forget);
    try {
      const opened = await calls.call('open', data, await pointer);
      return { ...calls, opened };
    } catch (error) {
      calls.end(error);
      throw error;
    }
  };
  const running = () => {
    started ??= start().catch((error) => {
      forget();
      throw error;
    });
    return started;
  };
  return {
    open: async () => (await running()).opened,
    search: async (query, options) => (await running()).call('search', query, options),
    suggest: async (prefix, limit) => (await running()).call('suggest', prefix, limit),
    names: async () => (await running()).call('names'),
    check: async (text, blocks = [], progress) => {
      const calls = await running();
      if (progress) calls.follow(progress);
      return calls.call('check', text, blocks);
    },
  };
}

/** Why a worker did not start, and what to do. */
const reason = () =>
  globalThis.navigator?.onLine === false
    ? '没有网络，搜索程序还没有存在这台设备上；连上网络以后再试，不必重新载入。'
    : '搜索程序没有能够启动，请再试一次。';

/**
 * Calls to a worker by its messages. @param {Worker} worker
 * @param {() => void} onend it takes no more of them
 */
function callsTo(worker, onend) {
  /** @type {Map<number, {resolve: (result: any) => void, reject: (error: unknown) => void}>} */
  const waiting = new Map();
  let last = 0;
  let ended = /** @type {unknown} */ (undefined);
  const end = (/** @type {unknown} */ error) => {
    if (ended) return;
    ended = error;
    onend();
    worker.terminate();
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  let follower = (/** @type {number} */ _done, /** @type {number} */ _all) => {};
  worker.addEventListener('message', ({ data: { id, result, error, done, all } }) => {
    if (all) return follower(done, all);
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.reject(unpacked(error));
    else call?.resolve(result);
  });
  worker.addEventListener('error', () => end(new CannotStart(reason())));
  /** @param {string} method @param {...unknown} args @returns {Promise<any>} */
  const call = (method, ...args) =>
    new Promise((resolve, reject) => {
      if (ended) {
        reject(ended);
        return;
      }
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, method, args });
    });
  /** @param {typeof follower} progress is told how far the work is */
  const follow = (progress) => {
    follower = progress;
  };
  return { call, end, follow };
}
