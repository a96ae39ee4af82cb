// The search engine in its worker, as promises. One worker a page, started when first asked.

/** Where the site begins, whatever folder it is served from. */
export const SITE = new URL('../../', import.meta.url);

/** Where the site is published, which a copy read offline or on a mirror is told by its pages. */
const PUBLISHED = new URL(document.querySelector('meta[name="wenda-site"]')?.content || SITE);

/** The published address of a page. @param {string} path from where the site begins, or whole */
export const published = (path) => new URL(path, PUBLISHED).href;

const DATA = new URL('qa/search/', SITE);

let worker, opened, broken, last = 0;
const waiting = new Map();

function call(method, ...args) {
  if (broken) return Promise.reject(broken);
  const id = ++last;
  worker.postMessage({ id, method, args });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

/** The worker's own modules, so that they arrive at once and not one after the other. */
const MODULES = ['search-core', 'fold', 'query', 'passages'];

async function start() {
  const pointer = fetchPointer().catch(() => undefined);
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
    broken = new Error('搜索程序没有能够启动。');
    for (const { reject } of waiting.values()) reject(broken);
    waiting.clear();
  });
  return pointer;
}

/**
 * Start the engine and fetch what every query needs; called when a search field gets the focus.
 * The pointer to the data travels while the worker gets its modules: a round trip less.
 */
export const open = () => (opened ??= start().then((pointer) => call('open', DATA.href, pointer)));

async function fetchPointer() {
  const response = await fetch(new URL('current.json', DATA), { cache: 'no-cache' });
  return response.ok ? response.arrayBuffer() : undefined; // the worker will say what is wrong
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
