// Exact by positions: which bigrams of a term to ask for, and where they all stand in their places.
import { raritiesOf } from './rarity.mjs';

/** @import {Places, Postings} from './types.mjs' */
/** @import {Weight} from './rarity.mjs' */

export const EXACT = 8; // so many characters are exact by positions alone, in 4 shards

/**
 * The fewest bigrams that touch every character of a term; of the ways for an odd length the rarest.
 * @param {string} term @param {Weight} weight @returns {number[]} offsets
 */
export function cover(term, weight) {
  if (term.length % 2 === 0) return everySecond(0, term.length);
  const rarity = raritiesOf(term, weight);
  /** @type {number[]} */
  let best = [];
  let most = -1;
  for (let turn = 2; turn < term.length; turn += 2) {
    const offsets = [...everySecond(0, turn), ...everySecond(turn - 1, term.length)];
    const sum = offsets.reduce((total, at) => total + rarity[at], 0);
    if (sum > most) [best, most] = [offsets, sum];
  }
  return best;
}

const everySecond = (/** @type {number} */ from, /** @type {number} */ to) =>
  Array.from({ length: Math.max(0, (to - from) >> 1) }, (_, i) => from + 2 * i);

/**
 * Up to `count` rare bigrams that do not overlap, rarest first.
 * @param {string} term @param {Weight} weight @param {number} count
 */
export function rarest(term, weight, count) {
  const rarity = raritiesOf(term, weight);
  /** @type {number[]} */
  const chosen = [];
  for (const at of [...rarity.keys()].sort((a, b) => rarity[b] - rarity[a] || a - b)) {
    if (chosen.length < count && chosen.every((other) => Math.abs(other - at) > 1)) chosen.push(at);
  }
  return chosen;
}

/**
 * The rarest bigram of each of `count` stretches.
 * @param {string} term @param {Weight} weight @param {number} count
 */
export function spread(term, weight, count) {
  const rarity = raritiesOf(term, weight);
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
 * The addresses where all these bigrams of the term stand in their places.
 * @param {(text: string, at: number) => Promise<Postings>} postings of the bigram at a place
 * @param {string} term @param {number[]} offsets @returns {Promise<Places>}
 */
export async function byPositions(postings, term, offsets) {
  const lists = await Promise.all(
    offsets.map(async (offset) => ({ offset, list: await postings(term, offset) })),
  );
  const [shortest, ...others] = [...lists].sort((a, b) => a.list.at.length - b.list.at.length);
  let at = Array.from(shortest.list.at, (address) => address - shortest.offset);
  for (const { offset, list } of others) at = at.filter(seeker(list.at, offset));
  /** @param {number} wanted */
  const listAt = (wanted) => lists.find(({ offset }) => offset === wanted)?.list;
  const end = term.length - 2;
  const before = flagReader(listAt(0), 0, 2);
  const after = flagReader(listAt(end), end, 1);
  return { at, edges: at.map((address) => before(address) + after(address)) };
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
 * @param {Postings|undefined} list @param {number} offset @param {number} mask
 */
function flagReader(list, offset, mask) {
  if (!list) return () => 0;
  let at = 0;
  return (/** @type {number} */ address) => {
    while (list.at[at] < address + offset) at++;
    return list.flags[at] & mask ? 1 : 0;
  };
}
