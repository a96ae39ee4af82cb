// How printed words differ from those that were asked for, in what folding takes for the same: said of
// every find, so that nobody quotes a comma that is not there. Pure.
import { fold } from '../fold.mjs';
import { isOfNumber } from '../number-signs.mjs';

/** @import {Folded, Script} from '../fold.mjs' */

const PUNCTUATION = '标点不同';
const SPACES = '空格不同';
const QUOTES = '引号不同';
const NUMBERS = '数字写法不同';
const WIDTH = '全半角或大小写不同';
const SCRIPT = '繁简不同';
const ORDER = [PUNCTUATION, SPACES, QUOTES, NUMBERS, WIDTH, SCRIPT];

const QUOTE = /["'“”„‟‘’‚‛「」『』﹁﹂﹃﹄〝〞«»＂＇｢｣]/gu;
const BLANK = /[\p{Z}\p{Cc}]/gu;
const UNSEEN = /\p{Cf}|\p{Variation_Selector}/gu;

/**
 * What differs, none where nothing does. What stands before the first or after the last letter, digit or
 * sign of either is no part of the match, and the end of a paragraph is no difference.
 * @param {string} asked @param {string} printed paragraphs parted by line ends; both fold to the same
 * @param {Script} [script] @returns {string[]}
 */
export function remarksOf(asked, printed, script) {
  const [one, other] = [fold(asked, script), fold(printed, script)];
  /** @type {Set<string>} */
  const found = new Set();
  if (one.text !== other.text) return [NUMBERS]; // what only a number's surroundings can do
  for (let at = 0; at < one.text.length; at++) {
    const [a, b] = [pieceOf(asked, one, at), pieceOf(printed, other, at)];
    if (a !== b) found.add(ofCharacters(one.text[at], a, b));
    if (at + 1 === one.text.length) break;
    const number = isOfNumber(one.text[at]) && isOfNumber(one.text[at + 1]);
    for (const each of ofGaps(gapOf(asked, one, at), gapOf(printed, other, at), number)) found.add(each);
  }
  return ORDER.filter((each) => found.has(each));
}

const seen = (/** @type {string} */ text) => text.replace(UNSEEN, '');
const usual = (/** @type {string} */ text) => text.normalize('NFKC').toLowerCase().normalize('NFKC');
const only = (/** @type {string} */ text, /** @type {RegExp} */ signs) => (text.match(signs) ?? []).join('');

/** What was printed for a folded character. @param {string} text @param {Folded} folded @param {number} at */
const pieceOf = (text, { starts, ends }, at) => seen(text.slice(starts[at], ends[at]));

/** What was printed after it. @param {string} text @param {Folded} folded @param {number} at */
const gapOf = (text, { starts, ends }, at) => seen(text.slice(ends[at], starts[at + 1]));

/** @param {string} folded @param {string} asked @param {string} printed */
function ofCharacters(folded, asked, printed) {
  if (isOfNumber(folded)) return NUMBERS;
  return usual(asked) !== usual(printed) && /\p{Script=Han}/u.test(asked) ? SCRIPT : WIDTH;
}

/** @param {string} asked @param {string} printed @param {boolean} number whether both sides are of numbers */
function* ofGaps(asked, printed, number) {
  if (asked === printed) return;
  const [quotes, others] = [only(asked, QUOTE), only(printed, QUOTE)];
  if (quotes !== others) yield QUOTES;
  const paragraphs = printed.includes('\n');
  if (!paragraphs && only(asked, BLANK).length !== only(printed, BLANK).length) yield SPACES;
  const [rest, other] = [asked, printed].map((text) => text.replace(QUOTE, '').replace(BLANK, ''));
  if (rest === other) return;
  if (number) yield NUMBERS;
  else yield usual(rest) === usual(other) ? WIDTH : PUNCTUATION;
}
