// What the nearest passage says otherwise than the query, and where it says the same.
import { marksOf } from './passages.mjs';

/** @import {Difference, Near, Paragraph, Span, Unit} from './types.mjs' */
/** @import {Pair} from './alignment.mjs' */
/** @typedef {{kind: Difference[0], asked: string, from: number, to: number}} Run from, to: in the unit */

/**
 * Marks on the printed text, and the difference in runs.
 * @param {string} query folded @param {Unit[]} units @param {number} nearest which of them
 * @param {{score: number, pairs: Pair[]}} alignment with it @param {Paragraph[]} paragraphs
 * @returns {Near}
 */
export function explain(query, units, nearest, { score, pairs }, paragraphs) {
  const unit = units[nearest];
  const runs = runsOf(query, unit.text, pairs);
  // Character by character: the punctuation between them is not marked.
  /** @type {Span[]} */
  const same = pairs.filter(([a, b]) => query[a] === unit.text[b]).map(([, b]) => [b, b + 1]);
  const marks = marksOf(units, (_, at) => (at === nearest ? same : []));
  for (const [paragraph, list] of marks) marks.set(paragraph, touching(list));
  return {
    score,
    marks,
    differences: runs.reduce((total, run) => total + sizeOf(run), 0),
    diff: runs.map(({ kind, asked, from, to }) => [kind, asked, printed(unit, from, to, paragraphs)]),
  };
}

const sizeOf = (/** @type {Run} */ { kind, asked, from, to }) =>
  kind === 'same' ? 0 : Math.max(asked.length, to - from);

/** @param {string} query @param {string} text @param {Pair[]} pairs */
function runsOf(query, text, pairs) {
  /** @type {Run[]} */
  const runs = [];
  /** @param {Difference[0]} kind @param {string} asked @param {number} from @param {number} to */
  const add = (kind, asked, from, to) => {
    const last = runs.at(-1);
    if (!asked && from === to) return;
    if (last?.kind === kind) {
      last.asked += asked;
      last.to = to;
    } else runs.push({ kind, asked, from, to });
  };
  let asked = 0; // so far
  let at = pairs.length ? pairs[0][1] : 0;
  for (const [a, b] of pairs) {
    add('missing', query.slice(asked, a), at, at);
    add('extra', '', at, b);
    add(query[a] === text[b] ? 'same' : 'changed', query[a], b, b + 1);
    [asked, at] = [a + 1, b + 1];
  }
  add('missing', query.slice(asked), at, at);
  return runs;
}

/**
 * Folded characters of a unit as printed, with the punctuation that follows them inside the unit.
 * @param {Unit} unit @param {number} from @param {number} to @param {Paragraph[]} paragraphs
 */
function printed(unit, from, to, paragraphs) {
  let out = '';
  for (let at = from; at < to; at++) {
    const goesOn = at + 1 < to && unit.paragraph[at + 1] === unit.paragraph[at];
    const next = goesOn ? unit.start[at + 1] : unit.end[at];
    out += paragraphs[unit.paragraph[at]].text.slice(unit.start[at], Math.max(next, unit.end[at]));
  }
  return out;
}

/** Marks that touch become one. @param {Span[]} marks */
function touching(marks) {
  /** @type {Span[]} */
  const out = [];
  for (const [start, end] of marks) {
    const last = out.at(-1);
    if (last && last[1] >= start) last[1] = end;
    else out.push([start, end]);
  }
  return out;
}
