// The ways on from an exchange: ← and → to its neighbours, and back to the list or search it was chosen in.
import { make } from '../elements.mjs';
import { keep, recall } from '../kept.mjs';

const FROM = 'wenda-from'; // the last list or search of this tab: its address and its name

/** Remembers a list, or offers the way back to it. */
export function setUpWays() {
  const heading = document.querySelector('h1:has(+ .wd-byline)');
  if (heading) {
    addEventListener('keydown', follow);
    offerBack(heading);
  } else if (document.querySelector('.wd-list, .wd-search-page') && !document.querySelector('.wd-doors')) {
    remember();
    addEventListener('pagehide', remember); // a search changes its address as it goes on
  }
}

/** @param {KeyboardEvent} event */
function follow({ key, target, altKey, ctrlKey, metaKey, shiftKey }) {
  if (altKey || ctrlKey || metaKey || shiftKey || document.querySelector('dialog[open]')) return;
  const element = /** @type {Element} */ (target);
  if (element.closest?.('input, textarea, select, [contenteditable], [role=toolbar]')) return;
  if (getSelection()?.isCollapsed === false) return; // the reader is choosing words
  const rel = { ArrowLeft: 'prev', ArrowRight: 'next' }[key];
  /** @type {HTMLAnchorElement|null} */
  const link = rel ? document.querySelector(`.wd-strip [rel=${rel}]`) : null;
  link?.click();
}

function remember() {
  const query = new URLSearchParams(location.search).get('q');
  const name = query ? `搜索“${query}”` : document.querySelector('h1')?.textContent;
  keep('sessionStorage', FROM, JSON.stringify({ href: location.href, name }));
}

/** @param {Element} before */
function offerBack(before) {
  /** @type {{href: string, name: string}|null} */
  const from = JSON.parse(recall('sessionStorage', FROM) ?? 'null');
  if (!from || new URL(from.href).origin !== location.origin) return;
  before.before(make('p', { className: 'wd-back' }, make('a', { href: from.href }, `回到${from.name}`)));
}
