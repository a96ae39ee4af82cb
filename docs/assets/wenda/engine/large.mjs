// A large archive: where every run of two and of three characters stands, in small files of which a query
// fetches a few.
import { textsOf } from './files.mjs';
import { spread } from './positions.mjs';
import { weighing } from './rarity.mjs';
import { exchangeFrom, metaFrom, namesFrom } from './records.mjs';
import { KINDS, Segment, toAsk } from './segment.mjs';
import { unitsOf } from './units.mjs';

/** @import {Exchange, Index, Kind, Meta, Name, Places, Units, Vote} from './types.mjs' */
/** @import {Files} from './files.mjs' */

const VOTES = 8; // bigrams that vote for the nearest
const EDGED = 6; // of longer terms it is not asked where words begin and end: it would cost requests

/** @implements {Index} */
export class LargeIndex {
  small = false;
  candidates = 6;
  #files;
  #segments;
  #volumes;
  /** @type {Map<number, Units>} */
  #units = new Map();

  /** @param {Files} files */
  constructor(files) {
    const { pointer } = files;
    this.#files = files;
    this.id = files.id;
    this.n = pointer.n;
    this.#volumes = [...volumesOf(pointer.volumes)];
    this.weight = weighing(Array.from(pointer.common, (char) => char.charCodeAt(0)));
    /** @type {Segment[]} */
    this.#segments = [];
    let owner = 0;
    let address = 0;
    for (const each of pointer.segments) {
      this.#segments.push(new Segment(files, each, owner, address));
      owner += each.n;
      address += each.n * each.stride;
    }
    this.space = address;
    /** @param {string[]} texts */
    this.script = (texts) => files.script(texts);
    this.suggestions = () => files.suggestions();
  }

  /** @param {number} address */
  ownerAt(address) {
    return this.#segmentAt(address).ownerAt(address);
  }

  #segmentAt(/** @type {number} */ address) {
    return this.#segments.findLast(({ address: first }) => first <= address) ?? this.#segments[0];
  }

  #volumeOf(/** @type {number} */ owner) {
    const volume = this.#volumes.findLast(({ first }) => first <= owner);
    if (!volume) throw new RangeError(`no exchange ${owner}`);
    return volume;
  }

  /** @param {number} owner */
  yearOf(owner) {
    return this.#volumeOf(owner).year;
  }

  /** @param {number} owner @returns {Promise<Exchange>} */
  exchange(owner) {
    const { folder, first } = this.#volumeOf(owner);
    return this.#files.records(`${folder}/${owner - first}.bin`, exchangeFrom);
  }

  /** @param {number} owner @returns {Promise<Units>} */
  async units(owner) {
    let units = this.#units.get(owner);
    if (!units) {
      const exchange = await this.exchange(owner);
      units = unitsOf(exchange, await this.script(textsOf(exchange)));
      this.#units.set(owner, units);
    }
    return units;
  }

  /** @returns {Promise<Record<Kind|'other', Name[]>>} */
  names() {
    return this.#files.records(this.#files.pointer.names, namesFrom);
  }

  /** @returns {Promise<Meta>} */
  async meta() {
    const parts = await Promise.all(
      this.#files.pointer.segments.map(({ facets }) => this.#files.records(facets, metaFrom)),
    );
    const all = (/** @type {Kind} */ kind) => parts.flatMap(({ ids }) => ids[kind]);
    return {
      ids: { outlet: all('outlet'), speaker: all('speaker'), topic: all('topic') },
      dates: parts.flatMap(({ dates }) => dates),
      remarks: new Set(
        parts.flatMap(({ remarks }, at) => remarks.map((each) => each + this.#segments[at].owner)),
      ),
    };
  }

  /** @param {string} term @param {boolean} placed @returns {Promise<Places>} */
  async find(term, placed) {
    const most = toAsk(term, this.#segments.length);
    const found = await Promise.all(
      this.#segments.map((segment, at) =>
        segment.find(term, {
          most: most[at],
          weight: this.weight,
          unitsOf: (owner) => this.units(owner),
          placed,
        }),
      ),
    );
    return {
      at: found.flatMap(({ at }) => at),
      owners: found.flatMap(({ owners }) => owners),
      kinds: found.flatMap(({ kinds }) => kinds.map((kind) => KINDS[kind])),
      edges: found.flatMap(({ edges }) => (term.length > EDGED ? edges.map(() => 0) : edges)),
    };
  }

  /** A few rare bigrams vote. @param {string} query @returns {Promise<Vote[]>} */
  votes(query) {
    return Promise.all(
      spread(query, this.weight, VOTES).map(async (offset) => {
        const lists = await Promise.all(
          this.#segments.map((segment) => segment.list(query, offset, 2, true)),
        );
        return {
          offset,
          at: lists.flatMap(({ at }, number) => at.map((each) => each + this.#segments[number].address)),
        };
      }),
    );
  }
}

/** Which exchanges lie in which folder. @param {import('./types.mjs').Pointer['volumes']} volumes */
function* volumesOf(volumes) {
  let first = 0;
  for (const [year, folders, sizes] of volumes) {
    for (const [at, size] of sizes.entries()) {
      yield { year, folder: folders.slice(12 * at, 12 * at + 12), first };
      first += size;
    }
  }
}
