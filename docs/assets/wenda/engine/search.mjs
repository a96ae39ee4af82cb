// One query: what is asked, who has it, in which order, and the page of results that is shown.
import { fold } from '../fold.mjs';
import { exact } from './exact.mjs';
import { facetsOf, filterFor } from './filters.mjs';
import { parse, wordsOf } from './query.mjs';
import { exactResult, nearResult } from './result.mjs';

/** @import {Answer, Filter, Found, Index, SearchOptions} from './types.mjs' */

const PAGE = 10; // results where nothing is said
const NEARBY = 4; // characters that a query must have to be looked for inexactly

/**
 * @typedef {object} Question a query, understood
 * @property {string} whole all its words as one phrase, folded
 * @property {string[]} terms its words, folded
 * @property {string[]} usable those that this index can look up
 * @property {string[]} excluded
 * @property {string[]} unresolved
 * @property {Filter} filter
 */

/**
 * @param {Index} index @param {string} query @param {SearchOptions} [options] @returns {Promise<Answer>}
 */
export async function search(index, query, options = {}) {
  const question = await understand(index, query, options);
  const { terms, usable, filter } = question;
  const answer = nothingYet(question);
  if (!terms.length && !filter.some) return answer;
  if (terms.length && !usable.length) return { ...answer, status: 'too-short' };
  const found = options.near ? new Map() : await exact(index, { ...question, terms: usable }, filter);
  if (found.size || !usable.length) return exactAnswer(index, question, found, options, answer);
  return nearAnswer(index, question, options, answer);
}

/** @param {Index} index @param {string} query @param {SearchOptions} options @returns {Promise<Question>} */
async function understand(index, query, { filters = {} }) {
  const parsed = parse(query);
  const { filter, unresolved } = await filterFor(index, parsed, filters);
  const script = await index.script([query]);
  const folded = (/** @type {string} */ text) => fold(text, script).text;
  const { whole, terms } = wordsOf({ ...parsed, words: [...parsed.words, ...unresolved] }, folded);
  const least = index.small ? 1 : 2; // a large index knows where bigrams are, not characters
  const isUsable = (/** @type {string} */ term) => term.length >= least;
  const excluded = parsed.not.map(folded).filter(isUsable);
  return { whole, terms, usable: terms.filter(isUsable), excluded, unresolved, filter };
}

/** @param {Question} question @returns {Answer} */
const nothingYet = ({ terms, usable, unresolved }) => ({
  status: 'empty',
  exchanges: 0,
  remarks: 0,
  places: 0,
  results: [],
  terms,
  ignored: terms.filter((term) => !usable.includes(term)),
  unresolved,
});

/**
 * @param {Index} index @param {Question} question @param {Map<number, Found>} found
 * @param {SearchOptions} options @param {Answer} answer that has nothing yet @returns {Promise<Answer>}
 */
async function exactAnswer(index, { whole, usable, filter }, found, options, answer) {
  const order = ordered(found, options.sort);
  const remarks = (await index.table()).remarks();
  const exchanges = order.filter(({ owner }) => !remarks.has(owner));
  const marked = { terms: usable.includes(whole) ? usable : [whole, ...usable], role: filter.role };
  return {
    ...answer,
    status: 'exact',
    exchanges: exchanges.length,
    remarks: order.length - exchanges.length,
    places: order.reduce((sum, { places }) => sum + places, 0),
    ...(options.facets && {
      facets: await facetsOf(
        index,
        exchanges.map(({ owner }) => owner),
      ),
    }),
    results: await Promise.all(
      pageOf(order, options).map((each) => exactResult(index, each.owner, each, marked)),
    ),
  };
}

/**
 * Owners in the order asked for; a larger owner is newer.
 * @param {Map<number, Found>} found @param {SearchOptions['sort']} sort
 */
function ordered(found, sort = 'rank') {
  const all = Array.from(found, ([owner, { places, score }]) => ({ owner, places, score }));
  if (sort === 'rank') return all.sort((a, b) => b.score - a.score || b.owner - a.owner);
  return all.sort((a, b) => (sort === 'oldest' ? a.owner - b.owner : b.owner - a.owner));
}

/** @template T @param {T[]} all @param {SearchOptions} options */
const pageOf = (all, { offset = 0, limit = PAGE }) => all.slice(offset, offset + limit);

/**
 * @param {Index} index @param {Question} question @param {SearchOptions} options
 * @param {Answer} answer that has nothing yet @returns {Promise<Answer>}
 */
async function nearAnswer(index, { whole, filter }, options, answer) {
  if (whole.length < NEARBY) return { ...answer, status: 'none' };
  const { nearby } = await import('./nearest.mjs'); // seldom needed
  const nearest = await nearby(index, whole, filter);
  return {
    ...answer,
    status: nearest.length ? 'near' : 'none',
    exchanges: nearest.length,
    places: nearest.length,
    results: await Promise.all(
      pageOf(nearest, options).map(({ owner, near }) => nearResult(index, owner, near)),
    ),
  };
}
