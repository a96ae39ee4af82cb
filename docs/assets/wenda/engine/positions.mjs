// Exact by positions: which runs of a term to ask for, and where they all stand in their places.
import { isOfNumber } from '../number-signs.mjs';
import { raritiesOf } from './rarity.mjs';

/** @import {List} from './shard.mjs' */
/** @import {Weight} from './rarity.mjs' */

const RUN = 3; // units
const WAYS = 8; // so many runs are placed for the rarest, more as they come

/** How many units the runs of a term have. @param {string} term @returns {2|3} */
export const sizeOfRuns = (term) => (term.length < RUN ? 2 : RUN);

/**
 * The fewest runs that touch every character of a term, in order; of the ways to place them the rarest.
 * @param {string} term of two characters or more @param {Weight} weight @returns {number[]} offsets
 */
export function cover(term, weight) {
  if (term.length <= RUN) return [0];
  const runs = Math.ceil(term.length / RUN);
  const more = runs * RUN - term.length; // so many characters are in two runs
  const rarity = raritiesOf(term, weight, RUN);
  /** @type {number[]} */
  let best = [];
  let most = -1;
  for (const joints of waysFor(runs - 1, more)) {
    const offsets = Array.from(
      { length: runs },
      (_, run) => RUN * run - joints.filter((each) => each < run).length,
    );
    const sum = offsets.reduce((total, at) => total + rarity[at], 0);
    if (sum > most) [best, most] = [offsets, sum];
  }
  return best;
}

/** At which of so many joints runs overlap, a joint twice where by two. @returns {number[][]} */
function waysFor(/** @type {number} */ joints, /** @type {number} */ more) {
  if (joints > WAYS) return [Array(more).fill(joints - 1)];
  const all = Array.from({ length: joints }, (_, at) => at);
  if (more === 0) return [[]];
  if (more === 1) return all.map((at) => [at]);
  return all.flatMap((first) => all.slice(first).map((second) => [first, second]));
}

/** Of these runs of a term the `count` rarest. @param {string} term @param {Weight} weight @param {number[]} offsets @param {number} count */
export function rarest(term, weight, offsets, count) {
  const rarity = raritiesOf(term, weight, sizeOfRuns(term));
  return [...offsets].sort((a, b) => rarity[b] - rarity[a] || a - b).slice(0, count);
}

/**
 * The rarest bigram of each of `count` stretches.
 * @param {string} term @param {Weight} weight @param {number} count
 */
export function spread(term, weight, count) {
  const rarity = raritiesOf(term, weight, 2);
  const last = rarity.length;
  /** @type {Set<number>} */
  const chosen = new Set();
  for (let i = 0; i < count; i++) {
    let best = -1;
    for (let at = Math.floor((i * last) / count); at < Math.floor(((i + 1) * last) / count); at++) {
      if (best < 0 || rarity[at] > rarity[best]) best = at;
    }
    if (best >= 0) chosen.add(best);
  }
  return [...chosen];
}

/**
 * The addresses where all these runs of the term stand in their places. Where the term's first or last run
 * is among them, none where that cuts a number: a number has word edges at its ends only.
 * @param {string} term @param {{offset: number, list: List}[]} lists of its runs
 * @param {(address: number) => boolean} [may] whether a term may begin there
 * @returns {{at: number[], kinds: number[], edges: number[]}} edges: how many of the two ends are edges of words
 */
export function byPositions(term, lists, may = () => true) {
  const [shortest, ...others] = [...lists].sort((a, b) => a.list.at.length - b.list.at.length);
  let rows = [...shortest.list.at.keys()];
  for (const { offset, list } of others) {
    const stands = seeker(list.at, offset - shortest.offset);
    rows = rows.filter((row) => stands(shortest.list.at[row]));
  }
  /** @param {number} wanted */
  const listAt = (wanted) => lists.find(({ offset }) => offset === wanted)?.list;
  const end = term.length - sizeOfRuns(term);
  const before = flagReader(listAt(0), 0, 2);
  const after = flagReader(listAt(end), end, 1);
  const mustBegin = isOfNumber(term[0]) && listAt(0) !== undefined;
  const mustEnd = isOfNumber(term.at(-1)) && listAt(end) !== undefined;
  /** @type {{at: number[], kinds: number[], edges: number[]}} */
  const places = { at: [], kinds: [], edges: [] };
  for (const row of rows) {
    const address = shortest.list.at[row] - shortest.offset;
    const [begins, ends] = [before(address), after(address)];
    if ((mustBegin && !begins) || (mustEnd && !ends) || !may(address)) continue;
    places.at.push(address);
    places.kinds.push(shortest.list.kinds[row]);
    places.edges.push(begins + ends);
  }
  return places;
}

/**
 * Whether address + offset is in the sorted list, for rising addresses.
 * @param {ArrayLike<number>} list @param {number} offset
 */
function seeker(list, offset) {
  let low = 0;
  return (/** @type {number} */ address) => {
    const wanted = address + offset;
    let step = 1;
    while (low + step < list.length && list[low + step] < wanted) step *= 2;
    let high = Math.min(low + step, list.length);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return list[low] === wanted;
  };
}

/**
 * The flag of address + offset, which is in the list, for rising addresses; 0 where there is no list.
 * @param {List|undefined} list @param {number} offset @param {number} mask
 */
function flagReader(list, offset, mask) {
  if (!list) return () => 0;
  let at = 0;
  return (/** @type {number} */ address) => {
    while (list.at[at] < address + offset) at++;
    return list.flags[at] & mask ? 1 : 0;
  };
}
