// The exchanges that have the words, with what that rests on and their score: printed words before an
// editor's reading of them, that before an editor's heading.

/** @import {Filter, Found, Hit, Index, Match, Role} from './types.mjs' */

/** From the strongest to the weakest. @type {Match[]} */
const MATCHES = ['exact', 'reading', 'heading'];

// Rank of an exchange: whole words before parts of words, then heading, then question, then newest.
const EDGES = [0, 1, 4]; // by how many of a place's two ends are edges of words
const HEADING = 2;
const QUESTION = 1;
const NOTHING = { edge: 0, question: 0 };
// Of several words that stand apart: all within 40 characters; within 150.
const CLOSE = { within: 40, score: 16 };
const NEAR = { within: 150, score: 8 };

/**
 * Exchanges with all the terms, together or apart, and none of the excluded, by owner.
 * @param {Index} index
 * @param {{terms: string[], whole: string, excluded: string[]}} wanted folded; whole: all words
 *   as one phrase, '' where that is no other than the term
 * @param {Filter} filter @returns {Promise<Map<number, Found>>}
 */
export async function exact(index, { terms, whole, excluded }, filter) {
  const [hits, phrase, not] = await Promise.all([
    hitsOfAll(index, terms, filter.role, terms.length > 1),
    whole ? hitsOf(index, whole, filter.role) : new Map(),
    hitsOfAll(index, excluded),
  ]);
  const apart = terms.length ? hits[0].keys() : whole ? [] : await exchangesOf(index);
  /** @type {Map<number, Found>} */
  const found = new Map();
  for (const owner of new Set([...phrase.keys(), ...apart])) {
    if (!filter.keeps(owner) || not.some((each) => each.has(owner))) continue;
    const together = phrase.get(owner);
    const ways = [together && foundOf([together], true), foundApart(hits, owner, whole)];
    const best = ways.flatMap((way) => way ?? []).sort(byMatch)[0];
    if (best) found.set(owner, best);
  }
  return found;
}

/** @param {Pick<Found, 'match'>} a @param {Pick<Found, 'match'>} b */
export const byMatch = (a, b) => MATCHES.indexOf(a.match) - MATCHES.indexOf(b.match);

/**
 * Where one exchange has each term for itself; none where it lacks one.
 * @param {Map<number, Hit>[]} hits @param {number} owner @param {string} whole
 */
function foundApart(hits, owner, whole) {
  if (whole && !hits.length) return undefined;
  const mine = [];
  for (const each of hits) {
    const hit = each.get(owner);
    if (!hit) return undefined;
    mine.push(hit);
  }
  return foundOf(mine, !whole);
}

/**
 * The weakest of its terms says what a find rests on.
 * @param {Hit[]} hits a term each @param {boolean} together @returns {Found}
 */
function foundOf(hits, together) {
  const score = hits.reduce((sum, hit) => sum + hit.score, 0) / (hits.length || 1);
  const near = hits.length > 1 ? nearness(hits) : 0;
  return {
    match: MATCHES[Math.max(0, ...hits.map((hit) => MATCHES.indexOf(matchOf(hit))))],
    places: hits.reduce((sum, hit) => sum + placesOf(hit).length, 0),
    score: Math.round(near + score),
    together,
    remarks: hits.some(({ remarks }) => remarks),
  };
}

/** What one term rests on. @param {Hit} hit @returns {Match} */
const matchOf = ({ at, readings }) => (at.length ? 'exact' : readings.length ? 'reading' : 'heading');

/** Where it stands: printed, or else in readings. @param {Hit} hit */
const placesOf = ({ at, readings }) => (at.length ? at : readings);

/** Everyone who is an exchange. @param {Index} index */
async function exchangesOf(index) {
  const { remarks } = await index.meta();
  return [...Array(index.n).keys()].filter((owner) => !remarks.has(owner));
}

const KEPT = 40; // terms, for paging and for typing on
/** @type {WeakMap<Index, Map<string, Promise<Map<number, Hit>>>>} */
const kept = new WeakMap();

/** @param {Index} index @param {string[]} terms @param {Role} [role] @param {boolean} [placed] */
const hitsOfAll = (index, terms, role, placed) =>
  Promise.all(terms.map((term) => hitsOf(index, term, role, placed)));

/**
 * Where a term stands, by exchange; the last few are kept.
 * @param {Index} index @param {string} term @param {Role} [role]
 * @param {boolean} [placed] whether it matters where in an exchange
 */
export function hitsOf(index, term, role, placed = false) {
  const key = `${role ?? ''} ${placed} ${term}`;
  const mine = kept.get(index) ?? new Map();
  kept.set(index, mine);
  if (mine.size > KEPT) mine.clear();
  if (!mine.has(key)) {
    const hits = readHits(index, term, role, placed);
    mine.set(key, hits);
    hits.catch(() => mine.delete(key));
  }
  return mine.get(key);
}

/**
 * By exchange: the addresses of a term's places, and its score.
 * @param {Index} index @param {string} term @param {Role|undefined} role @param {boolean} placed
 */
async function readHits(index, term, role, placed) {
  const { at, owners, kinds, edges } = await index.find(term, placed);
  /** @type {Map<number, Hit>} */
  const hits = new Map();
  at.forEach((address, i) => {
    const { role: spoken, reading, remarks } = kinds[i];
    if (role && spoken !== role) return;
    let hit = hits.get(owners[i]);
    if (!hit) {
      hit = { at: [], readings: [], heading: 0, printed: NOTHING, read: NOTHING, score: -1, remarks };
      hits.set(owners[i], hit);
    }
    if (spoken === 'heading') {
      hit.heading = HEADING;
      return;
    }
    (reading ? hit.readings : hit.at).push(address);
    const side = reading ? 'read' : 'printed';
    hit[side] = {
      edge: Math.max(hit[side].edge, EDGES[edges[i]]),
      question: spoken === 'question' ? QUESTION : hit[side].question,
    };
  });
  // A heading alone brings an exchange, but after all who say the words.
  for (const hit of hits.values()) {
    if (!placesOf(hit).length) continue;
    const { edge, question } = hit.at.length ? hit.printed : hit.read;
    hit.score = edge + hit.heading + question;
  }
  return hits;
}

/** How near several terms come to each other in one exchange. @param {Hit[]} hits a term each */
function nearness(hits) {
  const all = hits.flatMap((hit, term) => placesOf(hit).map((address) => ({ address, term })));
  all.sort((a, b) => a.address - b.address);
  const last = new Map();
  let best = Infinity;
  for (const { address, term } of all) {
    last.set(term, address);
    if (last.size === hits.length) best = Math.min(best, address - Math.min(...last.values()));
  }
  return best <= CLOSE.within ? CLOSE.score : best <= NEAR.within ? NEAR.score : 0;
}
