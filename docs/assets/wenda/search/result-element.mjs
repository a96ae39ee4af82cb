// A result as an element: the same in the dialog and on the search page. Only text, no HTML.
import { make } from '../elements.mjs';
import { addressOf, markedWords, verdict } from './results.mjs';
import { snippet } from './snippet.mjs';

/** @import {Difference, Passage, Result} from '../engine/types.mjs' */
/** @import {Site} from '../site.mjs' */
/**
 * @typedef {{words: boolean, most?: number, option?: boolean}} Shown whether words were asked for, not
 *   names or days alone; how many passages; as an option of a list box
 */

/** @type {Partial<Record<import('../engine/types.mjs').Role, string>>} */
const ROLES = { question: '问', answer: '答', moderator: '主持', aside: '旁注' };

/**
 * One result. data-exchange, data-paragraph and data-match are a contract: other tools read them.
 * data-match is exact for printed words, reading and heading for those of editors, near for the nearest.
 * @param {Site} site @param {Result} result @param {Shown} shown
 */
export function resultElement(site, result, { words, most = 3, option = false }) {
  const { exchange, heading, match, passages, places, diff, differences } = result;
  const marked = markedWords(passages);
  const link = option ? spanTo : linkTo;
  const href = (/** @type {Passage} */ { paragraph }) => addressOf(site, exchange, paragraph, marked);
  const shown = passages.slice(0, most);
  const first = passages.at(0);
  const more = places - shown.reduce((sum, { marks }) => sum + marks.length, 0);
  return make(
    'li',
    {
      className: 'wd-result',
      data: { exchange, paragraph: first?.paragraph ?? '', match },
      ...(option && { aria: { role: 'option', selected: 'false' } }),
    },
    link(first ? href(first) : addressOf(site, exchange, ''), { className: 'wd-result__title' }, heading),
    make('p', { className: 'wd-sub' }, sourceOf(result)),
    ...shown.map((passage) => passageElement(passage, (...words) => link(href(passage), {}, ...words))),
    match === 'near' ? differenceElement(diff ?? [], differences ?? 0) : null,
    words && match !== 'near' ? make('p', { className: 'wd-verdict' }, verdict(result)) : null,
    match === 'exact' && more > 0 ? make('p', { className: 'wd-sub' }, `这一则里还有 ${more} 处`) : null,
  );
}

/** When, and who. @param {Result} result */
const sourceOf = ({ date, outletName, speakerNames }) =>
  [date, outletName, speakerNames].filter(Boolean).join(' · ');

/** @param {string} href @param {{className?: string}} more @param {(Node|string)[]} words */
const linkTo = (href, more, ...words) => make('a', { ...more, href }, ...words);

/**
 * The same in an option, which may hold nothing to press: the list box follows data-href.
 * @param {string} href @param {{className?: string}} more @param {(Node|string)[]} words
 */
const spanTo = (href, more, ...words) => make('span', { ...more, data: { href } }, ...words);

/** @param {Passage} passage @param {(...words: (Node|string)[]) => HTMLElement} link */
function passageElement({ text, marks, role }, link) {
  const pieces = snippet(text, marks).map(({ text, mark }) => (mark ? make('mark', {}, text) : text));
  const label = make('span', { className: 'wd-role' }, ROLES[role] ?? '');
  return make('p', { className: 'wd-passage' }, label, link(...pieces));
}

/**
 * Where the query and the passage differ: struck out what was asked, underlined what is printed.
 * @param {Difference[]} diff @param {number} count
 */
function differenceElement(diff, count) {
  const runs = diff.map(([kind, asked, printed]) =>
    kind === 'same'
      ? printed
      : make(
          'span',
          {},
          asked ? make('del', { title: '您输入的' }, asked) : null,
          printed ? make('ins', { title: '原文' }, printed) : null,
        ),
  );
  const label = make('span', { className: 'wd-role' }, `${count} 字不同`);
  return make('p', { className: 'wd-difference' }, label, make('span', {}, ...runs));
}
