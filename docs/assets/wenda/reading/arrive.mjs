// On arrival: marks the words that a link leads to, those of a search (?q=…) or those that somebody
// selected (?s=…), or says what has become of them.
import { make } from '../elements.mjs';
import { matchesIn } from '../engine/passages.mjs';
import { showMarks, wrap } from './marks.mjs';
import { findAgain, placeIn, wordsAt } from './quote-link.mjs';
import { paragraphsOf, sectionsOf } from './sections.mjs';

/** @import {Mark} from './marks.mjs' */
/** @import {Link, Place} from './quote-link.mjs' */

const NEWS = {
  around: '链接所引的话没有变，但同一段的其他文字后来有改动。',
  moved: '链接所引的话已不在原来的位置，标出的是它现在的位置。',
  changed: '链接所引的话后来有改动，标出的是现在的文字。',
  gone: '链接所引的话后来有改动，已找不到原来的字句。',
  left: '链接所引的话已不在这个地址。',
  removed: '链接所引的话已不在文字稿里。',
};

/** Where there are paragraphs, or the fates of paragraphs that are gone. */
export function setUpArrival() {
  const paragraphs = paragraphsOf(document);
  const fates = document.querySelector('.wd-fates'); // where an address that is gone tells what became of it
  const before = paragraphs.at(0)?.closest('[data-unit]') ?? fates;
  if (!before) return;
  const query = new URLSearchParams(location.search).get('q');
  const link = placeIn(location.search, location.hash);
  if (link) followLink(paragraphs, link, before);
  else if (query) showMarks(sectionsOf(document).flatMap((section) => searched(section, query)));
}

/** The words of a search, wherever they stand in a section. @param {Element} section @param {string} query */
function searched(section, query) {
  const paragraphs = paragraphsOf(section);
  const found = matchesIn(
    paragraphs.map((p) => ({ role: p.dataset.kind ?? '', text: p.textContent ?? '' })),
    query,
  );
  return paragraphs.flatMap((p, at) => found[at].map(([start, end]) => wrap(p, start, end)));
}

/**
 * The words that somebody linked, or a word about what has become of them.
 * @param {HTMLElement[]} paragraphs @param {Link} link @param {Element} before where that is said
 */
function followLink(paragraphs, link, before) {
  const texts = paragraphs.map((p) => ({ id: p.id, text: p.textContent ?? '' }));
  const { place, state } = findAgain(texts, link);
  const now = place ? wordsAt(texts, place) : ''; // before marks part it
  if (place) showMarks([wrapPlace(paragraphs, place)]);
  if (state === 'same') return;
  const target = document.getElementById(link.from.id);
  const banner = bannerFor(target, link.words, state, now);
  before.before(banner);
  if (state === 'gone') (target ?? banner).scrollIntoView({ block: 'center' });
}

/** @param {HTMLElement[]} paragraphs @param {Place} place @returns {Mark} */
function wrapPlace(paragraphs, { from, to }) {
  const first = paragraphs.findIndex((p) => p.id === from.id);
  const last = paragraphs.findIndex((p) => p.id === to.id);
  return paragraphs.slice(first, last + 1).flatMap((p, at) => {
    const end = at === last - first ? to.at : (p.textContent ?? '').length;
    return wrap(p, at === 0 ? from.at : 0, end);
  });
}

/**
 * What has become of the words of a link, with both wordings where they differ.
 * @param {HTMLElement|null} target what has the link's address today
 * @param {string} words @param {'around'|'moved'|'changed'|'gone'} state
 * @param {string} now
 */
function bannerFor(target, words, state, now) {
  const stands = target?.matches('p') ?? false;
  const rows = [];
  if (state === 'changed' || state === 'gone') rows.push(['链接所引', words]);
  if (state === 'changed') rows.push(['现在的文字', now]);
  if (state === 'gone' && target) rows.push([stands ? '这一段现在' : '去向', target.textContent]);
  const news = state !== 'gone' || stands ? state : target ? 'left' : 'removed';
  const list = rows.flatMap(([term, value]) => [make('dt', {}, term), make('dd', {}, value)]);
  return make(
    'div',
    { className: 'wd-banner', aria: { role: 'alert' } },
    make('p', {}, NEWS[news]),
    list.length ? make('dl', {}, ...list) : null,
  );
}
