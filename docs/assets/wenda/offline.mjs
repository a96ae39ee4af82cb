// Without network: pages and the search stay at hand (docs/sw.js keeps them). A line says that what is shown
// was kept, and when; and when the site has a newer one.
import { make } from './elements.mjs';
import { keep, recall } from './kept.mjs';

/** @import {Client} from './engine/client.mjs' */
/** @import {Site} from './site.mjs' */

const DONE = 'wenda-kept'; // in this visit
const STAYED = 10_000; // ms: who leaves sooner has not asked for more than one page
const SELDOM = 600_000; // ms between two looks at whether the page is still what is published

const PATIENCE = 60_000; // ms: so long it is tried again whether the site answers

/** @typedef {{whole: boolean, pages: number, digest?: string}} Told what is kept, and of which bytes the page is */

/**
 * @param {Site} site @param {Client} engine
 * @param {Promise<void>} awaited what a reader waits for: nothing is fetched for later before it is there
 */
export function setUpOffline(site, engine, awaited) {
  // Not while the site is being written, nor in a copy on a disk.
  const wanted = document.querySelector('meta[name="wenda-offline"]');
  if (!wanted || !('serviceWorker' in navigator)) return;
  const line = new Line();
  const start = async () => {
    await awaited.catch(() => {});
    whenIdle(() => keepForLater(site, engine, (ask) => line.follow(ask)).catch(() => {})); // refused: as without
  };
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

/** @typedef {(message: object) => Promise<any>} Ask */

/** @param {Site} site @param {Client} engine @param {(ask: Ask) => Promise<void>} tell */
async function keepForLater(site, engine, tell) {
  const isFirst = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register(site.url('sw.js'), { updateViaCache: 'none' });
  const { active } = await navigator.serviceWorker.ready;
  const ask = (/** @type {object} */ message) => asked(/** @type {ServiceWorker} */ (active), message);
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  await ask({ keep: [location.href, ...loaded] });
  await tell(ask);
  const { connection } = /** @type {Navigator & {connection?: {saveData?: boolean, type?: string}}} */ (
    navigator
  );
  if (connection?.saveData || (isFirst && connection?.type === 'cellular')) return;
  if (isFirst) await new Promise((resolve) => setTimeout(resolve, STAYED));
  const whole = await ask({ gather: pagesNearBy() });
  if (whole !== false || recall('sessionStorage', DONE)) return; // a page that is only read starts no engine
  await engine.names(); // by way of the worker: a small index is fetched whole
  keep('sessionStorage', DONE, 'yes');
}

/** @param {ServiceWorker} worker @param {object} message */
function asked(worker, message) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener('message', ({ data }) => resolve(data), { once: true });
    port1.start();
    worker.postMessage(message, [port2]);
  });
}

/** The conference that is being read: all that this page names of it. */
function pagesNearBy() {
  const folder = /^.*\/qa\/\d{4}-\d\d-\d\d-[^/]+\//.exec(location.origin + location.pathname)?.[0];
  const links = [...document.querySelectorAll('a')].map(({ href }) => href.split(/[?#]/)[0]);
  return folder ? [...new Set(links)].filter((href) => href.startsWith(folder)) : [];
}

/** @param {() => void} work */
function whenIdle(work) {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work);
  else setTimeout(work); // Safari has no idle times
}

/** The line above the page. */
class Line {
  /** There before it says anything, so that it is heard. */
  #element = make('p', { className: 'wd-offline', aria: { role: 'status' } });
  /** When the page was kept that is shown; undefined where it is what is published. */
  #when = /** @type {HTMLMetaElement|null} */ (document.querySelector('meta[name="wenda-kept"]'))?.content;
  /** @type {Told|undefined} */
  #told;
  #newer = false;
  #looked = Date.now();

  constructor() {
    document.querySelector('main')?.before(this.#element);
    for (const change of ['online', 'offline']) addEventListener(change, () => this.#show());
    this.#show();
  }

  /** From now on the worker can be asked. @param {Ask} ask */
  async follow(ask) {
    this.#told = await ask({ about: location.href });
    this.#show();
    const look = async (/** @type {number} */ wait) => {
      const digest = this.#told?.digest;
      if (!digest || this.#newer || !navigator.onLine) return;
      this.#looked = Date.now();
      const newer = await ask({ isNewer: location.href, digest });
      if (newer === undefined) {
        if (wait < PATIENCE) setTimeout(look, wait, 2 * wait); // there is a network before it leads anywhere
        return;
      }
      this.#newer = newer;
      this.#when = undefined;
      this.#show();
    };
    const lookSeldom = () => {
      if (document.visibilityState === 'visible' && Date.now() - this.#looked > SELDOM) look(PATIENCE);
    };
    if (this.#when) look(500);
    addEventListener('online', () => look(500));
    addEventListener('pageshow', lookSeldom); // from the browser's own store of pages
    document.addEventListener('visibilitychange', lookSeldom);
  }

  #show() {
    const text = this.#newer ? '这一页在网站上已有更新。' : this.#state();
    if (this.#element.firstChild?.textContent === text) return; // said already
    const again = make('button', { type: 'button', className: 'wd-button' }, '重新载入');
    again.addEventListener('click', () => location.reload());
    this.#element.replaceChildren(...(text ? [text] : []), ...(text && navigator.onLine ? [again] : []));
  }

  #state() {
    if (navigator.onLine && !this.#when) return '';
    const page = this.#when ? `所见是 ${spelt(this.#when)}保存的，网站上可能已有更新。` : '';
    return `${navigator.onLine ? '没有连上网站。' : '没有网络。'}${page}${this.#stock()}`;
  }

  #stock() {
    if (!this.#told) return '';
    const { whole, pages } = this.#told;
    return whole
      ? '全站都存在这台设备上，可以照常翻看、搜索和核对。'
      : `这台设备上存有本站的 ${pages} 个页面。`;
  }
}

/** 2024年3月7日 09:30. @param {string} when */
function spelt(when) {
  const date = new Date(when);
  const time = date.toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });
  return `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日 ${time} `;
}
