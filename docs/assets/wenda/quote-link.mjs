// Links to selected words, made and read again. Pure: paragraphs are {id, text}, places are
// {from: {id, at}, to: {id, at}} with UTF-16 offsets into the text as printed.
//
// …/q07/?s=12-p5.34.1x8k2c&w=原话#p3:~:text=…
//   #p3      the first paragraph: what every browser understands
//   :~:text= the same words for browsers with text fragments, snapped outward to clause edges:
//            browsers look for whole words, and what is a word in Chinese they decide each their way
//   s        where the words stand: offset in the first paragraph, paragraph and offset of the end,
//            fingerprint of the words
//   w        the words, or their beginning and end, for the day when they stand there no more
// Whoever ignores s and w loses nothing.
import { fold } from './fold.mjs';

const WHOLE = 60; // characters: so much of a selection goes into the link as it is
const ENDS = 24;  // of a longer one, so much of its beginning and of its end
const SNAPPED = 40; // a longer snapped range is given by its first and last clause
const CONTEXT = 2;  // clauses before and after that tell one of several equal ranges
const EDGE = /[。！？；：，、…—“”‘’「」『』（）《》!?;:,()\s]/;

/** A fingerprint of words: 32 bits of FNV-1a over what they fold to, in base 36. */
export function fingerprint(words) {
  let hash = 0x811c9dc5;
  const { text } = fold(words);
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** The words between two places, paragraphs put together without anything between. */
export function wordsAt(paragraphs, { from, to }) {
  const first = paragraphs.findIndex(({ id }) => id === from.id);
  const last = paragraphs.findIndex(({ id }) => id === to.id);
  if (first < 0 || last < first) return '';
  return paragraphs.slice(first, last + 1).map(({ text }, i) =>
    text.slice(i === 0 ? from.at : 0, i === last - first ? to.at : undefined)).join('');
}

const shortened = (words) => (words.length <= WHOLE ? words : `${words.slice(0, ENDS)}…${words.slice(-ENDS)}`);

/**
 * The link to a place, as what follows the address of the page.
 * @param {{id: string, text: string}[]} paragraphs of the page, in order
 */
export function linkTo(paragraphs, place) {
  const { from, to } = place;
  const words = wordsAt(paragraphs, place);
  const end = to.id === from.id ? `${to.at}` : `${to.id}.${to.at}`;
  const query = new URLSearchParams({ s: `${from.at}-${end}.${fingerprint(words)}`, w: shortened(words) });
  return `?${query}#${from.id}:~:${directive(paragraphs, place)}`;
}

/** What a link says: null where it is none of ours. @param {string} search @param {string} hash */
export function placeIn(search, hash) {
  const query = new URLSearchParams(search);
  const match = /^(\d+)-(?:([\w-]+)\.)?(\d+)\.([0-9a-z]+)$/.exec(query.get('s') ?? '');
  const id = decodeURIComponent(hash.replace(/^#/, '').split(':~:')[0]);
  if (!match || !id) return null;
  const [, start, last, end, mark] = match;
  return { from: { id, at: Number(start) }, to: { id: last ?? id, at: Number(end) }, mark, words: query.get('w') ?? '' };
}

/**
 * Where the words of a link stand today.
 * @returns {{place: object|null, same: boolean}} same: at their old place, as they were
 */
export function findAgain(paragraphs, link) {
  if (fingerprint(wordsAt(paragraphs, link)) === link.mark) return { place: link, same: true };
  const [head, tail] = link.words.includes('…') && link.words.length === 2 * ENDS + 1 ? link.words.split('…') : [link.words, ''];
  const text = paragraphs.map((paragraph) => fold(paragraph.text));
  const whole = text.map((each) => each.text).join('');
  const wanted = fold(head).text, wantedTail = fold(tail).text;
  const start = wanted ? whole.indexOf(wanted) : -1;
  if (start < 0) return { place: null, same: false };
  let end = start + wanted.length;
  if (wantedTail) {
    const at = whole.indexOf(wantedTail, end);
    if (at < 0) return { place: null, same: false };
    end = at + wantedTail.length;
  }
  const at = (position, ends) => {
    let index = 0;
    while (position >= text[index].text.length) position -= text[index++].text.length;
    return { id: paragraphs[index].id, at: text[index][ends ? 'ends' : 'starts'][position] };
  };
  return { place: { from: at(start, false), to: at(end - 1, true) }, same: false };
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
