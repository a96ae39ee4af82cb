// Whose text stands at which address.
import { touches } from './units.mjs';

/** @import {Role, Span} from './types.mjs' */

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

  /** Whether a match counts: in an alternate reading it must touch what that changes. */
  counts(/** @type {number} */ row, /** @type {number} */ address, /** @type {number} */ length) {
    const core = this.core[row];
    const start = address - this.start[row];
    return !core || touches(core, start, start + length);
  }
}
