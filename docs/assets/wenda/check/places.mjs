// Units with what they belong to, and places in them. Pure.
import { numbersIn } from '../number-signs.mjs';

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

/** Every place of a folded text, none that cuts a number. @param {string} folded @param {CheckUnit[]} units */
export function exactPlaces(folded, units) {
  /** @type {Place[]} */
  const places = [];
  for (const unit of units) {
    let at = folded ? unit.text.indexOf(folded) : -1;
    if (at < 0) continue;
    const numbers = numbersIn(unit.text);
    const cuts = (/** @type {number} */ edge) => numbers.some(([start, end]) => start < edge && edge < end);
    for (; at >= 0; at = unit.text.indexOf(folded, at + 1)) {
      const end = at + folded.length;
      if (!cuts(at) && !cuts(end) && (!unit.core || touchesReading(unit, at, end)))
        places.push({ unit, start: at, end });
    }
  }
  return places;
}

/** @param {CheckUnit} unit @param {number} start @param {number} end */
function touchesReading(unit, start, end) {
  for (let at = start; at < end; at++)
    for (const { paragraph, start: from, end: to } of unit.errata ?? [])
      if (unit.paragraph[at] === paragraph && unit.start[at] < to && unit.end[at] > from) return true;
  return false;
}
