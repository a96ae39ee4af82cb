// One query: what is asked, who has it, in which order, and the page of results that is shown.
import { fold } from '../fold.mjs';
import { byMatch, exact } from './exact.mjs';
import { facetsOf, filterFor } from './filters.mjs';
import { parse, wordsOf } from './query.mjs';
import { exactResult, nearResult } from './result.mjs';

/** @import {Answer, Filter, Found, Index, SearchOptions} from './types.mjs' */
/** @import {Word} from './query.mjs' */
/** @typedef {Found & {owner: number}} Owned */

const PAGE = 10; // results where nothing is said
const NEARBY = 4; // characters that a query must have to be looked for inexactly

/**
 * @typedef {object} Question a query, understood
 * @property {Word} whole all its words as one phrase
 * @property {boolean} phrase whether that is another than the one word, and can be looked up
 * @property {Word[]} words
 * @property {Word[]} usable those that this index can look up
 * @property {string[]} excluded folded
 * @property {string[]} unresolved
 * @property {boolean} onlyExcludes words to leave out, and nothing to look for
 * @property {Filter} filter
 */

/**
 * @param {Index} index @param {string} query @param {SearchOptions} [options] @returns {Promise<Answer>}
 */
export async function search(index, query, options = {}) {
  const question = await understand(index, query, options);
  const { whole, phrase, words, usable, excluded, filter } = question;
  const answer = nothingYet(question);
  if (!words.length && !filter.some)
    return question.onlyExcludes ? { ...answer, status: 'excluded' } : answer;
  if (words.length && !usable.length && !phrase) return { ...answer, status: 'too-short' };
  const wanted = { terms: usable.map(({ term }) => term), whole: phrase ? whole.term : '', excluded };
  const found = options.near ? new Map() : await exact(index, wanted, filter);
  if (found.size || !words.length) return exactAnswer(index, question, found, options, answer);
  return nearAnswer(index, question, options, answer);
}

/** @param {Index} index @param {string} query @param {SearchOptions} options @returns {Promise<Question>} */
async function understand(index, query, { filters = {} }) {
  const parsed = parse(query);
  const { filter, unresolved } = await filterFor(index, parsed, filters);
  const script = await index.script([query]);
  const folded = (/** @type {string} */ text) => fold(text, script).text;
  const { whole, words } = wordsOf([...parsed.words, ...unresolved], folded);
  const least = index.small ? 1 : 2; // a large index knows where bigrams are, not characters
  const isUsable = (/** @type {string} */ term) => term.length >= least;
  return {
    whole,
    phrase: whole.term.length > 1 && isUsable(whole.term) && !words.some(({ term }) => term === whole.term),
    words,
    usable: words.filter(({ term }) => isUsable(term)),
    excluded: parsed.not.map(folded).filter(isUsable),
    unresolved,
    onlyExcludes: parsed.not.some((word) => folded(word)),
    filter,
  };
}

/** @param {Question} question @returns {Answer} */
const nothingYet = ({ words, usable, unresolved }) => ({
  status: 'empty',
  exchanges: 0,
  remarks: 0,
  places: 0,
  together: true,
  apart: 0,
  readings: 0,
  headings: 0,
  total: 0,
  results: [],
  pieces: [],
  terms: words.map(({ term }) => term),
  ignored: words.filter((word) => !usable.includes(word)).map(({ term }) => term),
  unresolved,
});

/**
 * @param {Index} index @param {Question} question @param {Map<number, Found>} found
 * @param {SearchOptions} options @param {Answer} answer that has nothing yet @returns {Promise<Answer>}
 */
async function exactAnswer(index, question, found, options, answer) {
  const { whole, phrase, usable, filter } = question;
  const order = ordered(found, options.sort);
  const exchanges = order.filter(({ remarks }) => !remarks).map(({ owner }) => owner);
  const counts = countsOf(order);
  const isPhrase = phrase && order.every(({ together }) => together);
  return {
    ...answer,
    ...counts,
    status: order[0]?.match ?? 'exact',
    ignored: isPhrase && order.length ? [] : answer.ignored,
    ...(options.facets && { facets: await facetsOf(index, exchanges, options.facets) }),
    results: await Promise.all(
      pageOf(order, options).map((each) => {
        const words = phrase && each.together ? [whole] : usable;
        return exactResult(index, each.owner, each, { words, role: filter.role });
      }),
    ),
  };
}

/**
 * How many there are of each kind.
 * @param {Owned[]} order
 */
function countsOf(order) {
  const printed = order.filter(({ match }) => match === 'exact');
  const phrases = printed.filter(({ together }) => together);
  const first = phrases.length ? phrases : printed;
  const exchanges = first.filter(({ remarks }) => !remarks).length;
  return {
    exchanges,
    remarks: first.length - exchanges,
    places: first.reduce((sum, { places }) => sum + places, 0),
    together: first === phrases,
    apart: printed.length - first.length,
    readings: order.filter(({ match }) => match === 'reading').length,
    headings: order.filter(({ match }) => match === 'heading').length,
    total: order.length,
  };
}

/**
 * Owners by what they rest on, words together before words apart, then in the order asked for; a larger
 * owner is newer.
 * @param {Map<number, Found>} found @param {SearchOptions['sort']} sort
 */
function ordered(found, sort = 'rank') {
  const all = Array.from(found, ([owner, each]) => ({ owner, ...each }));
  const within = /** @type {Record<string, (a: Owned, b: Owned) => number>} */ ({
    rank: (a, b) => b.score - a.score || b.owner - a.owner,
    newest: (a, b) => b.owner - a.owner,
    oldest: (a, b) => a.owner - b.owner,
  })[sort];
  return all.sort((a, b) => byMatch(a, b) || Number(b.together) - Number(a.together) || within(a, b));
}

/** @template T @param {T[]} all @param {SearchOptions} options */
const pageOf = (all, { offset = 0, limit = PAGE }) => all.slice(offset, offset + limit);

/**
 * @param {Index} index @param {Question} question @param {SearchOptions} options
 * @param {Answer} answer that has nothing yet @returns {Promise<Answer>}
 */
async function nearAnswer(index, { whole, filter }, options, answer) {
  const { nearby } = await import('./nearest.mjs'); // both seldom needed
  const { piecesOf } = await import('./pieces.mjs');
  const nearest = whole.term.length < NEARBY ? [] : await nearby(index, whole.term, filter);
  const pieces = options.near
    ? []
    : await piecesOf(index, whole.asked, await index.script([whole.asked]), filter);
  return {
    ...answer,
    status: nearest.length ? 'near' : 'none',
    exchanges: nearest.length,
    places: nearest.length,
    total: nearest.length,
    pieces,
    results: await Promise.all(
      pageOf(nearest, options).map(({ owner, near }) => nearResult(index, owner, near)),
    ),
  };
}
