// Which exchanges a query's fields and the page's filters leave, and how many there are of each name.
import { idsOf } from './names.mjs';
import { dateRange } from './query.mjs';
import { KINDS } from './records.mjs';

/** @import {Facets, Filter, Filters, Index, Kind, Meta, Name, Role} from './types.mjs' */
/** @import {FieldWord, Parsed} from './query.mjs' */

/**
 * @typedef {object} Asked all that is asked for; an exchange must have something of every list
 * @property {{kind: Kind, ids: Set<string>}[]} names
 * @property {Set<string>[]} years
 * @property {[string, string][]} days first and last
 * @property {Role[]} roles
 */

const FIRST = '0000'; // before every day
const LAST = '9999';
const END = '~'; // sorts after every digit and dash: 2024-03~ is after 2024-03-31

/**
 * What a query's fields and the page's filters ask for. A field with a name that nobody knows becomes a
 * word again: it is `unresolved`.
 * @param {Index} index @param {Parsed} parsed @param {Filters} filters
 * @returns {Promise<{filter: Filter, unresolved: string[]}>}
 */
export async function filterFor(index, parsed, filters) {
  /** @type {Asked} */
  const asked = { names: [], years: [], days: [], roles: [] };
  const named = parsed.fields.some(({ field }) => isKind(field));
  const names = named ? await index.names() : undefined;
  const unresolved = parsed.fields.filter((field) => !takeField(asked, field, names)).map(({ word }) => word);
  takeFilters(asked, filters);
  const meta = asked.names.length + asked.days.length ? await index.meta() : undefined;
  return { filter: filterOf(asked, index, meta), unresolved };
}

/** @param {string} field @returns {field is Kind} */
const isKind = (field) => /** @type {string[]} */ (KINDS).includes(field);

/**
 * Adds a field of the query; false where it means nothing.
 * @param {Asked} asked @param {FieldWord} field @param {Record<Kind, Name[]>} [names]
 */
function takeField(asked, { field, value }, names) {
  if (field === 'year' || field === 'date') {
    const range = dateRange(value);
    if (range) asked.days.push(range);
    return Boolean(range);
  }
  if (field === 'role') {
    const known = /^(问|答|提问|回答|问题)$/.test(value);
    if (known) asked.roles.push(value.includes('答') ? 'answer' : 'question');
    return known;
  }
  const ids = names ? idsOf(names[field], value) : [];
  if (ids.length) asked.names.push({ kind: field, ids: new Set(ids) });
  return ids.length > 0;
}

/** @param {Asked} asked @param {Filters} filters */
function takeFilters(asked, filters) {
  for (const kind of KINDS) {
    const ids = filters[kind];
    if (ids?.length) asked.names.push({ kind, ids: new Set(ids) });
  }
  if (filters.year?.length) asked.years.push(new Set(filters.year));
  if (filters.from || filters.to) asked.days.push([filters.from || FIRST, (filters.to || LAST) + END]);
  if (filters.role) asked.roles.push(filters.role);
}

/** @param {Asked} asked @param {Index} index @param {Meta} [meta] where names or days are asked for @returns {Filter} */
function filterOf({ names, years, days, roles }, index, meta) {
  const has = (/** @type {Meta} */ { ids, dates }, /** @type {number} */ owner) =>
    names.every((each) => ids[each.kind][owner].some((id) => each.ids.has(id))) &&
    days.every(([from, to]) => dates[owner] >= from && dates[owner] <= to);
  return {
    some: names.length + years.length + days.length + roles.length > 0,
    role: roles[0],
    keeps: (owner) => (!meta || has(meta, owner)) && years.every((each) => each.has(index.yearOf(owner))),
  };
}

/**
 * How many of these exchanges have each name or year, of the kinds that are asked for: years cost nothing.
 * @param {Index} index @param {number[]} owners @param {(Kind|'year')[]} kinds @returns {Promise<Facets>}
 */
export async function facetsOf(index, owners, kinds) {
  const meta = kinds.some((kind) => kind !== 'year') ? await index.meta() : undefined;
  /** @param {Kind|'year'} kind @param {number} owner */
  const idsFor = (kind, owner) => (kind === 'year' ? [index.yearOf(owner)] : (meta?.ids[kind][owner] ?? []));
  /** @type {Facets} */
  const facets = {};
  for (const kind of kinds) {
    /** @type {Record<string, number>} */
    const counts = {};
    for (const owner of owners) for (const id of idsFor(kind, owner)) counts[id] = (counts[id] ?? 0) + 1;
    facets[kind] = counts;
  }
  return facets;
}
