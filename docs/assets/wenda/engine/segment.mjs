// A part of a large archive with shards of its own: the closed years, or the newest year.
import { numberCuts } from '../number-signs.mjs';
import { byPositions, cover, rarest, sizeOfRuns } from './positions.mjs';
import { readShard, runAt } from './shard.mjs';
import { touches } from './units.mjs';

/** @import {PlaceKind, SegmentPointer, Units} from './types.mjs' */
/** @import {Files} from './files.mjs' */
/** @import {Weight} from './rarity.mjs' */
/** @import {List} from './shard.mjs' */
/** @typedef {(owner: number) => Promise<Units>} UnitsOf */
/** @typedef {{at: number[], owners: number[], kinds: number[], edges: number[]}} Found */

const MOST = 4; // files of shards that a term asks for, if need be more
const SHOWN = 8; // so few texts are looked at: the first of them will be shown anyway
/** @type {List} */
const NONE = { at: [], kinds: [], flags: [] };

/** What a text is, by its number: see the format. @type {PlaceKind[]} */
export const KINDS = [
  { role: 'answer', reading: false, remarks: false },
  { role: 'question', reading: false, remarks: false },
  { role: 'heading', reading: false, remarks: false },
  { role: 'remarks', reading: false, remarks: true },
  { role: 'moderator', reading: false, remarks: false },
  { role: 'aside', reading: false, remarks: false },
  { role: 'heading', reading: false, remarks: true },
  { role: 'answer', reading: true, remarks: false },
  { role: 'question', reading: true, remarks: false },
  { role: 'remarks', reading: true, remarks: true },
  { role: 'moderator', reading: true, remarks: false },
  { role: 'aside', reading: true, remarks: false },
];

/**
 * How many runs of a term each segment is asked for at first: all, where these are few enough in all;
 * else most of the first, which is the largest. @param {string} term @param {number} segments
 */
export function toAsk(term, segments) {
  const all = Math.ceil(term.length / sizeOfRuns(term));
  if (all * segments <= MOST) return Array(segments).fill(all);
  return Array.from({ length: segments }, (_, at) => Math.max(1, at ? 1 : MOST - segments + 1));
}

export class Segment {
  #files;
  #pointer;

  /** @param {Files} files @param {SegmentPointer} pointer @param {number} owner the first @param {number} address the first */
  constructor(files, pointer, owner, address) {
    this.#files = files;
    this.#pointer = pointer;
    this.owner = owner;
    this.address = address;
  }

  /** @param {number} address */
  ownerAt(address) {
    const owner = Math.floor((address - this.address) / this.#pointer.stride);
    return this.owner + Math.min(Math.max(0, owner), this.#pointer.n - 1);
  }

  /**
   * Where the run at a place of a text stands. @param {string} text @param {number} at
   * @param {2|3} size @param {boolean} placed whether its offsets matter: of two units they are a file more
   * @returns {Promise<List>}
   */
  async list(text, at, size, placed) {
    const { n, mean, stride, shards } = this.#pointer;
    const [folder, bits] = shards[size - 2];
    const { shard, key } = runAt(text, at, { bits, size });
    const path = `${folder}/${shard.toString(16).padStart(4, '0')}`;
    const shape = { bits, size, n, mean, stride };
    const shardOf = (/** @type {Uint8Array} */ bytes) => ({ bytes, lists: readShard(bytes, shape) });
    const whole = this.#files.once(`${path}.bin`, shardOf);
    if (size === 3 || !placed) return (await whole).lists.get(key) ?? NONE;
    const lists = await this.#files.once(`${path}-at.bin`, async (offsets) =>
      readShard((await whole).bytes, shape, offsets),
    );
    return lists.get(key) ?? NONE;
  }

  /**
   * Every place of a term. Asked for are the `most` rarest of the runs that cover it; where these are not all,
   * the texts bear witness as soon as they are few, and until then more runs are asked for.
   * @param {string} term @param {{most: number, weight: Weight, unitsOf: UnitsOf, placed: boolean}} how placed:
   *   whether it matters where in an exchange
   * @returns {Promise<Found>}
   */
  async find(term, { most, weight, unitsOf, placed }) {
    const all = cover(term, weight);
    let places = await this.#places(term, rarest(term, weight, all, most), placed);
    for (let asked = most; asked < all.length; asked *= 2) {
      // Texts are small: so many are no dearer than the files that are left to be asked for.
      if (new Set(places.owners).size <= Math.max(SHOWN, all.length - asked))
        return this.#verified(term, places, () => true, unitsOf);
      places = await this.#places(term, rarest(term, weight, all, 2 * asked), placed);
    }
    // A reading of words that are not printed there too must touch what is changed.
    const printed = new Set(
      places.owners.flatMap((owner, row) =>
        KINDS[places.kinds[row]].reading ? [] : [spokenBy(owner, places.kinds[row])],
      ),
    );
    const alone = (/** @type {number} */ row) =>
      KINDS[places.kinds[row]].reading && !printed.has(spokenBy(places.owners[row], places.kinds[row]));
    if (!placed && places.owners.some((_, row) => alone(row))) places = await this.#places(term, all, true);
    return this.#verified(term, places, alone, unitsOf);
  }

  /** @param {string} term @param {number[]} offsets @param {boolean} placed @returns {Promise<Found>} */
  async #places(term, offsets, placed) {
    const size = sizeOfRuns(term);
    const lists = await Promise.all(
      offsets.map(async (offset) => ({ offset, list: await this.list(term, offset, size, placed) })),
    );
    const { stride } = this.#pointer;
    const isWhole = (/** @type {number} */ address) =>
      (address % stride) + term.length <= stride && address >= 0;
    const { at, kinds, edges } = byPositions(term, lists, isWhole);
    return {
      at: at.map((address) => address + this.address),
      owners: at.map((address) => Math.floor(address / stride) + this.owner),
      kinds,
      edges,
    };
  }

  /**
   * Those of the places that the texts bear out, where they are to be looked at.
   * @param {string} term @param {Found} places @param {(row: number) => boolean} doubtful @param {UnitsOf} unitsOf
   * @returns {Promise<Found>}
   */
  async #verified(term, places, doubtful, unitsOf) {
    const rows = [...places.at.keys()];
    const owners = [...new Set(rows.filter(doubtful).map((row) => places.owners[row]))];
    if (!owners.length) return places;
    const units = new Map(
      await Promise.all(owners.map(async (owner) => /** @type {const} */ ([owner, await unitsOf(owner)]))),
    );
    const right = rows.filter((row) => {
      const owner = places.owners[row];
      const start = this.address + (owner - this.owner) * this.#pointer.stride;
      return !doubtful(row) || holds(/** @type {Units} */ (units.get(owner)), places.at[row] - start, term);
    });
    /** @type {<T>(list: T[]) => T[]} */
    const kept = (list) => right.map((row) => list[row]);
    return {
      at: kept(places.at),
      owners: kept(places.owners),
      kinds: kept(places.kinds),
      edges: kept(places.edges),
    };
  }
}

/** Who says it where, so that the printed and the read text of one turn are told together. */
const spokenBy = (/** @type {number} */ owner, /** @type {number} */ kind) => `${owner} ${KINDS[kind].role}`;

/**
 * Whether a term stands at an offset of an exchange, where its heading, units and alternates follow each
 * other, with an empty unit after each. @param {Units} units @param {number} offset @param {string} term
 */
function holds({ heading, spoken, alternates }, offset, term) {
  let start = offset;
  for (const { text, core } of [...heading, ...spoken, ...alternates]) {
    if (start <= text.length) {
      const end = start + term.length;
      return (
        text.startsWith(term, start) && !numberCuts(text)(start, end) && (!core || touches(core, start, end))
      );
    }
    start -= text.length + 1;
  }
  return false;
}
