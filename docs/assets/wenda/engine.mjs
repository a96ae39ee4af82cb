// The search engine in its worker, as promises. One worker a page, started when first asked.

/** Where the site begins, whatever folder it is served from. */
export const SITE = new URL('../../', import.meta.url);

let worker, opened, last = 0;
const waiting = new Map();

function call(method, ...args) {
  const id = ++last;
  worker.postMessage({ id, method, args });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

/** The worker's own modules, so that they arrive at once and not one after the other. */
const MODULES = ['search-core', 'fold', 'query', 'passages'];

async function start() {
  const first = firstFiles().catch(() => ({})); // the worker will say what is wrong
  for (const name of MODULES) {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'modulepreload', href: new URL(`./${name}.mjs`, import.meta.url).href });
    document.head.append(link);
  }
  worker = new Worker(new URL('./search-worker.mjs', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data: { id, result, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(Object.assign(new Error(error.message), { name: error.name }));
    else resolve(result);
  });
  worker.addEventListener('error', () => {
    for (const { reject } of waiting.values()) reject(new Error('搜索程序没有能够启动。'));
    waiting.clear();
  });
  return { first: await first };
}

const DATA = new URL('qa/search/', SITE);

/**
 * Start the engine and fetch what every query needs; called when a search field gets the focus.
 * Code and data travel at the same time: here the pointer and the file that it names first, while
 * the worker gets its modules. That saves two round trips of four.
 */
export const open = () => (opened ??= start().then(({ first }) => call('open', DATA.href, first)));

const bytesOf = async (path, cache) => {
  const response = await fetch(new URL(path, DATA), { cache });
  return response.ok ? response.arrayBuffer() : Promise.reject(new Error(`${response.status} ${path}`));
};

/** The pointer and the first file after it, by path; the worker asks for the rest itself. */
async function firstFiles() {
  const pointer = await bytesOf('current.json', 'no-cache');
  const { pack, head } = JSON.parse(new TextDecoder().decode(pointer));
  return { 'current.json': pointer, [pack ?? head]: await bytesOf(pack ?? head, 'default') };
}

const ask = async (method, ...args) => {
  await open();
  return call(method, ...args);
};

export const search = (query, options) => ask('search', query, options);
export const suggest = (prefix, limit) => ask('suggest', prefix, limit);
export const names = () => ask('names');

/**
 * The newest answer only: wraps a function so that an answer that was overtaken is dropped.
 * @template T @param {(...args: any[]) => Promise<T>} work @param {(result: T) => void} show
 * @param {(error: Error) => void} fail
 */
export function latest(work, show, fail) {
  let turn = 0;
  return async (...args) => {
    const mine = ++turn;
    try {
      const result = await work(...args);
      if (mine === turn) show(result);
    } catch (error) {
      if (mine === turn) fail(error);
    }
  };
}

/**
 * Calls back with what was typed: after a pause, at once when pasted, never during the composition
 * of an input method.
 * @param {HTMLInputElement} input @param {(text: string) => void} callback
 */
export function onTyped(input, callback) {
  const PAUSE = 60; // ms; a fast typist's keys are further apart
  let timer, before = input.value;
  const fire = () => {
    clearTimeout(timer);
    if (input.value !== before) callback(before = input.value);
  };
  input.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (event.isComposing) return;
    if (event.inputType === 'insertFromPaste' || event.inputType === 'insertFromDrop') fire();
    else timer = setTimeout(fire, PAUSE);
  });
  input.addEventListener('compositionend', () => {
    clearTimeout(timer);
    timer = setTimeout(fire, PAUSE);
  });
}
