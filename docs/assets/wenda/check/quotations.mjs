// Quotations in a text, and who is plainly said to have said them. Indirect speech is not judged.
// scripts/wenda/check/quotations.py is the twin; tests/cases/quotations.json runs in both. Pure.

import { simplify } from '../fold.mjs';

/** @import {Script} from '../fold.mjs' */

/** @type {Record<string, string>} */
const CLOSES = { '“': '”', '「': '」', '『': '』' };
const LEAD = 200; // characters before a quotation in which it is said who speaks
const STRAIGHT = '"＂';
const ASKED = '[问問]道|提[问問]|[问問]'; // a small archive's table has few Traditional characters
const VERB =
  '表示|指出|[强強][调調]|[认認][为為]|重申|[谈談]到|提到|介[绍紹]|坦言|回[应應]|回答|答道|[说說]道' +
  `|提出|透露|警告|呼吁|宣[布佈]|${ASKED}|[说說]|[称稱]|[写寫]道`;
const BEFORE = new RegExp(`(?:${VERB})道?[，,：:\\s]*$`);
const AFTER = new RegExp(`^[，,]?\\s*([^，。！？；：“”「」『』\\n]{1,24}?)(?:${VERB})`);
const ASKS = new RegExp(`(?:${ASKED})[，,：:\\s]*$`); // 路透社记者问, not 回答路透社记者提问
const ANSWERS = /[答复復]|回[应應]|就|[对對]/;
const DATE = /(?<![自从就对于关])(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/g;
const SENTENCE = /[。！？；\n”」』]/;
const CLAUSE = /[，,：:、\s]+/;
const MARKUP = /\[\^[^\]]*\]|!?\[([^\]]*)\]\([^)\s]*\)|\*+|__|~~|`/g;
const QUOTE_LINE = /^[ \t]{0,3}>[ \t]?/;

/**
 * @typedef {{who: string[], year: string, month: string, day: string}} Said empty where not plain; of
 *   several names in one clause nobody plainly knows which
 * @typedef {{speakers: string[], outlets?: string[], script?: Script}} Names who can have spoken, as the
 *   record names them
 * @typedef {{text: string, start: number, end: number, said: Said}} Quotation
 */

/**
 * Every quotation in order; blocks are stretches known to be block quotations.
 * @param {string} text @param {Names} names @param {[number, number][]} [blocks]
 * @returns {Quotation[]}
 */
export function quotationsIn(text, names, blocks = []) {
  const plain = names.script ? simplify(text, names.script) : text;
  const whole = [...blocks, ...quotedLines(text)].sort((a, b) => a[0] - b[0]);
  /** @type {Quotation[]} */
  const found = [];
  for (const [start, end] of whole) {
    const words = withoutMarks(text.slice(start, end));
    if (words)
      found.push({
        text: words,
        start,
        end,
        said: saidOf(plain.slice(Math.max(0, start - LEAD), start), '', names),
      });
  }
  for (const [start, end] of marked(text)) {
    if (whole.some(([first, last]) => first <= start && start < last)) continue;
    const said = saidOf(
      plain.slice(Math.max(0, start - 1 - LEAD), start - 1),
      plain.slice(end + 1, end + 60),
      names,
    );
    found.push({ text: withoutMarkup(text.slice(start, end)), start, end, said });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The insides of the outermost quotation marks. @param {string} text @returns {Generator<[number, number]>} */
function* marked(text) {
  let paragraph = -1; // where the paragraph ends that we are in
  for (let at = 0; at < text.length; at++) {
    if (STRAIGHT.includes(text[at])) {
      if (paragraph < at) {
        paragraph = text.indexOf('\n\n', at);
        if (paragraph < 0) paragraph = text.length;
      }
      const end = text.indexOf(text[at], at + 1);
      if (end < 0 || end > paragraph) continue; // not closed: no mark
      if (text.slice(at + 1, end).trim()) yield [at + 1, end];
      at = end;
      continue;
    }
    const closing = CLOSES[text[at]];
    if (!closing) continue;
    const end = closed(text, at, closing);
    if (text.slice(at + 1, end).trim()) yield [at + 1, end];
    at = end;
  }
}

/** One that nobody closes ends with its paragraph. @param {string} text @param {number} start @param {string} closing */
function closed(text, start, closing) {
  let depth = 0;
  let lineEnd = -1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === text[start]) {
      if (lineEnd >= 0) return lineEnd;
      depth++;
    } else if (text[at] === closing) {
      if (--depth === 0) return at;
    } else if (text[at] === '\n') {
      if (lineEnd < 0) lineEnd = at;
      const next = text.indexOf('\n', at + 1);
      if (!text.slice(at + 1, next < 0 ? text.length : next).trim()) return lineEnd;
    }
  }
  return lineEnd >= 0 ? lineEnd : text.length;
}

/** Block quotations of Markdown. @param {string} text @returns {Generator<[number, number]>} */
function* quotedLines(text) {
  let at = 0;
  let start = -1;
  let end = -1;
  for (const line of [...text.split('\n'), '']) {
    if (QUOTE_LINE.test(line)) {
      if (start < 0) start = at;
      end = at + line.length;
    } else if (start >= 0) {
      yield [start, end];
      start = -1;
    }
    at += line.length + 1;
  }
}

/** The words of a block quotation, without its own marks around them. @param {string} text */
function withoutMarks(text) {
  const lines = text.split('\n').map((line) => line.replace(QUOTE_LINE, ''));
  const words = lines
    .map((line) => (line.trim() ? line : '\n'))
    .join('')
    .trim();
  return withoutMarkup(words && CLOSES[words[0]] === words.at(-1) ? words.slice(1, -1) : words);
}

/** The words without Markdown's emphasis, links and notes. @param {string} text */
const withoutMarkup = (text) => text.replace(MARKUP, '$1');

/** @param {string} before @param {string} after @param {Names} names @returns {Said} */
function saidOf(before, after, { speakers, outlets = [], script }) {
  let lead = /** @type {string} */ (before.trimEnd().split(SENTENCE).at(-1));
  let asks = ASKS.test(lead) && !ANSWERS.test(lead);
  if (!BEFORE.test(lead)) {
    const match = AFTER.exec(after);
    if (!match) return { who: [], year: '', month: '', day: '' };
    [lead, asks] = [match[1], false];
  }
  const known = asks ? [...speakers, ...outlets] : speakers;
  const clauses = lead.split(CLAUSE).reverse();
  const who = clauses.map((clause) => inClause(clause, known, script)).find((named) => named.length) ?? [];
  const [, year = '', month = '', day = ''] = [...lead.matchAll(DATE)].at(-1) ?? [];
  return { who, year, month, day };
}

/** The names that a clause has; 李强国 is not 李强. @param {string} clause @param {string[]} names @param {Script} [script] */
function inClause(clause, names, script) {
  const plain = (/** @type {string} */ name) =>
    (script ? simplify(name, script) : name).replace(/^[《》]+|[《》]+$/g, '');
  const known = new Map(names.map((name) => [plain(name), name]));
  const byLength = [...known.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (!byLength.length) return [];
  const pattern = byLength.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|');
  const found = clause.match(new RegExp(pattern, 'g')) ?? [];
  return [...new Set(found.map((name) => /** @type {string} */ (known.get(name))))];
}
