// The parts of a page. Each looks for its elements and leaves quietly where there are none; what a reader
// may never need is asked for when it is needed.
import { setUpOffline } from './offline.mjs';
import { Citations } from './reading/cite.mjs';
import { setUpHandles } from './reading/handles.mjs';
import { setUpPlace } from './reading/place.mjs';
import { paragraphsOf } from './reading/sections.mjs';
import { setUpWays } from './reading/ways.mjs';
import { setUpScheme } from './scheme.mjs';
import { setUpDialog } from './search/dialog.mjs';

/** @import {Client} from './engine/client.mjs' */
/** @import {Pages} from './reading/cite.mjs' */
/** @import {Site} from './site.mjs' */

/**
 * Sets up one part after another: one that fails does not switch off the others.
 * @param {Record<string, () => void|Promise<void>>} parts
 */
export async function setUpEach(parts) {
  const all = Object.entries(parts).map(async ([name, setUp]) => {
    try {
      await setUp();
    } catch (error) {
      console.error(`wenda, ${name}:`, error);
    }
  });
  await Promise.all(all);
}

/** @param {Site} site @param {Client} engine @param {Pages} pages */
export function setUpPage(site, engine, pages) {
  const citations = new Citations(site, pages);
  const searched = searchOn(site, engine);
  setUpEach({
    search: () => searched,
    async check() {
      /** @type {HTMLElement|null} */
      const place = document.querySelector('[data-wd-check]');
      if (!place) return;
      const { setUpCheckPage } = await import('./check/check-page.mjs');
      setUpCheckPage(site, engine, place);
    },
    dialog: () => setUpDialog(site, engine),
    async arrival() {
      if (!isFollowed(location) || !document.querySelector('[data-unit], .wd-fates')) return;
      const { setUpArrival } = await import('./reading/arrive.mjs');
      setUpArrival();
    },
    async toolbar() {
      if (!paragraphsOf(document).length) return;
      await wordsAreSelected();
      const { setUpToolbar } = await import('./reading/toolbar.mjs');
      setUpToolbar(site, citations);
    },
    scheme: () => setUpScheme(),
    ways: () => setUpWays(),
    place: () => setUpPlace(),
    async lost() {
      if (!document.querySelector('[data-wd-lost]')) return;
      const { setUpLost } = await import('./lost.mjs');
      await setUpLost(site);
    },
    handles: () => setUpHandles(site),
    tables: () => makeReachable(),
    offline: () => setUpOffline(site, engine, searched),
    citations: () => citations.setUp(),
  });
}

/** Until what was asked by the address is answered. @param {Site} site @param {Client} engine */
async function searchOn(site, engine) {
  /** @type {HTMLElement|null} */
  const place = document.querySelector('[data-wd-search]');
  if (!place) return;
  engine.open().catch(() => {}); // on the way together with the page's script
  const { setUpSearchPage } = await import('./search/search-page.mjs');
  await setUpSearchPage(site, engine, place);
}

/** A table that is wider than the page is scrolled by keys too, also when the window has become narrower. */
function makeReachable() {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries)
      if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
      else target.removeAttribute('tabindex');
  });
  for (const table of document.querySelectorAll('table')) observer.observe(table);
}

/** Whether an address names words to mark: those of a search or a selection. @param {Location} location */
function isFollowed({ search }) {
  const query = new URLSearchParams(search);
  return query.has('q') || query.has('s');
}

/** @returns {Promise<void>} when a reader first selects something */
function wordsAreSelected() {
  return new Promise((resolve) => {
    const look = () => {
      if (getSelection()?.isCollapsed !== false) return;
      document.removeEventListener('selectionchange', look);
      resolve();
    };
    document.addEventListener('selectionchange', look);
    look(); // it may have been before this
  });
}
