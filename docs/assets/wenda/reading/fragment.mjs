// The directive of a link that browsers with text fragments follow: text=… Snapped outward to clause
// edges: browsers look for whole words, and what is a word in Chinese they decide each their way. Pure.

/** @import {Paragraph, Place} from './quote-link.mjs' */

const SNAPPED = 40; // characters: a longer snapped range is given by its first and last clause
const CONTEXT = 2; // clauses before and after that tell one of several equal ranges
const ALONE = 4; // of the first and last clause of a long range, so much is the reader's own
const EDGE = /[。！？；：，、…—“”‘’「」『』（）《》!?;:,()\s]/;

/**
 * text=… for a place: whole clauses, context where the clauses occur more than once.
 * @param {Paragraph[]} paragraphs @param {Place} place
 */
export function directive(paragraphs, { from, to }) {
  const first = textOf(paragraphs, from.id);
  const last = textOf(paragraphs, to.id);
  const start = before(first, from.at);
  const end = after(last, to.at);
  if (from.id === to.id && end - start <= SNAPPED) return shortDirective(paragraphs, first, start, end);
  const head = trim(first, start, after(first, Math.min(first.length, Math.max(from.at, start) + ALONE)));
  const tail = trim(last, before(last, Math.max(0, Math.min(to.at, end) - ALONE)), end);
  return `text=${encode(first.slice(...head))},${encode(last.slice(...tail))}`;
}

/**
 * @param {Paragraph[]} paragraphs @param {string} text of one of them
 * @param {number} start @param {number} end
 */
function shortDirective(paragraphs, text, start, end) {
  const range = trim(text, start, end);
  const words = text.slice(...range);
  const once = count(paragraphs, words) === 1;
  const prefix = once ? '' : context(text, range[0], -1);
  const suffix = once ? '' : context(text, range[1], 1);
  return `text=${prefix && `${encode(prefix)}-,`}${encode(words)}${suffix && `,-${encode(suffix)}`}`;
}

const textOf = (/** @type {Paragraph[]} */ paragraphs, /** @type {string} */ wanted) =>
  paragraphs.find(({ id }) => id === wanted)?.text ?? '';

/** The beginning of the clause that a place is in. @param {string} text @param {number} at */
function before(text, at) {
  let start = at;
  while (start > 0 && !EDGE.test(text[start - 1])) start--;
  return start;
}

/** The end of the clause that a place is in. @param {string} text @param {number} at */
function after(text, at) {
  let end = at;
  while (end < text.length && !EDGE.test(text[end])) end++;
  return end;
}

/**
 * Punctuation at the ends is no word: browsers need not find it.
 * @param {string} text @param {number} from @param {number} to @returns {[number, number]}
 */
function trim(text, from, to) {
  let start = from;
  let end = to;
  while (start < end && EDGE.test(text[start])) start++;
  while (end > start && EDGE.test(text[end - 1])) end--;
  return [start, end];
}

/** The clauses before (-1) or after (1) a place. @param {string} text @param {number} at @param {-1|1} direction */
function context(text, at, direction) {
  let far = at;
  for (let clauses = 0; clauses < CONTEXT; clauses++) {
    if (direction < 0) far = before(text, Math.max(0, far - 1));
    else far = after(text, Math.min(text.length, far + 1));
  }
  return text.slice(...trim(text, Math.min(at, far), Math.max(at, far)));
}

/** How often words stand on the page. @param {Paragraph[]} paragraphs @param {string} words */
const count = (paragraphs, words) =>
  paragraphs.reduce((sum, { text }) => sum + text.split(words).length - 1, 0);

/** `-`, `,` and `&` mean something in a text directive. @param {string} words */
const encode = (words) => encoded(words).replaceAll('-', '%2D');

/**
 * Words for an address: Chinese as it is, which browsers take, and which is a ninth as long; what may
 * mean something, or end an address where it is pasted, encoded.
 * @param {string} words
 */
export const encoded = (words) => words.replace(/[^\p{Script=Han}]+/gu, (other) => encodeURIComponent(other));
