// What a reader typed, taken apart. Knows no index.

const WORDS = 8; // more words than this are one pasted text
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
 * space mean nothing. `-词` excludes, `媒体:路透社` is a field (either colon).
 * @param {string} text @returns {Parsed}
 */
export function parse(text) {
  /** @type {Parsed} */
  const parsed = { words: [], not: [], fields: [] };
  for (const word of split(text)) {
    const field = /^(媒体|议题|发言人|年|日期|范围)[:：](.{1,40})$/u.exec(word);
    if (field) parsed.fields.push({ field: FIELDS[field[1]], value: bare(field[2]), word });
    else if (/^[-－−][^-－−]/.test(word)) parsed.not.push(word.slice(1));
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
 * The folded words of a query, and all of them as one phrase.
 * @param {Parsed} parsed @param {(text: string) => string} folded
 */
export function wordsOf(parsed, folded) {
  const terms = [...new Set(parsed.words.map(folded).filter(Boolean))];
  const whole = folded(parsed.words.join(''));
  return { whole, terms: terms.length > WORDS ? [whole] : terms };
}
