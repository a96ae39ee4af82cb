// Folding, alike to scripts/wenda/naming/fold.py, which says what and why. Offsets are UTF-16 units.
import { keptOf, mayHoldNumbers } from './numbers.mjs';

export const FOLD_VERSION = 2;

const FOLDED = [
  0, 0x52f, 0x1e00, 0x2bff, 0x2e00, 0x2fff, 0x3000, 0x33ff, 0x4dc0, 0x4dff, 0xf900, 0xfb06, 0xfe10, 0xfe6f,
  0xff00, 0xffef, 0x2f800, 0x2fa1f,
];
const DROPPED = [
  0xd800, 0xf8ff, 0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xfff0, 0xffff, 0x1f000, 0x1faff, 0xe0000, 0x10ffff,
];
const UNSEEN = [0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xe0000, 0xe0fff];
const MARK = /[\u0300-\u036f\u3099\u309a\uff9e\uff9f]/;

const inside = (/** @type {number} */ code, /** @type {number[]} */ ranges) => {
  for (let i = 0; i < ranges.length; i += 2) if (code >= ranges[i] && code <= ranges[i + 1]) return true;
  return false;
};

/** @param {string} text @param {number} at inside it */
const codeAt = (text, at) => /** @type {number} */ (text.codePointAt(at));

/** Fold one character with its marks. @param {string} cluster */
function foldCluster(cluster) {
  const code = codeAt(cluster, 0);
  if (inside(code, DROPPED)) return '';
  if (!inside(code, FOLDED)) return String.fromCodePoint(code);
  return compatible(cluster).replace(/[^\p{L}\p{N}]/gu, '');
}

/** In its usual width and in lower case, punctuation and all. @param {string} cluster */
const compatible = (cluster) => cluster.normalize('NFKC').toLowerCase().normalize('NFKC');

/** What each single character folds to. @type {Map<number, string>} */
const cache = new Map();

/** Fold one character without marks. @param {number} code */
function foldCharacter(code) {
  let folded = cache.get(code);
  if (folded === undefined) {
    folded = foldCluster(String.fromCodePoint(code));
    cache.set(code, folded);
  }
  return folded;
}

/**
 * @typedef {Map<number, number>} Script Traditional to Simplified, by UTF-16 unit
 * @typedef {{text: string, starts: number[], ends: number[]}} Folded unit i was printed at
 *   [starts[i], ends[i])
 */

/**
 * @param {string} text @param {Script} [script]
 * @param {number} [version] 1 kept letters and digits only; links that were made then are read so
 * @returns {Folded}
 */
export function fold(text, script, version = FOLD_VERSION) {
  const kept =
    version > 1 && mayHoldNumbers(text.normalize('NFKC')) ? keptOf([...charsOf(text)]) : lettersOf(text);
  /** @type {number[]} */
  const starts = [];
  /** @type {number[]} */
  const ends = [];
  let out = '';
  for (const { text: folded, start, end } of kept) {
    for (let i = 0; i < folded.length; i++) {
      starts.push(start);
      ends.push(end);
    }
    out += folded;
  }
  return { text: script ? simplify(out, script) : out, starts, ends };
}

/** Where each character with its marks begins and ends. @param {string} text */
function* clustersOf(text) {
  const marks = MARK.test(text);
  for (let at = 0, end = 0; at < text.length; at = end) {
    const code = codeAt(text, at);
    end = at + (code > 0xffff ? 2 : 1);
    const single = end;
    if (marks && !MARK.test(text[at])) while (end < text.length && MARK.test(text[end])) end++;
    yield { code, start: at, end, single: end === single };
  }
}

/** The letters and digits of a text. @param {string} text */
function* lettersOf(text) {
  for (const { code, start, end, single } of clustersOf(text)) {
    yield { text: single ? foldCharacter(code) : foldCluster(text.slice(start, end)), start, end };
  }
}

/** Every character of a text in its usual width, what nobody sees left out. @param {string} text */
function* charsOf(text) {
  for (const { code, start, end } of clustersOf(text)) {
    const raw = String.fromCodePoint(code);
    for (const char of spelled(code, raw, text.slice(start, end))) {
      const foldable = inside(codeAt(char, 0), FOLDED);
      const word = !foldable || /[\p{L}\p{N}]/u.test(char);
      yield { text: char, start, end, raw, word, blank: /[\p{Z}\p{Cc}]/u.test(char) };
    }
  }
}

/** What one character with its marks stands for. @param {number} code @param {string} raw @param {string} cluster */
function spelled(code, raw, cluster) {
  if (inside(code, UNSEEN)) return [];
  if (inside(code, DROPPED)) return ['_']; // a picture: something stands here
  if (!inside(code, FOLDED)) return [raw];
  return Array.from(compatible(cluster)).filter((char) => !/[\p{Cf}\p{Mn}\p{Me}]/u.test(char));
}

/** Each Traditional character to its Simplified one. @param {string} folded @param {Script} script */
export function simplify(folded, script) {
  let out = '';
  for (let i = 0; i < folded.length; i++) {
    const to = script.get(folded.charCodeAt(i));
    out += to ? String.fromCharCode(to) : folded[i];
  }
  return out;
}

/** The table as it travels: its sources in order, then their targets. @param {string} pairs */
export function scriptFrom(pairs) {
  const half = pairs.length / 2,
    script = new Map();
  for (let i = 0; i < half; i++) script.set(pairs.charCodeAt(i), pairs.charCodeAt(half + i));
  return script;
}

const NUMBER = /[+\-\u2212]?\d+(?:[.,:/'\u00b7\-\u2212\u2013\u2014~]\d+)*[%\u2030]?/g;

/** What fingerprints of version 1 had beside the folding: numbers with a sign. @param {string} text */
export const signedNumbers = (text) =>
  (text.normalize('NFKC').match(NUMBER) ?? []).filter((number) => /\D/.test(number));
