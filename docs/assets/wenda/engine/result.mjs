// One result with its passages, as printed, and what it rests on.
import { paragraphPath, partsOf } from '../addresses.mjs';
import { marksOf, placesIn, printed } from './passages.mjs';
import { remarksOf } from './remarks.mjs';

/** @import {Exchange, Found, Index, Near, Paragraph, Passage, Reading, Result, Role, Span, Unit} from './types.mjs' */
/** @import {Word} from './query.mjs' */
/** @typedef {{unit: Unit, span: Span, word: Word}} Place */

/**
 * An exchange that has the words.
 * @param {Index} index @param {number} owner @param {Found} found
 * @param {{words: Word[], role?: Role}} marked @returns {Promise<Result>}
 */
export async function exactResult(index, owner, { match, places }, { words, role }) {
  const exchange = await index.exchange(owner);
  const { spoken, alternates } = await index.units(owner);
  const kinds = [spoken, alternates].map((units) => units.filter((unit) => !role || unit.role === role));
  const all = words.flatMap((word) => placesOf(kinds, word));
  const marks = marksOf([...spoken, ...alternates], (unit) =>
    all.filter((place) => place.unit === unit).map(({ span }) => span),
  );
  const result = { ...resultOf(exchange, marks, places), match };
  if (match === 'exact') return { ...result, ...(await remarked(index, exchange, all)) };
  return {
    ...result,
    readings: all.flatMap(({ unit, span }) => readingsIn(unit, span, exchange.paragraphs)).filter(isFirst),
  };
}

/**
 * Where a word stands: in print, or else in what an editor suggests.
 * @param {Unit[][]} kinds @param {Word} word @returns {Place[]}
 */
function placesOf(kinds, word) {
  for (const units of kinds) {
    const places = units.flatMap((unit) => placesIn(unit, [word.term]).map((span) => ({ unit, span, word })));
    if (places.length) return places;
  }
  return [];
}

/**
 * How the printed words differ from the asked ones, and in how many places.
 * @param {Index} index @param {Exchange} exchange @param {Place[]} places
 */
async function remarked(index, { paragraphs }, places) {
  const script = await index.script(places.map(({ word }) => word.asked));
  const lists = places.map(({ unit, span, word }) => {
    const texts = Array.from(printed(unit, span), ([at, [start, end]]) =>
      paragraphs[at].text.slice(start, end),
    );
    return remarksOf(word.asked, texts.join('\n'), script);
  });
  return { remarks: [...new Set(lists.flat())], remarked: lists.filter(({ length }) => length).length };
}

/** The readings that a stretch of an alternate has. @param {Unit} unit @param {Span} span @param {Paragraph[]} paragraphs */
function readingsIn(unit, span, paragraphs) {
  return Array.from(printed(unit, span), ([at, [start, end]]) =>
    (unit.errata ?? [])
      .filter((each) => each.paragraph === at && each.start <= end && each.end >= start)
      .map((each) => ({ reading: each.reading, printed: paragraphs[at].text.slice(each.start, each.end) })),
  ).flat();
}

const isFirst = (
  /** @type {Reading} */ { reading, printed },
  /** @type {number} */ at,
  /** @type {Reading[]} */ all,
) => all.findIndex((other) => other.reading === reading && other.printed === printed) === at;

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
  const { key, heading, date, outlets, outletName, speakers, speakerNames, topics, paragraphs } = exchange;
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
    outlets,
    outletName,
    speakers,
    speakerNames,
    topics,
    match: 'near',
    places,
    remarks: [],
    remarked: 0,
    readings: [],
    passages,
    url,
  };
}

/** @param {import('./types.mjs').Paragraph} paragraph @param {Span[]} marks @returns {Passage} */
const passageOf = ({ id, role, text }, marks) => ({ paragraph: id, role, text, marks });
