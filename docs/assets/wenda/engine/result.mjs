// One result with its passages, as printed.
import { paragraphPath, partsOf } from '../addresses.mjs';
import { marksOf, placesIn } from './passages.mjs';

/** @import {Exchange, Found, Index, Near, Passage, Result, Role, Span} from './types.mjs' */

/**
 * An exchange that has the terms.
 * @param {Index} index @param {number} owner @param {Found} found
 * @param {{terms: string[], role?: Role}} marked @returns {Promise<Result>}
 */
export async function exactResult(index, owner, { places }, { terms, role }) {
  const exchange = await index.exchange(owner);
  const { spoken, alternates } = await index.units(owner);
  const units = [...spoken, ...alternates].filter((unit) => !role || unit.role === role);
  const marks = marksOf(units, (unit) => placesIn(unit, terms));
  return resultOf(exchange, marks, places);
}

/**
 * An exchange with the nearest passage.
 * @param {Index} index @param {number} owner @param {Near} near @returns {Promise<Result>}
 */
export async function nearResult(index, owner, { marks, score, diff, differences }) {
  return { ...resultOf(await index.exchange(owner), marks, 1), score, diff, differences };
}

/**
 * @param {Exchange} exchange @param {Map<number, Span[]>} marks per paragraph; where there is none the
 *   first paragraph is shown @param {number} places @returns {Result}
 */
function resultOf(exchange, marks, places) {
  const { key, heading, date, outlet, outletName, speakers, speakerNames, topics, paragraphs } = exchange;
  const shown = marks.size || !paragraphs.length ? [...marks] : [[0, []]];
  const passages = /** @type {[number, Span[]][]} */ (shown).map(([at, list]) =>
    passageOf(paragraphs[at], list),
  );
  const { conference, unit } = partsOf(key);
  const url = paragraphPath(conference, unit, passages[0]?.paragraph ?? '');
  return {
    exchange: key,
    heading,
    date,
    outlet,
    outletName,
    speakers,
    speakerNames,
    topics,
    places,
    passages,
    url,
  };
}

/** @param {import('./types.mjs').Paragraph} paragraph @param {Span[]} marks @returns {Passage} */
const passageOf = ({ id, role, text }, marks) => ({ paragraph: id, role, text, marks });
