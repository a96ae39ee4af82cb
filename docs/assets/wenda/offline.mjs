// Without network: the pages that a reader has seen and the search stay at hand (docs/sw.js keeps them), and
// a line says that they are as they were.
import { CHECK, SEARCH } from './addresses.mjs';
import { make } from './elements.mjs';
import { keep, recall } from './kept.mjs';

/** @import {Client} from './engine/client.mjs' */
/** @import {Site} from './site.mjs' */

const DONE = 'wenda-kept'; // in this visit
const SCRIPTS = [
  ...['page', 'search/search-page', 'reading/arrive', 'reading/toolbar', 'check/check-page'],
  ...['engine/worker', 'engine/nearest', 'engine/pieces', 'check/check'],
];

/** @param {Site} site @param {Client} engine */
export function setUpOffline(site, engine) {
  // Not while the site is being written, nor in a copy on a disk.
  const wanted = document.querySelector('meta[name="wenda-offline"]');
  if (!wanted || !('serviceWorker' in navigator)) return;
  sayWhetherOffline();
  const start = () => whenIdle(() => keepForLater(site, engine).catch(() => {})); // refused: as without
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

/** @param {Site} site @param {Client} engine */
async function keepForLater(site, engine) {
  const isFirst = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register(site.url('sw.js'), { updateViaCache: 'none' });
  const { active } = await navigator.serviceWorker.ready;
  const asked = performance.getEntriesByType('resource').map(({ name }) => name);
  active?.postMessage({ keep: [location.href, ...asked] });
  const { connection } = /** @type {Navigator & {connection?: {saveData?: boolean}}} */ (navigator);
  if (isFirst || connection?.saveData) return; // who looks at one page fetches no index
  if (recall('sessionStorage', DONE)) return; // a page that is only read starts no engine
  const files = [SEARCH, CHECK, ...SCRIPTS.map((name) => `assets/wenda/${name}.mjs`)];
  active?.postMessage({ keep: files.map((path) => site.url(path).href) });
  await engine.names(); // by way of the worker: a small index is fetched whole
  keep('sessionStorage', DONE, 'yes');
}

/** @param {() => void} work */
function whenIdle(work) {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work);
  else setTimeout(work); // Safari has no idle times
}

function sayWhetherOffline() {
  const line = make('p', { className: 'wd-offline', hidden: true, aria: { role: 'status' } });
  document.querySelector('main')?.before(line);
  const show = () => {
    line.hidden = navigator.onLine;
    line.textContent = navigator.onLine ? '' : '没有网络。所见是上次联网时保存的页面，可能有更新的。';
  };
  addEventListener('online', show);
  addEventListener('offline', show);
  show();
}
