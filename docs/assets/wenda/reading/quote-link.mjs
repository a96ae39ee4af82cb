// Links to selected words, made and read again. Pure.
//
// …/q07/?s=12-p5.34.1x8k2c.9ab3d.2&w=原话#p3:~:text=…
//   #p3      the first paragraph: what every browser understands
//   :~:text= the same words for browsers with text fragments: see fragment.mjs
//   s        where the words stand: offset in the first paragraph, paragraph and offset of the end,
//            fingerprint of the words, fingerprint of the paragraphs that they stand in, version of both:
//            links without one are of version 1, and are read by that
//   w        the words, or their beginning and end, for the day when they stand there no more
// Whoever ignores s and w loses nothing.
import { anchorIn } from '../addresses.mjs';
import { fold, signedNumbers } from '../fold.mjs';
import { numberCuts } from '../number-signs.mjs';
import { directive, encoded } from './fragment.mjs';

/**
 * @typedef {{id: string, text: string}} Paragraph of the page, as printed
 * @typedef {{id: string, at: number}} Point paragraph and UTF-16 offset
 * @typedef {{from: Point, to: Point}} Place
 * @typedef {1|2} Version
 * @typedef {Place & {mark: string, paragraphs: string, version: Version, words: string}} Link
 */

const WHOLE = 60; // characters: so much of a selection goes into the link as it is
const ENDS = 24; // of a longer one, so much of its beginning and of its end

/** @type {Version} */
const NEWEST = 2;
/** What a fingerprint is taken of. @type {Record<Version, (words: string) => string>} */
const CANONICAL = {
  1: (words) => [fold(words, undefined, 1).text, ...signedNumbers(words)].join('\n'),
  2: withQuotes,
};
const QUOTE = /["'“”„‟‘’‚‛「」『』﹁﹂﹃﹄〝〞«»＂＇｢｣]/g;

/**
 * Words folded by version 2, with the quotation marks between them, whichever they are: 所谓 in marks says
 * another thing than without. Those at the ends are not: a selection has them or not by chance.
 * @param {string} words
 */
function withQuotes(words) {
  const { text, starts } = fold(words, undefined, 2);
  const quotes = Array.from(words.matchAll(QUOTE), ({ index }) => index);
  let marked = '';
  let quote = 0;
  for (let at = 0; at < text.length; at++) {
    for (; quotes[quote] < starts[at]; quote++) if (at) marked += '"';
    marked += text[at];
  }
  return marked;
}

/**
 * A fingerprint of words: 32 bits of FNV-1a, in base 36, over what they fold to. Corrected spaces and
 * commas are no change; the signs in numbers are: 1.5 and 15, 5% and 5.
 * @param {string} words @param {Version} [version]
 */
export function fingerprint(words, version = NEWEST) {
  let hash = 0x811c9dc5;
  const text = CANONICAL[version](words);
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

/**
 * The texts of the paragraphs that a place touches, whole; none where it is no place.
 * @param {Paragraph[]} paragraphs @param {Place} place
 */
function touched(paragraphs, { from, to }) {
  const first = paragraphs.findIndex(({ id }) => id === from.id);
  const last = paragraphs.findIndex(({ id }) => id === to.id);
  return first < 0 ? [] : paragraphs.slice(first, last + 1).map(({ text }) => text);
}

/**
 * The words between two places, paragraphs put together without anything between.
 * @param {Paragraph[]} paragraphs @param {Place} place
 */
export function wordsAt(paragraphs, place) {
  const texts = touched(paragraphs, place);
  const last = texts.length - 1;
  return texts
    .map((text, i) => text.slice(i === 0 ? place.from.at : 0, i === last ? place.to.at : undefined))
    .join('');
}

/** A fingerprint of the paragraphs that the words stand in. */
const aroundOf = (
  /** @type {Paragraph[]} */ paragraphs,
  /** @type {Place} */ place,
  /** @type {Version} */ version,
) => fingerprint(touched(paragraphs, place).join('\n'), version);

const shortened = (/** @type {string} */ words) =>
  words.length <= WHOLE ? words : `${words.slice(0, ENDS)}…${words.slice(-ENDS)}`;

/**
 * The link to a place, as what follows the address of the page.
 * @param {Paragraph[]} paragraphs of the page, in order @param {Place} place
 */
export function linkTo(paragraphs, place) {
  const { from, to } = place;
  const words = wordsAt(paragraphs, place);
  const end = to.id === from.id ? `${to.at}` : `${to.id}.${to.at}`;
  const marks = `${fingerprint(words)}.${aroundOf(paragraphs, place, NEWEST)}.${NEWEST}`;
  const query = `s=${from.at}-${end}.${marks}&w=${encoded(shortened(words))}`;
  return `?${query}#${from.id}:~:${directive(paragraphs, place)}`;
}

const LINK = /^(\d+)-(?:([a-z][\w-]*)\.)?(\d+)\.([0-9a-z]+)\.([0-9a-z]+)(?:\.(2))?$/;

/** What a link says: null where it is none of ours. @param {string} search @param {string} hash */
export function placeIn(search, hash) {
  const query = new URLSearchParams(search);
  const match = LINK.exec(query.get('s') ?? '');
  const id = anchorIn(hash);
  if (!match || !id) return null;
  const [, start, last = id, end, mark, paragraphs, version] = match;
  const from = { id, at: Number(start) };
  const to = { id: last, at: Number(end) };
  return { from, to, mark, paragraphs, version: version ? NEWEST : 1, words: query.get('w') ?? '' };
}

/**
 * Where the words of a link stand today.
 * @typedef {'same'|'around'|'moved'|'changed'} Standing around: they are the same, other words of their
 *   paragraphs are not; changed: what stands there now is not what was linked
 * @param {Paragraph[]} paragraphs @param {Link} link
 * @returns {{place: Place, state: Standing} | {place: null, state: 'gone'}}
 */
export function findAgain(paragraphs, link) {
  const is = (/** @type {Place} */ place) =>
    fingerprint(wordsAt(paragraphs, place), link.version) === link.mark;
  if (is(link)) {
    const around = aroundOf(paragraphs, link, link.version);
    return { place: link, state: around === link.paragraphs ? 'same' : 'around' };
  }
  const exact = occurrences(paragraphs, link, 2).filter(is);
  // By letters and digits alone: so that a number whose signs were corrected is found again.
  const place = nearest(exact.length ? exact : occurrences(paragraphs, link, 1), link);
  if (!place) return { place, state: 'gone' };
  return { place, state: exact.length ? 'moved' : 'changed' };
}

/**
 * Of several places the one in the old paragraph, next to the old place; elsewhere only a single one.
 * @param {Place[]} places @param {Place} old
 */
function nearest(places, { from }) {
  const here = places.filter((place) => place.from.id === from.id);
  const far = (/** @type {Place} */ place) => Math.abs(place.from.at - from.at);
  if (here.length) return here.reduce((a, b) => (far(b) < far(a) ? b : a));
  return places.length === 1 ? places[0] : null;
}

/**
 * Every place where the words of a link occur, folded; those of a long one by their two ends.
 * @param {Paragraph[]} paragraphs @param {Link} link @param {Version} version of the folding
 * @returns {Place[]}
 */
function occurrences(paragraphs, { words }, version) {
  const isCut = words.length === 2 * ENDS + 1 && words[ENDS] === '…';
  const folding = (/** @type {string} */ text) => fold(text, undefined, version);
  const head = folding(isCut ? words.slice(0, ENDS) : words).text;
  const tail = isCut ? folding(words.slice(-ENDS)).text : '';
  const folded = paragraphs.map(({ text }) => folding(text));
  const whole = folded.map(({ text }) => text).join('');
  const cuts = numberCuts(whole);
  /** @param {number} position @param {'starts'|'ends'} side @returns {Point} */
  const pointAt = (position, side) => {
    let index = 0;
    let at = position;
    while (at >= folded[index].text.length) at -= folded[index++].text.length;
    return { id: paragraphs[index].id, at: folded[index][side][at] };
  };
  const places = [];
  for (let start = head ? whole.indexOf(head) : -1; start >= 0; start = whole.indexOf(head, start + 1)) {
    const behind = start + head.length;
    const end = tail ? whole.indexOf(tail, behind) + tail.length : behind;
    if (end >= behind && !cuts(start, end))
      places.push({ from: pointAt(start, 'starts'), to: pointAt(end - 1, 'ends') });
  }
  return places;
}
