// What a reader typed, taken apart. Knows no index.

const WORDS = 8; // more words than this are one pasted text
const HAN = /^\p{Script=Han}$/u;
const EXCLUDED = /^[-－−](?![$¢£¤¥\u20a0-\u20cf￥]?[.．]?\p{Nd})[^-－−]/u; // -5 is a number
/** @type {Record<string, Field>} */
const FIELDS = { 媒体: 'outlet', 议题: 'topic', 发言人: 'speaker', 年: 'year', 日期: 'date', 范围: 'role' };
/** @type {Record<string, string>} */
const CLOSING = { '"': '"', '“': '”', '「': '」', '『': '』' };

/**
 * @typedef {'outlet'|'topic'|'speaker'|'year'|'date'|'role'} Field
 * @typedef {{field: Field, value: string, word: string}} FieldWord
 * @typedef {{words: string[], not: string[], fields: FieldWord[]}} Parsed
 */

/**
 * Words are parted by white space outside quotation marks; quotation marks that enclose no white
 * space mean nothing. `-词` excludes, but `-5` is a number, `媒体:路透社` is a field (either colon).
 * @param {string} text @returns {Parsed}
 */
export function parse(text) {
  /** @type {Parsed} */
  const parsed = { words: [], not: [], fields: [] };
  for (const word of split(text)) {
    const field = /^(媒体|议题|发言人|年|日期|范围)[:：](.{1,40})$/u.exec(word);
    if (field) parsed.fields.push({ field: FIELDS[field[1]], value: bare(field[2]), word });
    else if (EXCLUDED.test(word)) parsed.not.push(word.slice(1));
    else parsed.words.push(word);
  }
  return parsed;
}

/** @param {string} value */
const bare = (value) => value.replace(/^["“「『]|["”」』]$/g, '');

/** @param {string} text @returns {string[]} */
function split(text) {
  const words = [];
  let word = '';
  for (let at = 0; at < text.length; at++) {
    const close = CLOSING[text[at]];
    const end = close ? text.indexOf(close, at + 1) : -1;
    if (end > 0) {
      word += text.slice(at, end + 1);
      at = end;
    } else if (/\s/.test(text[at])) {
      if (word) words.push(word);
      word = '';
    } else word += text[at];
  }
  return word ? [...words, word] : words;
}

/**
 * 2024-01-01..2024-03-31, 2024-01, 2024: the first and the last day.
 * @param {string} value @returns {[string, string]|null}
 */
export function dateRange(value) {
  const parts = value.normalize('NFKC').split(/\.\.|~|—|至|到/);
  const day = /^(\d{4}(-\d\d(-\d\d)?)?)?$/;
  if (parts.length > 2 || !parts.every((part) => day.test(part)) || !parts.join('')) return null;
  const [from, to] = [parts[0], parts[parts.length - 1]];
  return [from || '0000', `${to || '9999'}~`]; // '~' sorts after every digit and dash
}

/**
 * A word of a query, folded and as typed. @typedef {{term: string, asked: string}} Word
 *
 * The words of a query, and all of them as one phrase: white space between Chinese characters is none.
 * What is spaced letter by letter, 周 边 外 交, is no more than the phrase.
 * @param {string[]} words as typed @param {(text: string) => string} folded
 * @returns {{whole: Word, words: Word[]}}
 */
export function wordsOf(words, folded) {
  const asked = words.join(' ');
  const whole = { term: folded(asked), asked };
  /** @type {Map<string, Word>} */
  const terms = new Map();
  for (const word of words) {
    const term = folded(word);
    if (term && !terms.has(term)) terms.set(term, { term, asked: word });
  }
  const each = [...terms.values()];
  const spaced = words.length > 1 && words.every((word) => HAN.test(folded(word)));
  return { whole, words: spaced || each.length > WORDS ? [whole] : each };
}
