// Numbers, their units and signs are words: the rule of scripts/wenda/naming/numbers.py, which has it
// as a table and says why. Pure; offsets are UTF-16 units.
import {
  AFTER,
  ANYWHERE,
  APART,
  BEFORE,
  BETWEEN,
  CURRENCY,
  isDigit as digit,
  USUAL,
} from './number-signs.mjs';

const RAISED = /^[⁰¹²³⁴⁵⁶⁷⁸⁹]$/;
const WIDE = /^[０-９]$/;
const THOUSANDS = /(?<![0,.])0{1,3}(?:,000)+(?!0|,0)/g;

/**
 * A character in its usual width: where it was printed, and the printed character that spells it.
 * @typedef {{text: string, start: number, end: number, raw: string, word: boolean, blank: boolean}} Char
 */

/** What is kept of a text. @param {Char[]} chars in order, what nobody sees left out @returns {Char[]} */
export function keptOf(chars) {
  const thousands = thousandsIn(chars);
  /** @type {Char[]} */
  const kept = []; // not by spreading into a call: a gap may be longer than a call takes arguments
  /** @type {Char|undefined} */
  let left;
  /** @type {Char[]} */
  let gap = [];
  chars.forEach((char, at) => {
    if (!char.word) gap.push(char);
    else {
      if (!thousands.has(at - 1)) for (const each of ofGap(left, gap, char)) kept.push(each);
      kept.push(char);
      left = char;
      gap = [];
    }
  });
  return [...kept, ...ofGap(left, gap)];
}

/** @param {Char|undefined} char @returns {char is Char} */
const isDigit = (char) => digit(char?.text);
const isSpelledOut = (/** @type {Char} */ { raw }) => !/^\p{Nd}$/u.test(raw);

/** The places of the commas that part thousands; a full-width one may only after a full-width digit. @param {Char[]} chars */
function thousandsIn(chars) {
  const form = (/** @type {Char} */ char, /** @type {number} */ at) => {
    if (digit(char.text)) return isSpelledOut(char) ? 'x' : '0';
    if (char.raw === ',' || (char.raw === '，' && WIDE.test(chars[at - 1]?.raw ?? ''))) return ',';
    return char.text === '.' && char.raw !== '…' ? '.' : 'x';
  };
  const forms = chars.map(form).join('');
  /** @type {Set<number>} */
  const found = new Set();
  for (const { index, 0: match } of forms.matchAll(THOUSANDS)) {
    for (let at = index; at < index + match.length; at++) if (forms[at] === ',') found.add(at);
  }
  return found;
}

/**
 * What is kept of a gap between two letters or digits.
 * @param {Char|undefined} left @param {Char[]} gap @param {Char} [right] @returns {Char[]}
 */
function ofGap(left, gap, right) {
  const before = isDigit(left);
  const after = isDigit(right);
  if (!gap.length) return before && after ? parted(left, right) : [];
  const signs = gap.filter(({ blank }) => !blank);
  const units = before ? unitsIn(gap, after) : [];
  let rest = signs.slice(units.length);
  let own = after ? ownIn(gap, rest.length) : [];
  if (!(before && after))
    return [...units, ...rest.slice(0, rest.length - own.length).filter(anywhere), ...own.map(usual)];
  const unbroken = own.length === rest.length && !gap.some(({ blank }) => blank);
  const plus = unbroken && units.at(-1)?.text === '+'; // it joins them already: 5+-3
  const joins = own.length > 0 && own.length === rest.length && follows(gap, own[0]) && !plus;
  if (joins || own[0]?.text === '~') own = own.slice(1); // 5-10; after a number a ~ is never 约
  rest = rest.slice(0, rest.length - own.length);
  const joint = jointOf(rest, gap);
  const middle = joint ? [joint] : rest.filter(anywhere);
  const taken = own.length > 0 && !joint && !plus; // else its sign would be read as one between the two
  const parts = taken || units.length + middle.length + own.length === 0;
  const { start, end } = own[0] ?? { start: gap[0].start, end: gap[gap.length - 1].end };
  return [...units, ...middle, ...(parts ? [made(' ', start, end)] : []), ...own.map(usual)];
}

const anywhere = (/** @type {Char} */ { text }) => ANYWHERE.test(text);
/** @param {Char} sign @returns {Char} */
const usual = (sign) => ({ ...sign, text: USUAL.get(sign.text) ?? sign.text });
/** @param {string} text @param {number} start @param {number} end @returns {Char} */
const made = (text, start, end) => ({ text, start, end, raw: text, word: false, blank: false });

/** Between two digits with nothing between: 10², 5½, ①②. @param {Char} left @param {Char} right */
function parted(left, right) {
  if (left.start === right.start) return [];
  if (RAISED.test(right.raw)) return RAISED.test(left.raw) ? [] : [made('^', right.start, right.end)];
  return isSpelledOut(left) || isSpelledOut(right) ? [made(' ', right.start, right.end)] : [];
}

/**
 * The signs of the number before a gap; a + only where it touches, currency before another likewise.
 * @param {Char[]} gap @param {boolean} beforeDigit
 */
function unitsIn(gap, beforeDigit) {
  /** @type {Char[]} */
  const units = [];
  let touching = true;
  for (const char of gap) {
    const mustTouch = char.text === '+' || (beforeDigit && CURRENCY.test(char.text));
    if (char.blank) touching = false;
    else if (AFTER.test(char.text) && (touching || !mustTouch)) units.push(char);
    else break;
  }
  return units;
}

/**
 * The signs of the number that follows a gap: at most so many of its last ones.
 * @param {Char[]} gap @param {number} most
 */
function ownIn(gap, most) {
  /** @type {Char[]} */
  const own = []; // from the last on
  let apart = false;
  for (let at = gap.length - 1; at >= 0; at--) {
    const char = gap[at];
    if (char.blank) {
      apart = true;
      continue;
    }
    let may = APART.test(char.text) || (!apart && BEFORE.test(char.text));
    if (char.text === '.') may = !apart && !own.length && gap[at - 1]?.text !== '.' && char.raw !== '…';
    if (!may || own.length === most) break;
    own.push(char);
  }
  return own.reverse();
}

/**
 * Whether a sign joins two numbers, 5-10 and 5 - 10, and is not the second's: 5 -10.
 * @param {Char[]} gap @param {Char} sign
 */
function follows(gap, sign) {
  if (sign.text === '.') return gap.length === 1;
  const at = gap.indexOf(sign);
  return BETWEEN.has(sign.text) && (Boolean(gap[at + 1]?.blank) || !gap[at - 1]?.blank);
}

/**
 * The one sign that joins two numbers, or a run of dashes; undefined where there is none.
 * @param {Char[]} signs @param {Char[]} gap
 */
function jointOf(signs, gap) {
  const texts = new Set(signs.map(({ text }) => BETWEEN.get(text)));
  const [text] = texts;
  if (texts.size !== 1 || (signs.length > 1 && text !== '~')) return undefined;
  if (text === undefined || (text === '.' && gap.length > 1)) return undefined; // 5. 3 is no 5.3
  return made(text, signs[0].start, signs[signs.length - 1].end);
}
