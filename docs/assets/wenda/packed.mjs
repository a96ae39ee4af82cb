// What every page of a copy loads that is opened from a disk (wenda pack): the entry there. Browsers refuse
// modules, workers and fetch at file: addresses, and run scripts.
import { open } from './engine/engine.mjs';
import { setUpPage } from './set-up.mjs';
import { publishedAt, siteAt } from './site.mjs';

/** @import {Client} from './engine/client.mjs' */
/** @import {Site} from './site.mjs' */

/** Files of the index in Base64, by the path that was asked for: each script adds its own. */
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
  if (!(path in data)) await run(site.url(`qa/search/${path}.js`).href);
  return Uint8Array.from(atob(data[path]), (char) => char.charCodeAt(0));
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
  setUpPage(site, engineOnDisk(site));
}
