// A long query that is nowhere in print is offered to 核对引语, which says what differs.
import { CHECK } from '../addresses.mjs';
import { make } from '../elements.mjs';

/** @import {Answer} from '../engine/types.mjs' */
/** @import {Site} from '../site.mjs' */

const LONG = 8; // characters

/** @param {Site} site @param {string} query @param {Answer['status']} status @returns {HTMLElement[]} */
export function checkElements(site, query, status) {
  if ((status !== 'near' && status !== 'none') || query.trim().length < LONG) return [];
  const href = `${site.url(CHECK).href}#q=${encodeURIComponent(query.trim())}`; // never sent
  return [
    make('p', { className: 'wd-check-link' }, make('a', { href }, '核对这句引语'), '：逐字比较，标出不同。'),
  ];
}
