// The records of the index's files, taken apart: here and nowhere else is a value known by its place
// in a row. scripts/wenda/search/format.py and says what is what.

/** @import {Exchange, FacetsOfSegment, Kind, Meta, Name, Role, Suggestible} from './types.mjs' */

/** @type {Record<string, Role>} */
const ROLES = { q: 'question', a: 'answer', m: 'moderator', s: 'aside', r: 'remarks' };
/** @type {Kind[]} */
export const KINDS = ['outlet', 'speaker', 'topic'];
const DAY = 864e5; // ms

/** @param {any[]} row @returns {Exchange} */
export function exchangeFrom(row) {
  const [key, heading, date, outlets, speakers, topics, paragraphs, errata, who, event] = row;
  const [outletName, speakerNames] = who;
  return {
    key,
    heading,
    date,
    outlets,
    outletName,
    speakers,
    speakerNames,
    topics,
    paragraphs: paragraphs.map(paragraphFrom),
    errata: errata.map(erratumFrom),
    event,
  };
}

/** @param {any[]} row @param {number} at */
const paragraphFrom = ([letter, text, id = undefined], at) => ({
  id: id ?? `p${at + 1}`,
  role: ROLES[letter] ?? 'aside',
  text,
});

/** @param {any[]} row */
const erratumFrom = ([paragraph, start, end, reading]) => ({ paragraph, start, end, reading });

/** @param {any[]} row @returns {Name} */
const nameFrom = ([id, name, aliases]) => ({ id, name, aliases });

/** @param {Record<Kind, any[][]> & {other?: any[][]}} rows */
export const namesFrom = ({ outlet, speaker, topic, other = [] }) => ({
  outlet: outlet.map(nameFrom),
  speaker: speaker.map(nameFrom),
  topic: topic.map(nameFrom),
  other: other.map(nameFrom),
});

/** @param {any[][]} rows @returns {Suggestible[]} */
export const suggestionsFrom = (rows) =>
  rows.map(([kind, id, name, aliases, pinyin, initials]) => ({ kind, id, name, aliases, pinyin, initials }));

/**
 * The pack of a small archive. `words`: the lengths of the spoken units' words, one after the other;
 * eight is «eight, and the word goes on».
 * @param {any} pack @returns {{exchanges: Exchange[], words: number[], names: Record<Kind|'other', Name[]>, meta: Meta}}
 */
export function packFrom(pack) {
  /** @type {Exchange[]} */
  const exchanges = pack.exchanges.map(exchangeFrom);
  return {
    exchanges,
    words: digitsOf(pack.words).flatMap((pair) => [Math.floor(pair / 9), pair % 9]),
    names: namesFrom(pack.names),
    meta: {
      ids: {
        outlet: exchanges.map(({ outlets }) => outlets),
        speaker: exchanges.map(({ speakers }) => speakers),
        topic: exchanges.map(({ topics }) => topics),
      },
      dates: exchanges.map(({ date }) => date),
      remarks: new Set(exchanges.flatMap(({ paragraphs }, at) => (paragraphs.some(isRemarks) ? [at] : []))),
    },
  };
}

const isRemarks = (/** @type {{role: Role}} */ { role }) => role === 'remarks';

/** What filters and facets need of a segment. @param {any} raw @returns {FacetsOfSegment} */
export function metaFrom(raw) {
  /** @param {[string[], string]} column */
  const ids = ([known, sets]) => sets.split(' ').map((set) => digitsOf(set).map((at) => known[at]));
  let day = Date.parse(raw.first || 0);
  let last = 0;
  return {
    ids: { outlet: ids(raw.outlets), speaker: ids(raw.speakers), topic: ids(raw.topics) },
    dates: digitsOf(raw.days).map((more) => {
      day += more * DAY;
      return new Date(day).toISOString().slice(0, 10);
    }),
    remarks: digitsOf(raw.remarks).map((more) => {
      last += more;
      return last;
    }),
  };
}

/** Numbers as text, one to a character: chr(48 + number). @param {string} text */
const digitsOf = (text) => Array.from(text, (char) => /** @type {number} */ (char.codePointAt(0)) - 48);
