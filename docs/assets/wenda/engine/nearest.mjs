// The nearest passages where nothing is exact: bigram votes choose exchanges, an alignment decides.
import { compare } from './alignment.mjs';
import { explain } from './difference.mjs';

/** @import {Filter, Index, Near, Vote} from './types.mjs' */

const LONGEST = 400; // so many characters of a query are looked at
// Below it a passage is not offered. Of 205 sentences of another conference none was above it on the
// briefings and 2 among 10,000 exchanges (formulas that both share); the ordinary misquotations lose
// nothing up to 0.6, a quarter of the characters wrong is found in 92 of 100 (at 0.52: 97). 2026-11.
const THRESHOLD = 0.57;
const WIDTH = 32; // addresses in a lane
const STRONG = 0.3; // of the best lane: others are not worth a look

/**
 * The passages that come nearest to a query, best first. Bounded: 400 characters, 20 texts.
 * @param {Index} index @param {string} query folded @param {Filter} filter
 * @returns {Promise<{owner: number, near: Near}[]>}
 */
export async function nearby(index, query, filter) {
  const wanted = query.slice(0, LONGEST);
  const owners = candidates(index, await index.votes(wanted), filter);
  const found = await Promise.all(
    owners.map(async (owner) => ({ owner, near: await nearestIn(index, owner, wanted, filter) })),
  );
  return found
    .flatMap(({ owner, near }) => (near ? [{ owner, near }] : []))
    .sort((a, b) => b.near.score - a.near.score || b.owner - a.owner);
}

/**
 * The nearest passage of one exchange; none where it is not near enough.
 * @param {Index} index @param {number} owner @param {string} wanted @param {Filter} filter
 */
async function nearestIn(index, owner, wanted, { role }) {
  const { spoken, alternates } = await index.units(owner);
  const units = [...spoken, ...alternates];
  let best = { score: 0, pairs: /** @type {import('./alignment.mjs').Pair[]} */ ([]) };
  let nearest = 0;
  units.forEach((unit, at) => {
    if (role && unit.role !== role) return;
    const alignment = compare(wanted, unit.text, index.weight);
    if (alignment.score > best.score) [best, nearest] = [alignment, at];
  });
  if (best.score < THRESHOLD) return undefined;
  return explain(wanted, units, nearest, best, (await index.exchange(owner)).paragraphs);
}

/**
 * The exchanges with the best diagonals, and those with the most of the bigrams.
 * @param {Index} index @param {Vote[]} votes @param {Filter} filter
 */
export function candidates(index, votes, filter) {
  const { lanes, owners } = counted(index, votes);
  const best = (/** @type {Map<number, number>} */ weights) =>
    [...weights]
      .filter(([owner]) => filter.keeps(owner))
      .sort(([a, x], [b, y]) => y - x || b - a)
      .slice(0, index.candidates)
      .map(([owner]) => owner);
  return [...new Set([...best(byDiagonal(lanes, index)), ...best(owners)])];
}

const raise = (
  /** @type {Map<number, number>} */ weights,
  /** @type {number} */ key,
  /** @type {number} */ weight,
) => weights.set(key, (weights.get(key) ?? 0) + weight);

/**
 * The votes by lane, where a quotation's bigrams meet if they stand as in the query, and by exchange, where
 * they only have to be somewhere. A rare bigram's vote weighs more.
 * @param {Index} index @param {Vote[]} votes
 */
function counted(index, votes) {
  /** @type {Map<number, number>} */
  const lanes = new Map();
  /** @type {Map<number, number>} */
  const owners = new Map();
  for (const { offset, at } of votes) {
    const weight = Math.log2(1 + index.space / (1 + at.length));
    for (let i = 0, previous = -1; i < at.length; i++) {
      const lane = Math.floor((at[i] - offset + LONGEST) / WIDTH);
      raise(lanes, lane, weight);
      raise(lanes, lane + 1, weight); // what crosses the edge of two lanes is whole in one
      const owner = index.ownerAt(at[i]);
      if (owner !== previous) raise(owners, owner, weight);
      previous = owner;
    }
  }
  return { lanes, owners };
}

/** The weight of each exchange's best lane, where that is strong. */
function byDiagonal(/** @type {Map<number, number>} */ lanes, /** @type {Index} */ index) {
  let top = 0;
  for (const weight of lanes.values()) top = Math.max(top, weight);
  /** @type {Map<number, number>} */
  const weights = new Map();
  for (const [lane, weight] of lanes) {
    if (weight < top * STRONG) continue;
    for (const end of [lane, lane - 1]) {
      const owner = index.ownerAt(Math.max(0, end * WIDTH - LONGEST + WIDTH - 1));
      weights.set(owner, Math.max(weight, weights.get(owner) ?? 0));
    }
  }
  return weights;
}
