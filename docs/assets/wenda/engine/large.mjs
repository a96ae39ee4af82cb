// A large archive: the addresses of every bigram, in small files of which a query fetches a few.
import { textsOf } from './files.mjs';
import { byPositions, cover, EXACT, rarest, spread } from './positions.mjs';
import { weighing } from './rarity.mjs';
import { exchangeFrom, headFrom, metaFrom } from './records.mjs';
import { readShard } from './shard.mjs';
import { Table } from './table.mjs';
import { SLOT, unitsOf } from './units.mjs';

/** @import {Exchange, Head, Index, Meta, Places, Pointer, Postings, Units, Vote} from './types.mjs' */
/** @import {Files} from './files.mjs' */

const BLOCK = 256; // addresses: see the format
const RARE = 4; // bigrams that are asked for a longer term
const VOTES = 8; // bigrams that vote for the nearest
const VERIFY = 20; // beyond so many texts the rest of the shards may be cheaper
const SHARD_KB = 3.5;
const TEXT_KB = 1;
const MIX = 0x9e3779b1; // scatters bigrams over shards: see the format
/** @type {Postings} */
const NONE = { at: [], flags: [] };

/** @implements {Index} */
export class LargeIndex {
  small = false;
  candidates = 6;
  #files;
  #pointer;
  /** @type {Map<number, Units>} */
  #units = new Map();

  /** @param {Files} files */
  constructor(files) {
    const { pointer } = files;
    this.#files = files;
    this.#pointer = pointer;
    this.id = files.id;
    this.n = pointer.n;
    this.space = pointer.space;
    this.weight = weighing(Array.from(pointer.common, (char) => char.charCodeAt(0)));
    /** @param {string[]} texts */
    this.script = (texts) => files.script(texts);
    this.suggestions = () => files.suggestions();
    this.#layout().catch(() => {}); // every query needs it: fetched before the first
  }

  /** Whose text is at which address, and in which file. */
  #layout() {
    return this.#files.records(this.#pointer.head, (raw) => {
      const head = headFrom(raw);
      return { table: tableOf(head, this.#pointer), volumes: head.volumes };
    });
  }

  async table() {
    return (await this.#layout()).table;
  }

  /** @param {number} owner @returns {Promise<Exchange>} */
  async exchange(owner) {
    const { volumes } = await this.#layout();
    let volume = 0;
    let at = owner;
    while (at >= volumes[volume].size) at -= volumes[volume++].size;
    return this.#files.records(`${volumes[volume].folder}/${at}.bin`, exchangeFrom);
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

  /** @returns {Promise<Meta>} */
  meta() {
    return this.#files.records(this.#pointer.meta, metaFrom);
  }

  /** Every address of the bigram at a place of a text. @param {string} text @param {number} at */
  #postings = async (text, at) => {
    const { bits, dir } = this.#pointer;
    const number = ((text.charCodeAt(at) << 16) | text.charCodeAt(at + 1)) >>> 0;
    const mixed = Math.imul(number, MIX) >>> 0;
    const shard = mixed >>> (32 - bits);
    const key = (mixed << bits) >>> bits;
    const path = `${dir}/${shard.toString(16).padStart(4, '0')}.bin`;
    const lists = await this.#files.once(path, (bytes) => readShard(bytes, this.#pointer));
    return lists.get(key) ?? NONE;
  };

  /** @param {string} term @returns {Promise<Places>} */
  find(term) {
    return term.length > EXACT ? this.#verified(term) : this.#positions(term, cover(term, this.weight));
  }

  /** @param {string} term @param {number[]} offsets of the bigrams that are asked */
  #positions(term, offsets) {
    return byPositions(this.#postings, term, offsets);
  }

  /** A long term: four rare bigrams, then the texts (or, where that is cheaper, all bigrams). */
  async #verified(/** @type {string} */ term) {
    const places = await this.#positions(term, rarest(term, this.weight, RARE));
    const table = await this.table();
    const owners = [...new Set(places.at.map((address) => table.ownerAt(address)))];
    const more = owners.length - VERIFY;
    if (more > 0 && (term.length / 2 - RARE) * SHARD_KB < more * TEXT_KB) {
      return this.#positions(term, cover(term, this.weight));
    }
    const units = new Map(
      await Promise.all(owners.map(async (owner) => /** @type {const} */ ([owner, await this.units(owner)]))),
    );
    const at = places.at.filter((address) => {
      const row = table.at(address);
      const unit = table.unitOf(row);
      const text = units.get(unit.owner)?.[unit.kind][unit.at].text;
      return text?.startsWith(term, address - table.start[row]);
    });
    return { at, edges: at.map(() => 0) };
  }

  /** A few rare bigrams vote. @param {string} query @returns {Promise<Vote[]>} */
  votes(query) {
    return Promise.all(
      spread(query, this.weight, VOTES).map(async (offset) => {
        const { at } = await this.#postings(query, offset);
        return { offset, at };
      }),
    );
  }
}

/** The addresses: units in blocks, then headings in slots, then alternates in blocks. */
function tableOf(/** @type {Head} */ head, /** @type {Pointer} */ { headings, n }) {
  const table = new Table();
  const blocks = new Map([...head.blocks].map(([role, counts]) => [role, counts.values()]));
  let unit = 0;
  let at = 0;
  head.units.forEach((count, owner) => {
    for (const end = unit + count; unit < end; unit++) {
      const role = head.roles[unit];
      table.add(at, owner, role);
      at += BLOCK * (blocks.get(role)?.next().value ?? 0);
    }
  });
  for (let owner = 0; owner < n; owner++) table.add(headings + SLOT * owner, owner, 'heading');
  at = headings + Math.ceil((SLOT * n) / BLOCK) * BLOCK;
  for (const { owner, role, blocks, core } of head.alternates) {
    table.add(at, owner, role, core);
    at += BLOCK * blocks;
  }
  return table;
}
