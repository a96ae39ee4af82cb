// From a match to marks on the text as printed. Pages of exchanges mark by matchesIn, without an index.
import { fold } from '../fold.mjs';
import { parse, wordsOf } from './query.mjs';
import { touches, unitsOf } from './units.mjs';

/** @import {Role, Span, Unit} from './types.mjs' */

/**
 * The folded stretches of a unit where any of the terms stands.
 * @param {Unit} unit @param {string[]} terms @returns {Span[]}
 */
export function placesIn(unit, terms) {
  const { core } = unit;
  const places = terms.flatMap((term) => occurrences(unit.text, term));
  return core ? places.filter(([start, end]) => touches(core, start, end)) : places;
}

/** @param {string} text @param {string} term */
function occurrences(text, term) {
  /** @type {Span[]} */
  const found = [];
  for (let at = term ? text.indexOf(term) : -1; at >= 0; at = text.indexOf(term, at + 1)) {
    found.push([at, at + term.length]);
  }
  return found;
}

/**
 * Stretches of units as marks per printed paragraph, in order, overlapping ones joined.
 * @param {Unit[]} units @param {(unit: Unit, at: number) => Span[]} stretches of a unit
 * @returns {Map<number, Span[]>} by the paragraph's number
 */
export function marksOf(units, stretches) {
  /** @type {Map<number, Span[]>} */
  const marks = new Map();
  units.forEach((unit, at) => {
    for (const stretch of stretches(unit, at)) {
      for (const [paragraph, mark] of printed(unit, stretch)) {
        const list = marks.get(paragraph);
        if (list) list.push(mark);
        else marks.set(paragraph, [mark]);
      }
    }
  });
  return new Map([...marks].sort(([a], [b]) => a - b).map(([paragraph, list]) => [paragraph, joined(list)]));
}

/** A stretch of a unit as printed, a piece for each of its paragraphs. */
function* printed(/** @type {Unit} */ unit, /** @type {Span} */ [start, end]) {
  for (let from = start, to = start; from < end; from = to) {
    const paragraph = unit.paragraph[from];
    while (to < end && unit.paragraph[to] === paragraph) to++;
    yield/** @type {[number, Span]} */ ([paragraph, [unit.start[from], unit.end[to - 1]]]);
  }
}

/** @param {Span[]} marks */
function joined(marks) {
  /** @type {Span[]} */
  const out = [];
  for (const [start, end] of marks.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = out.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}

/**
 * Where the words of a query stand in the paragraphs of one exchange, for marking them on its page.
 * @param {{role: string, text: string}[]} paragraphs as printed, in order; what role is what matters
 *   not, only where it changes
 * @param {string} query @param {import('../fold.mjs').Script} [script]
 * @returns {Span[][]} per paragraph
 */
export function matchesIn(paragraphs, query, script) {
  const exchange = {
    heading: '',
    paragraphs: /** @type {{role: Role, text: string}[]} */ (paragraphs),
    errata: [],
  };
  const { spoken } = unitsOf(exchange, script);
  const { whole, terms } = wordsOf(parse(query), (text) => fold(text, script).text);
  const phrase = marksOf(spoken, (unit) => placesIn(unit, [whole]));
  const marks = phrase.size ? phrase : marksOf(spoken, (unit) => placesIn(unit, terms));
  return paragraphs.map((_, at) => marks.get(at) ?? []);
}
