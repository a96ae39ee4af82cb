// Quotations in a text, each with what is plainly said of it. Indirect speech is not judged.
// scripts/wenda/check/quotations.py is the twin; tests/cases/quotations.json runs in both. Pure.

import { LEAD, saidOf } from './said.mjs';

/** @import {Names, Said} from './said.mjs' */

/** @type {Record<string, string>} */
const CLOSES = { '“': '”', '「': '」', '『': '』' };
const STRAIGHT = '"＂';
const MARKUP = /\[\^[^\]]*\]|!?\[([^\]]*)\]\([^)\s]*\)|\*+|__|~~|`/g;
const QUOTE_LINE = /^[ \t]{0,3}>[ \t]?/;

/** @typedef {{text: string, start: number, end: number, said: Said}} Quotation */

/**
 * Every quotation in order; blocks are stretches known to be block quotations.
 * @param {string} text @param {Names} names @param {[number, number][]} [blocks]
 * @returns {Quotation[]}
 */
export function quotationsIn(text, names, blocks = []) {
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
        said: saidOf(text.slice(Math.max(0, start - LEAD), start), '', names),
      });
  }
  for (const [start, end] of marked(text)) {
    if (whole.some(([first, last]) => first <= start && start < last)) continue;
    const said = saidOf(
      text.slice(Math.max(0, start - 1 - LEAD), start - 1),
      text.slice(end + 1, end + 60),
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
