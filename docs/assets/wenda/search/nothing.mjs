// What to say where nothing was found, and what to try.
import { OUTLETS, TOPICS, YEARS } from '../addresses.mjs';
import { make } from '../elements.mjs';
import { queryFor } from './results.mjs';

/** @import {Answer} from '../engine/types.mjs' */
/** @import {Site} from '../site.mjs' */

/** What to try when there is nothing. @param {Site} site */
export function nothingElement(site) {
  const link = (/** @type {string} */ text, /** @type {string} */ path) =>
    make('a', { href: site.url(path).href }, text);
  const browse = [link('议题', TOPICS), '、', link('媒体', OUTLETS), '、', link('年份', YEARS)];
  return make(
    'li',
    { className: 'wd-nothing' },
    '可以试试：只留最有把握的几个字；几个词之间用空格隔开；去掉筛选；或者按',
    ...browse,
    '翻看。',
  );
}

/**
 * Several words that no exchange has together: how often each is there.
 * @param {string[]} terms @param {Answer[]} found to each @param {(query: string) => string} hrefOf
 */
export function wordsElement(terms, found, hrefOf) {
  const links = terms.map((term, at) => {
    const { status, exchanges } = found[at];
    if (status !== 'exact') return `「${term}」没有`;
    return make('a', { href: hrefOf(queryFor(term)) }, `「${term}」${exchanges} 则`);
  });
  const listed = links.flatMap((link, at) => [at ? '，' : '', link]);
  return make('li', { className: 'wd-nothing' }, '没有一则同时有这几个词。分开找：', ...listed);
}
