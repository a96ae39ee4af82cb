// The state of the search page is its address, so that a search can be shared and gone back to. Pure.

/** @import {SearchOptions} from '../engine/types.mjs' */

/**
 * @typedef {'outlet'|'topic'|'speaker'|'year'} Facet
 * @typedef {Record<Facet, string[]> & {q: string, from: string, to: string, role: string, sort: string,
 *   page: number}} State
 */

export const PAGE = 20; // results
/** @type {Record<Facet, string>} */
export const FACETS = { outlet: '媒体', topic: '议题', speaker: '发言人', year: '年份' };
export const KINDS = /** @type {Facet[]} */ (Object.keys(FACETS));
/** @type {Record<string, string>} */
export const ROLES = { '': '问和答', question: '只在提问里', answer: '只在回答里' };
/** @type {Record<string, string>} */
export const SORTS = { rank: '最合的在前', newest: '新的在前', oldest: '旧的在前' };

/** @param {URL} url @returns {State} */
export function stateOf({ searchParams }) {
  const get = (/** @type {string} */ name) => searchParams.get(name) ?? '';
  const known = (/** @type {string} */ value, /** @type {Record<string, string>} */ choices) =>
    Object.hasOwn(choices, value);
  return {
    q: get('q'),
    from: get('from'),
    to: get('to'),
    role: known(get('role'), ROLES) ? get('role') : '',
    sort: known(get('sort'), SORTS) ? get('sort') : 'rank',
    page: Math.max(1, Number.parseInt(get('page'), 10) || 1),
    outlet: searchParams.getAll('outlet'),
    topic: searchParams.getAll('topic'),
    speaker: searchParams.getAll('speaker'),
    year: searchParams.getAll('year'),
  };
}

/** The address of a state. @param {State} state @param {string} page its address, whatever is in it */
export function addressOfState(state, page) {
  const url = new URL(page);
  url.search = '';
  url.hash = '';
  /** @type {Record<string, unknown>} */
  const defaults = { sort: 'rank', page: 1 };
  for (const [name, value] of Object.entries(state)) {
    for (const each of [value].flat()) {
      if (each && each !== defaults[name]) url.searchParams.append(name, String(each));
    }
  }
  return url.href;
}

/** What the engine is asked for a state. @param {State} state @returns {SearchOptions} */
export function optionsOf({ outlet, topic, speaker, year, from, to, role, sort }) {
  const filters = {
    outlet,
    topic,
    speaker,
    year,
    ...(from && { from }),
    ...(to && { to }),
    ...(role && { role: /** @type {'question'|'answer'} */ (role) }),
  };
  return { filters, sort: /** @type {SearchOptions['sort']} */ (sort) };
}
