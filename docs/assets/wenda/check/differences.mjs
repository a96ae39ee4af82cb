// What differs between a quotation and a passage: scripts/wenda/check/differences.py is the twin. Pure.
import { numbersIn } from '../number-signs.mjs';
import { LEFT_OUT } from './alignment.mjs';
import { beginsClause, printedOf } from './places.mjs';

/** @import {Folded} from '../fold.mjs' */
/** @import {Step} from './alignment.mjs' */
/** @import {CheckUnit} from './places.mjs' */
/** @typedef {[string, string, string]} Shown a step: its kind, as quoted, as printed */

/** A sign that something is left out. */
export const GAP = '…+|\\.{3,}|。{3,}|[\\[［(（【]\\s*(?:…+|\\.{3,}|略|中略|下略)\\s*[\\]］)）】]';
export const MARK = new RegExp(GAP, 'g');
const LONG = 8; // characters of a quotation that a passage lacks, and others may be from elsewhere

/** Before which folded characters a sign of an omission stands. @param {string} quotation @param {Folded} folded */
export const marksOf = (quotation, { starts }) =>
  new Set(Array.from(quotation.matchAll(MARK), ({ index }) => starts.filter((at) => at < index).length));

/**
 * Steps that differ, those that touch put together; an omission stands by itself.
 * @param {Step[]} steps @returns {[string, number, number, number, number][]}
 */
export function changesOf(steps) {
  /** @type {[string, number, number, number, number][]} */
  const out = [];
  for (const [kind, start, to, at, end] of steps) {
    if (kind === 'same') continue;
    const last = out.at(-1);
    if (kind === 'extra' && end - at >= LEFT_OUT) out.push(['extra!', start, to, at, end]);
    else if (last && last[0] !== 'extra!' && last[2] === start && last[4] === at)
      out[out.length - 1] = ['changed', last[1], to, last[3], end];
    else out.push([kind, start, to, at, end]);
  }
  return out;
}

/** @param {[string, number, number, number, number]} step @param {Set<number>} marks */
export const isOmission = ([kind, at, , start, end], marks) =>
  kind.startsWith('extra') && (end - start >= LEFT_OUT || marks.has(at));

/** @param {[string, number, number, number, number]} step @param {CheckUnit} unit @param {Set<number>} marks */
export const isWholeOmission = (step, unit, marks) =>
  isOmission(step, marks) && beginsClause(unit, step[3]) && beginsClause(unit, step[4]) && step[3] > 0;

/**
 * Whether an omission joins pieces: marked, or over the end of a clause. Else words are cut.
 * @param {[string, number, number, number, number]} step @param {CheckUnit} unit @param {Set<number>} marks
 */
export function isGap(step, unit, marks) {
  const [, at, , start, end] = step;
  if (!isOmission(step, marks)) return false;
  if (marks.has(at)) return true;
  for (let each = start + 1; each < end; each++) if (beginsClause(unit, each)) return true;
  return false;
}

/** Omissions moved to where whole clauses are left out, if that is as good. @param {Step[]} steps @param {CheckUnit} unit */
export function toClauseEdges(steps, unit) {
  const { text } = unit;
  const out = steps.map((step) => /** @type {Step} */ ([...step]));
  for (let number = 1; number < out.length - 1; number++) {
    const [before, step, after] = [out[number - 1], out[number], out[number + 1]];
    const [kind, , , at, end] = step;
    if (kind !== 'extra' || before[0] !== 'same' || after[0] !== 'same') continue;
    let left = 0;
    let right = 0;
    while (left < before[2] - before[1] - 1 && text[at - 1 - left] === text[end - 1 - left]) left++;
    while (right < after[2] - after[1] - 1 && text[at + right] === text[end + right]) right++;
    const fits = (/** @type {number} */ by) => beginsClause(unit, at + by) && beginsClause(unit, end + by);
    let by = 0;
    for (let shift = 0; shift <= Math.max(left, right) && !by && !fits(0); shift++) {
      if (shift <= left && fits(-shift)) by = -shift;
      else if (shift <= right && fits(shift)) by = shift;
    }
    for (const place of /** @type {const} */ ([2, 4])) before[place] += by;
    for (const place of /** @type {const} */ ([1, 2, 3, 4])) step[place] += by;
    for (const place of /** @type {const} */ ([1, 3])) after[place] += by;
  }
  return out;
}

/** No number of the text cut at their ends: 15 is not all of 1500. @param {Step[]} steps @param {string} text */
export function toNumberEdges(steps, text) {
  const out = [...steps];
  const first = out[0];
  const last = /** @type {Step} */ (out.at(-1));
  for (const [start, end] of numbersIn(text)) {
    if (start < first[3] && first[3] < end) out.unshift(['extra', first[1], first[1], start, first[3]]);
    if (start < last[4] && last[4] < end) out.push(['extra', last[2], last[2], last[4], end]);
  }
  return out;
}

/**
 * @param {string} quotation @param {Folded} folded @param {CheckUnit} unit @param {Step[]} steps
 * @returns {Shown[]}
 */
export const shownOf = (quotation, { text, starts, ends }, unit, steps) =>
  steps.map(([kind, start, to, at, end], number) => {
    const goesOn = number < steps.length - 1;
    const until = goesOn && to < text.length ? Math.max(ends[to - 1], starts[to]) : ends[to - 1];
    return [kind, start < to ? quotation.slice(starts[start], until) : '', printedOf(unit, at, end, goesOn)];
  });

/** Whether a long stretch of the quotation is not in the passage. @param {Shown[]} steps */
export const lacks = (steps) => steps.some(([kind, mine]) => kind === 'missing' && mine.length >= LONG);
