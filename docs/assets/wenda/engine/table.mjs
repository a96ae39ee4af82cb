// Whose text stands at which address.
import { kindOf, touches } from './units.mjs';

/** @import {Role, Span, UnitKind} from './types.mjs' */

/** The addressed units in order of their addresses: a row has its start, owner, role, and core. */
export class Table {
  /** @type {number[]} */
  start = [];
  /** @type {number[]} */
  owner = [];
  /** @type {Role[]} */
  role = [];
  /** Of alternate readings: what they change. @type {(Span[]|undefined)[]} */
  core = [];
  /** @type {Set<number>|undefined} */
  #remarks;

  /** @param {number} start @param {number} owner @param {Role} role @param {Span[]} [core] */
  add(start, owner, role, core) {
    this.start.push(start);
    this.owner.push(owner);
    this.role.push(role);
    this.core.push(core);
  }

  /** The row that an address lies in. @param {number} address */
  at(address) {
    let low = 0;
    let high = this.start.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.start[middle] <= address) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The row of an address not before that row: addresses in order need no search. */
  next(/** @type {number} */ row, /** @type {number} */ address) {
    return address >= (this.start[row + 1] ?? Infinity) ? this.at(address) : row;
  }

  /** @param {number} address */
  ownerAt(address) {
    return this.owner[this.at(address)];
  }

  /** Which unit of its exchange a row is: its kind, and its place among those of that kind. @param {number} row */
  unitOf(row) {
    const kind = this.#kind(row);
    let first = row;
    while (this.owner[first - 1] === this.owner[row] && this.#kind(first - 1) === kind) first--;
    return { owner: this.owner[row], kind, at: row - first };
  }

  /** @param {number} row @returns {UnitKind} */
  #kind(row) {
    return kindOf({ role: this.role[row], core: this.core[row] });
  }

  /** Whether a match counts: in an alternate reading it must touch what that changes. */
  counts(/** @type {number} */ row, /** @type {number} */ address, /** @type {number} */ length) {
    const core = this.core[row];
    const start = address - this.start[row];
    return !core || touches(core, start, start + length);
  }

  /** Who are no exchanges, but the opening or closing words of a conference. */
  remarks() {
    this.#remarks ??= new Set(this.owner.filter((_, row) => this.role[row] === 'remarks'));
    return this.#remarks;
  }
}
