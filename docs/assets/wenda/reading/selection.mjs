// The words that a reader has selected: where they stand, and what is copied of them.
import { linkTo } from './quote-link.mjs';
import { idOf, pageOf, paragraphsOf, sectionOf, textsOf } from './sections.mjs';

/** @import {Site} from '../site.mjs' */
/** @import {Place} from './quote-link.mjs' */

/**
 * @typedef {{p: HTMLElement, start: number, end: number}} Stretch of a paragraph's text
 *
 * @typedef {object} Chosen
 * @property {HTMLElement} section
 * @property {Stretch[]} stretches never none
 * @property {HTMLElement} first the paragraph in which the words begin
 * @property {HTMLElement} last
 * @property {Place} place
 * @property {boolean} cut the selection went on, beyond the section
 */

/**
 * The part of a selection that lies in paragraphs of one section; null where there is none.
 * @param {Range} range @returns {Chosen|null}
 */
export function chosenIn(range) {
  const touched = paragraphsOf(document).filter((p) => range.intersectsNode(p));
  if (!touched.length) return null;
  const section = sectionOf(touched[0]);
  const inside = touched.filter((p) => section.contains(p));
  const stretches = inside.map((p) => stretchOf(range, p)).filter(({ start, end }) => end > start);
  const first = stretches.at(0);
  const last = stretches.at(-1);
  if (!first || !last) return null;
  const place = { from: { id: idOf(first.p), at: first.start }, to: { id: idOf(last.p), at: last.end } };
  const cut = touched.length > inside.length;
  return { section, stretches, first: first.p, last: last.p, place, cut };
}

/**
 * Where a range begins and ends in a paragraph's text, white space at its ends left out.
 * @param {Range} range @param {HTMLElement} p @returns {Stretch}
 */
function stretchOf({ startContainer, startOffset, endContainer, endOffset }, p) {
  const whole = document.createRange();
  whole.selectNodeContents(p);
  const until = (/** @type {Node} */ container, /** @type {number} */ offset) => {
    const part = whole.cloneRange();
    part.setEnd(container, offset);
    return part.toString().length;
  };
  const text = p.textContent ?? '';
  const startsBefore = whole.comparePoint(startContainer, startOffset) < 0;
  const endsBehind = whole.comparePoint(endContainer, endOffset) > 0;
  let start = startsBefore ? 0 : until(startContainer, startOffset);
  let end = endsBehind ? text.length : until(endContainer, endOffset);
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  return { p, start, end };
}

/** The link to exactly these words. @param {Site} site @param {Chosen} chosen */
export const linkOf = (site, { section, place }) =>
  site.published(pageOf(section)) + linkTo(textsOf(section), place);

/**
 * The words, each turn's with who said them, a paragraph a line; where and when; the link.
 * @param {Site} site @param {Chosen} chosen
 */
export function quotationOf(site, chosen) {
  /** @type {Map<HTMLElement|null, string[]>} */
  const turns = new Map();
  for (const { p, start, end } of chosen.stretches) {
    /** @type {HTMLElement|null} */
    const turn = p.closest('.wd-turn');
    turns.set(turn, [...(turns.get(turn) ?? []), (p.textContent ?? '').slice(start, end)]);
  }
  const said = [...turns].map(([turn, words]) => `${whoSpeaks(turn)}“${words.join('\n')}”`);
  return `${said.join('\n')}（${chosen.section.dataset.cited}）\n${linkOf(site, chosen)}`;
}

/** Who says a turn, with a colon; the label as printed where nobody is known by name. */
function whoSpeaks(/** @type {HTMLElement|null} */ turn) {
  const speaker = turn?.dataset.speaker;
  return speaker ? `${speaker}：` : (turn?.querySelector('.wd-label')?.textContent ?? '');
}
