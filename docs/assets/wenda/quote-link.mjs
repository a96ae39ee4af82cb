// Links to selected words, made and read again. Pure: paragraphs are {id, text}, places are
// {from: {id, at}, to: {id, at}} with UTF-16 offsets into the text as printed.
//
// …/q07/?s=12-p5.34.1x8k2c.9ab3d&w=原话#p3:~:text=…
//   #p3      the first paragraph: what every browser understands
//   :~:text= the same words for browsers with text fragments, snapped outward to clause edges:
//            browsers look for whole words, and what is a word in Chinese they decide each their way
//   s        where the words stand: offset in the first paragraph, paragraph and offset of the end,
//            fingerprint of the words, fingerprint of the paragraphs that they stand in
//   w        the words, or their beginning and end, for the day when they stand there no more
// Whoever ignores s and w loses nothing.
import { fold, signedNumbers } from './fold.mjs';

const WHOLE = 60; // characters: so much of a selection goes into the link as it is
const ENDS = 24;  // of a longer one, so much of its beginning and of its end
const SNAPPED = 40; // a longer snapped range is given by its first and last clause
const CONTEXT = 2;  // clauses before and after that tell one of several equal ranges
const EDGE = /[。！？；：，、…—“”‘’「」『』（）《》!?;:,()\s]/;

/**
 * A fingerprint of words: 32 bits of FNV-1a, in base 36, over what they fold to. Corrected spaces and
 * commas are no change; the signs in numbers are: 1.5 and 15, 5% and 5.
 */
export function fingerprint(words) {
  let hash = 0x811c9dc5;
  const text = [fold(words).text, ...signedNumbers(words)].join('\n');
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** The texts of the paragraphs that a place touches, whole; none where it is no place. */
function touched(paragraphs, { from, to }) {
  const first = paragraphs.findIndex(({ id }) => id === from.id), last = paragraphs.findIndex(({ id }) => id === to.id);
  return first < 0 ? [] : paragraphs.slice(first, last + 1).map(({ text }) => text);
}

/** The words between two places, paragraphs put together without anything between. */
export function wordsAt(paragraphs, place) {
  const texts = touched(paragraphs, place);
  return texts.map((text, i) => text.slice(i === 0 ? place.from.at : 0, i === texts.length - 1 ? place.to.at : undefined)).join('');
}

/** A fingerprint of the paragraphs that the words stand in. */
const aroundOf = (paragraphs, place) => fingerprint(touched(paragraphs, place).join('\n'));

const shortened = (words) => (words.length <= WHOLE ? words : `${words.slice(0, ENDS)}…${words.slice(-ENDS)}`);

/**
 * The link to a place, as what follows the address of the page.
 * @param {{id: string, text: string}[]} paragraphs of the page, in order
 */
export function linkTo(paragraphs, place) {
  const { from, to } = place;
  const words = wordsAt(paragraphs, place);
  const end = to.id === from.id ? `${to.at}` : `${to.id}.${to.at}`;
  const marks = `${fingerprint(words)}.${aroundOf(paragraphs, place)}`;
  const query = new URLSearchParams({ s: `${from.at}-${end}.${marks}`, w: shortened(words) });
  return `?${query}#${from.id}:~:${directive(paragraphs, place)}`;
}

/** What a link says: null where it is none of ours. @param {string} search @param {string} hash */
export function placeIn(search, hash) {
  const query = new URLSearchParams(search);
  const match = /^(\d+)-(?:([a-z][\w-]*)\.)?(\d+)\.([0-9a-z]+)\.([0-9a-z]+)$/.exec(query.get('s') ?? '');
  const id = decodeURIComponent(hash.replace(/^#/, '').split(':~:')[0]);
  if (!match || !id) return null;
  const [, start, last, end, mark, paragraphs] = match;
  const from = { id, at: Number(start) }, to = { id: last ?? id, at: Number(end) };
  return { from, to, mark, paragraphs, words: query.get('w') ?? '' };
}

/**
 * Where the words of a link stand today.
 * @returns {{place: object|null, state: 'same'|'around'|'moved'|'changed'|'gone'}} around: they are the
 * same, other words of their paragraphs are not; changed: what stands there now is not what was linked
 */
export function findAgain(paragraphs, link) {
  const is = (place) => fingerprint(wordsAt(paragraphs, place)) === link.mark;
  if (is(link)) {
    return { place: link, state: aroundOf(paragraphs, link) === link.paragraphs ? 'same' : 'around' };
  }
  const found = occurrences(paragraphs, link), exact = found.filter(is);
  const place = nearest(exact.length ? exact : found, link);
  if (!place) return { place, state: 'gone' };
  return { place, state: exact.length ? 'moved' : 'changed' };
}

/** Of several places the one in the old paragraph, next to the old place; elsewhere only a single one. */
function nearest(places, { from }) {
  const here = places.filter((place) => place.from.id === from.id);
  if (here.length) return here.reduce((a, b) => (Math.abs(b.from.at - from.at) < Math.abs(a.from.at - from.at) ? b : a));
  return places.length === 1 ? places[0] : null;
}

/** Every place where the words of a link occur, folded; those of a long one by their two ends. */
function occurrences(paragraphs, { words }) {
  const ends = words.length === 2 * ENDS + 1 && words[ENDS] === '…';
  const head = fold(ends ? words.slice(0, ENDS) : words).text, tail = ends ? fold(words.slice(-ENDS)).text : '';
  const text = paragraphs.map((paragraph) => fold(paragraph.text));
  const whole = text.map((each) => each.text).join('');
  const at = (position, side) => {
    let index = 0;
    while (position >= text[index].text.length) position -= text[index++].text.length;
    return { id: paragraphs[index].id, at: text[index][side][position] };
  };
  const places = [];
  for (let start = head ? whole.indexOf(head) : -1; start >= 0; start = whole.indexOf(head, start + 1)) {
    const behind = start + head.length, end = tail ? whole.indexOf(tail, behind) + tail.length : behind;
    if (end >= behind) places.push({ from: at(start, 'starts'), to: at(end - 1, 'ends') });
  }
  return places;
}

/** text=… for a place: whole clauses, context where the clauses occur more than once. */
function directive(paragraphs, { from, to }) {
  const first = paragraphs.find(({ id }) => id === from.id).text, last = paragraphs.find(({ id }) => id === to.id).text;
  const start = before(first, from.at), end = after(last, to.at);
  if (from.id === to.id && end - start <= SNAPPED) {
    const range = trim(first, start, end);
    const once = count(paragraphs, first.slice(...range)) === 1;
    const prefix = once ? '' : context(first, range[0], -1), suffix = once ? '' : context(first, range[1], 1);
    return `text=${prefix && `${encode(prefix)}-,`}${encode(first.slice(...range))}${suffix && `,-${encode(suffix)}`}`;
  }
  const head = trim(first, start, after(first, Math.min(first.length, Math.max(from.at, start) + 4)));
  const tail = trim(last, before(last, Math.max(0, Math.min(to.at, end) - 4)), end);
  return `text=${encode(first.slice(...head))},${encode(last.slice(...tail))}`;
}

/** The beginning of the clause that a place is in. */
function before(text, at) {
  while (at > 0 && !EDGE.test(text[at - 1])) at--;
  return at;
}

/** The end of the clause that a place is in. */
function after(text, at) {
  while (at < text.length && !EDGE.test(text[at])) at++;
  return at;
}

/** Punctuation at the ends is no word: browsers need not find it. */
function trim(text, start, end) {
  while (start < end && EDGE.test(text[start])) start++;
  while (end > start && EDGE.test(text[end - 1])) end--;
  return [start, end];
}

function context(text, at, direction) {
  let far = at;
  for (let clauses = 0; clauses < CONTEXT; clauses++) {
    if (direction < 0) far = before(text, Math.max(0, far - 1));
    else far = after(text, Math.min(text.length, far + 1));
  }
  return text.slice(...trim(text, Math.min(at, far), Math.max(at, far)));
}

const count = (paragraphs, words) => paragraphs.reduce((sum, { text }) => sum + text.split(words).length - 1, 0);

/** `-`, `,` and `&` mean something in a text directive. */
const encode = (words) => encodeURIComponent(words).replaceAll('-', '%2D');
