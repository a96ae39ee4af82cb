// Units with what they belong to, and places in them. Pure.

/** @import {Exchange, Unit} from '../engine/types.mjs' */

/**
 * @typedef {Unit & {entry: Exchange}} CheckUnit
 * @typedef {{unit: CheckUnit, start: number, end: number}} Place characters [start, end) of a unit
 */

/**
 * What is printed for the characters [start, end), to the next character with a tail.
 * @param {CheckUnit} unit @param {number} start @param {number} end @param {boolean} [tail]
 */
export function printedOf(unit, start, end, tail = false) {
  const out = [];
  for (let at = start; at < end; ) {
    const paragraph = unit.paragraph[at];
    const first = at;
    while (at < end && unit.paragraph[at] === paragraph) at++;
    const goesOn = tail && at < unit.text.length && unit.paragraph[at] === paragraph;
    const last = goesOn ? Math.max(unit.end[at - 1], unit.start[at]) : unit.end[at - 1];
    out.push(unit.entry.paragraphs[paragraph].text.slice(unit.start[first], last));
  }
  return out.join('\n');
}

/** Whether punctuation or a paragraph's end is printed before a character. @param {CheckUnit} unit @param {number} at */
export const beginsClause = (unit, at) =>
  at === 0 ||
  at === unit.text.length ||
  unit.paragraph[at] !== unit.paragraph[at - 1] ||
  unit.start[at] > unit.end[at - 1];
