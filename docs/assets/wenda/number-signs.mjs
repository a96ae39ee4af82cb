// The signs of numbers, and where numbers stand in a folded text: each with its signs is one word, and a
// place that cuts one is no place. scripts/wenda/naming/numbers.py has the rule as a table. Pure.

const DIGIT = /^[0-9]$/;
export const CURRENCY = /^[$¢£¤¥\u20a0-\u20cf]$/;
export const ANYWHERE = /^[$¢£¤¥\u20a0-\u20cf%‰‱]$/;
export const AFTER = /^[$¢£¤¥\u20a0-\u20cf%‰‱°′″+]$/;
export const APART = /^[$¢£¤¥\u20a0-\u20cf<>≤≥≠=≈]$/;
export const BEFORE = /^[+\-±∓<>≤≥≠=≈.−~]$/;
export const USUAL = new Map([
  ['−', '-'],
  ['~', '≈'],
]);
/** What joins two numbers, and as what it is kept. */
export const BETWEEN = new Map(
  /** @type {[string, string][]} */ ([
    ...Array.from('.:/·×^+±∓<>≤≥≠=≈', (sign) => [sign, sign]),
    ...Array.from('⁄∕', (sign) => [sign, '/']),
    ...Array.from('・‧•', (sign) => [sign, '·']),
    ['*', '×'],
    ['∶', ':'],
    ...Array.from(',、', (sign) => [sign, '、']),
    ...Array.from('-−–—‐‑‒―~∼〜', (sign) => [sign, '~']),
  ]),
);
// Or a run of signs without one, so that none is looked at twice.
const NUMBER =
  /[$¢£¤¥\u20a0-\u20cf+\-±∓<>≤≥≠=≈]*(\.?[0-9]+(?:[.:/·×^][0-9]+)*[%‰‱°′″+$¢£¤¥\u20a0-\u20cf]*)|[$¢£¤¥\u20a0-\u20cf+\-±∓<>≤≥≠=≈]+/g;

/** Whether the rule can keep more of a text than letters and digits. @param {string} text in NFKC */
export const mayHoldNumbers = (text) => /[0-9$¢£¤¥\u20a0-\u20cf%‰‱]/.test(text);

/** @param {string|undefined} char of a folded text */
export const isDigit = (char) => char !== undefined && DIGIT.test(char);

/** Whether a character of a folded text is a digit or a sign of a number. @param {string|undefined} char */
export const isOfNumber = (char) =>
  char !== undefined && (DIGIT.test(char) || BETWEEN.has(char) || AFTER.test(char) || char === ' ');

/** Where the numbers of a folded text stand: each is one word. @param {string} folded @returns {[number, number][]} */
export const numbersIn = (folded) =>
  Array.from(folded.matchAll(NUMBER))
    .filter(({ 1: number }) => number)
    .map(({ index, 0: match }) => [index, index + match.length]);

/**
 * Whether a stretch of a folded text begins or ends inside a number: 15 in 1500, 5% in 1.5%.
 * @param {string} folded @returns {(start: number, end: number) => boolean}
 */
export function numberCuts(folded) {
  /** @type {Uint8Array|undefined} */
  let inside;
  return (start, end) => {
    if (!isOfNumber(folded[start]) && !isOfNumber(folded[end - 1])) return false;
    inside ??= insideNumbers(folded);
    return inside[start] + inside[end] > 0;
  };
}

/** @param {string} folded */
function insideNumbers(folded) {
  const inside = new Uint8Array(folded.length + 1);
  for (const [start, end] of numbersIn(folded)) inside.fill(1, start + 1, end);
  return inside;
}

/**
 * Whether two texts that follow each other are kept apart, as 5 and 10 are: a paragraph's last number is
 * no part of the next one's first. @param {string} before folded @param {string} after folded
 */
export function mustPart(before, after) {
  const [last, first] = [before.at(-1), after[0]];
  return isOfNumber(last) && isOfNumber(first) && (isDigit(last) || !isDigit(first));
}
