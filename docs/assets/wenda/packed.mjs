// What every page of a copy loads that is opened from a disk (wenda pack): the entry there. Browsers refuse
// modules, workers and fetch at file: addresses, and run scripts.
import { open } from './engine/engine.mjs';
import { setUpPage } from './set-up.mjs';
import { publishedAt, siteAt } from './site.mjs';

/** @import {Client} from './engine/client.mjs' */
/** @import {Site} from './site.mjs' */

/** Files of the index in Base64, and what pages say of citing them, by their paths: each script adds its own. */
const data = /** @type {Record<string, string>} */ ({});

/** @param {Site} site @returns {Client} the engine in the page itself */
function engineOnDisk(site) {
  /** @type {ReturnType<typeof open>|undefined} */
  let started;
  const running = () => {
    started ??= open({ fetchBytes: (path) => bytesOf(site, path) });
    return started;
  };
  return {
    open: async () => {
      const { size, small } = await running();
      return { size, small };
    },
    search: async (query, options) => (await running()).search(query, options),
    suggest: async (prefix, limit) => (await running()).suggest(prefix, limit),
    names: async () => (await running()).names(),
    check: async (text, blocks, progress) => (await running()).check(text, blocks, progress),
  };
}

/** @param {Site} site @param {string} path in the folder of the index @returns {Promise<Uint8Array>} */
async function bytesOf(site, path) {
  const base64 = await held(site, `qa/search/${path}`, `qa/search/${path}.js`);
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

/** What a page of an exchange says of citing it: of all of a conference in one script. @param {Site} site */
const pagesOnDisk = (site) => (/** @type {string} */ page) =>
  held(site, page, page.replace(/[^/]+\/$/, 'citations.js'));

/** @param {Site} site @param {string} path @param {string} script that adds it */
async function held(site, path, script) {
  if (!(path in data)) await run(site.url(script).href);
  return data[path];
}

/** @param {string} src @returns {Promise<void>} */
function run(src) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src });
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${src} 没有能够读取。`)));
    document.head.append(script);
  });
}

if ('document' in globalThis) {
  Object.assign(globalThis, { wendaData: data });
  const site = siteAt(new URL('../../', import.meta.url), publishedAt(), true);
  setUpPage(site, engineOnDisk(site), pagesOnDisk(site));
}
