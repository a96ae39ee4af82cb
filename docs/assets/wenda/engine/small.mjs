// A small archive: everything is fetched at once, and looked through.
import { numberCuts } from '../number-signs.mjs';
import { textsOf } from './files.mjs';
import { weighing } from './rarity.mjs';
import { packFrom } from './records.mjs';
import { Table } from './table.mjs';
import { unitsOf } from './units.mjs';

/** @import {Exchange, Index, Kind, Meta, Name, PlaceKind, Places, Unit, UnitKind, Units, Vote} from './types.mjs' */
/** @import {Files} from './files.mjs' */

const COMMON = 512; // so many frequent characters have a rank of their own, as in a large index
const GOES_ON = 8; // of a word's length: see packFrom

/** @param {Files} files @returns {Promise<SmallIndex>} */
export async function openSmall(files) {
  const pack = await files.records(/** @type {string} */ (files.pointer.pack), packFrom);
  const script = await files.script(pack.exchanges.flatMap(textsOf));
  return new SmallIndex(files, pack, script);
}

/** @implements {Index} */
class SmallIndex {
  small = true;
  candidates = 10;
  #exchanges;
  #units;
  #meta;
  #table = new Table();
  #text = ''; // of all units, each with a line end behind it: addresses are places in it
  /** @type {1[]} */
  #edge = []; // where a word begins or ends
  #spoken; // headings and alternates begin here
  #cuts;
  /** @type {Map<string, number[]>|undefined} */
  #bigrams;

  /**
   * @param {Files} files @param {{exchanges: Exchange[], words: number[], names: Record<Kind|'other', Name[]>, meta: Meta}} pack
   * @param {import('../fold.mjs').Script} script
   */
  constructor(files, { exchanges, words, names, meta }, script) {
    this.id = files.id;
    this.n = files.pointer.n;
    /** @param {string[]} texts */
    this.script = (texts) => files.script(texts);
    this.suggestions = () => files.suggestions();
    this.#exchanges = exchanges;
    this.names = async () => names;
    this.#meta = meta;
    this.#units = exchanges.map((exchange) => unitsOf(exchange, script));
    this.#add('spoken');
    this.#spoken = this.#text.length;
    this.#add('heading');
    this.#add('alternates');
    this.space = this.#text.length;
    this.#cuts = numberCuts(this.#text);
    this.#markEdges(words);
    this.weight = weighing(frequent(this.#text.slice(0, this.#spoken)));
  }

  /** @param {UnitKind} kind */
  #add(kind) {
    this.#units.forEach((units, owner) => {
      for (const { text, role, core } of units[kind]) {
        this.#table.add(this.#text.length, owner, role, core);
        this.#text += `${text}\n`;
      }
    });
  }

  /** @param {number[]} lengths of the words of the spoken units, in order */
  #markEdges(lengths) {
    let word = 0;
    for (let start = 0; start < this.#spoken; start = this.#text.indexOf('\n', start) + 1) {
      const end = this.#text.indexOf('\n', start);
      this.#edge[start] = 1;
      for (let at = start; at < end; this.#edge[at] = 1) {
        while (lengths[word] === GOES_ON) at += lengths[word++];
        at += lengths[word++];
      }
    }
  }

  /** @param {number} address */
  ownerAt(address) {
    return this.#table.ownerAt(address);
  }

  /** @param {number} owner */
  yearOf(owner) {
    return this.#exchanges[owner].date.slice(0, 4);
  }

  /** @param {number} owner */
  exchange(owner) {
    return this.#exchanges[owner];
  }

  /** @param {number} owner @returns {Units} */
  units(owner) {
    return this.#units[owner];
  }

  async meta() {
    return this.#meta;
  }

  /** @param {string} term @returns {Places} */
  find(term) {
    /** @type {Places} */
    const places = { at: [], owners: [], kinds: [], edges: [] };
    let row = 0;
    for (let i = this.#text.indexOf(term); i >= 0; i = this.#text.indexOf(term, i + 1)) {
      row = this.#table.next(row, i);
      if (this.#cuts(i, i + term.length) || !this.#table.counts(row, i, term.length)) continue;
      places.at.push(i);
      places.owners.push(this.#table.owner[row]);
      places.kinds.push(this.#kindOf(row));
      places.edges.push((this.#edge[i] ?? 0) + (this.#edge[i + term.length] ?? 0));
    }
    return places;
  }

  /** @param {number} row of the table @returns {PlaceKind} */
  #kindOf(row) {
    return {
      role: this.#table.role[row],
      reading: this.#table.core[row] !== undefined,
      remarks: this.#meta.remarks.has(this.#table.owner[row]),
    };
  }

  /** Whether a term is printed somewhere. @param {string} term */
  has(term) {
    let at = this.#text.indexOf(term);
    while (at >= 0 && this.#cuts(at, at + term.length)) at = this.#text.indexOf(term, at + 1);
    return at >= 0 && at < this.#spoken;
  }

  /** Every bigram votes. @param {string} query @returns {Vote[]} */
  votes(query) {
    this.#bigrams ??= bigramsOf(this.#text, this.#spoken);
    const bigrams = this.#bigrams;
    return Array.from({ length: query.length - 1 }, (_, offset) => ({
      offset,
      at: bigrams.get(query.slice(offset, offset + 2)) ?? [],
    }));
  }
}

/** The most frequent characters, most frequent first. @param {string} text */
function frequent(text) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const order = [...counts].sort(([, a], [, b]) => b - a);
  return order.slice(0, COMMON).map(([code]) => code);
}

/** Where each bigram begins. @param {string} text @param {number} end */
function bigramsOf(text, end) {
  /** @type {Map<string, number[]>} */
  const bigrams = new Map();
  for (let at = 0; at < end; at++) {
    const bigram = text.slice(at, at + 2);
    const list = bigrams.get(bigram);
    if (list) list.push(at);
    else bigrams.set(bigram, [at]);
  }
  return bigrams;
}
