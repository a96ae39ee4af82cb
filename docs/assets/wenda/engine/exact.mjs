// The exchanges that have the words exactly, with their score.

/** @import {Filter, Found, Hit, Index, Role} from './types.mjs' */

// Rank of an exchange: whole words before parts of words, then heading, then question, then newest.
const EDGES = [0, 1, 4]; // by how many of a place's two ends are edges of words
const HEADING = 2;
const QUESTION = 1;
// Of several words: all as one phrase; all within 40 characters; within 150.
const PHRASE = 64;
const CLOSE = { within: 40, score: 16 };
const NEAR = { within: 150, score: 8 };

/**
 * Exchanges with all the terms and none of the excluded, by owner.
 * @param {Index} index
 * @param {{terms: string[], whole: string, excluded: string[]}} wanted folded
 * @param {Filter} filter @returns {Promise<Map<number, Found>>}
 */
export async function exact(index, { terms, whole, excluded }, filter) {
  const asPhrase = whole.length > 1 && !terms.includes(whole);
  const [hits, phrase, not] = await Promise.all([
    hitsOfAll(index, terms, filter.role),
    asPhrase ? hitsOf(index, whole, filter.role) : undefined,
    hitsOfAll(index, excluded),
  ]);
  const found = new Map();
  for (const owner of terms.length ? hits[0].keys() : await exchangesOf(index)) {
    if (!filter.keeps(owner) || not.some((each) => each.has(owner))) continue;
    const mine = ofOwner(hits, owner);
    if (mine) found.set(owner, foundOf(mine, phrase?.get(owner)));
  }
  return found;
}

/** The hits of one exchange, a term each; none where it lacks a term. */
function ofOwner(/** @type {Map<number, Hit>[]} */ hits, /** @type {number} */ owner) {
  const mine = [];
  for (const each of hits) {
    const hit = each.get(owner);
    if (!hit) return undefined;
    mine.push(hit);
  }
  return mine;
}

/** @param {Hit[]} hits a term each @param {Hit} [phrase] @returns {Found} */
function foundOf(hits, phrase) {
  const together = phrase?.at.length ? PHRASE : hits.length > 1 ? nearness(hits) : 0;
  let places = 0;
  let score = 0;
  for (const hit of hits) {
    places += hit.at.length;
    score += hit.score;
  }
  return { places, score: Math.round(together + score / (hits.length || 1)) };
}

/** Everyone who is an exchange. @param {Index} index */
async function exchangesOf(index) {
  const remarks = (await index.table()).remarks();
  return [...Array(index.n).keys()].filter((owner) => !remarks.has(owner));
}

const KEPT = 40; // terms, for paging and for typing on
/** @type {WeakMap<Index, Map<string, Promise<Map<number, Hit>>>>} */
const kept = new WeakMap();

/** @param {Index} index @param {string[]} terms @param {Role} [role] */
const hitsOfAll = (index, terms, role) => Promise.all(terms.map((term) => hitsOf(index, term, role)));

/**
 * Where a term stands, by exchange; the last few are kept.
 * @param {Index} index @param {string} term @param {Role} [role]
 */
function hitsOf(index, term, role) {
  const key = `${role ?? ''} ${term}`;
  const mine = kept.get(index) ?? new Map();
  kept.set(index, mine);
  if (mine.size > KEPT) mine.clear();
  if (!mine.has(key)) {
    const hits = readHits(index, term, role);
    mine.set(key, hits);
    hits.catch(() => mine.delete(key));
  }
  return mine.get(key);
}

/**
 * By exchange: the addresses of a term's places, and its score.
 * @param {Index} index @param {string} term @param {Role} [role]
 */
async function readHits(index, term, role) {
  const [{ at, edges }, table] = await Promise.all([index.find(term), index.table()]);
  /** @type {Map<number, Hit>} */
  const hits = new Map();
  let row = 0;
  at.forEach((address, i) => {
    row = table.next(row, address);
    const spoken = table.role[row];
    if (!table.counts(row, address, term.length) || (role && spoken !== role)) return;
    const owner = table.owner[row];
    let hit = hits.get(owner);
    if (!hit) {
      hit = { at: [], edge: 0, heading: 0, question: 0, score: -1 };
      hits.set(owner, hit);
    }
    if (spoken === 'heading') {
      hit.heading = HEADING;
      return;
    }
    hit.at.push(address);
    hit.edge = Math.max(hit.edge, EDGES[edges[i]]);
    if (spoken === 'question') hit.question = QUESTION;
  });
  // A heading alone brings an exchange, but after all who say the words.
  for (const hit of hits.values()) if (hit.at.length) hit.score = hit.edge + hit.heading + hit.question;
  return hits;
}

/** How near several terms come to each other in one exchange. @param {Hit[]} hits a term each */
function nearness(hits) {
  const all = hits.flatMap(({ at }, term) => at.map((address) => ({ address, term })));
  all.sort((a, b) => a.address - b.address);
  const last = new Map();
  let best = Infinity;
  for (const { address, term } of all) {
    last.set(term, address);
    if (last.size === hits.length) best = Math.min(best, address - Math.min(...last.values()));
  }
  return best <= CLOSE.within ? CLOSE.score : best <= NEAR.within ? NEAR.score : 0;
}
