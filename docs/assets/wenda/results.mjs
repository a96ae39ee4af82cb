// Results as elements: the same in the dialog and on the search page. Only textContent, no HTML.
import { make } from './elements.mjs';
import { SITE } from './engine.mjs';
import { snippet } from './snippet.mjs';

/**
 * The address of a paragraph, with the words to mark on arrival. An exchange has a page of its own;
 * opening and closing are on the page of their conference.
 */
export function addressOf(exchange, paragraph, marked = '') {
  const [conference, unit] = exchange.split('/');
  const own = /^q\d/.test(unit);
  const url = new URL(own ? `qa/${exchange}/` : `qa/${conference}/`, SITE);
  if (marked) url.searchParams.set('q', marked);
  url.hash = own ? paragraph : `${unit}-${paragraph}`;
  return url.href;
}

/** The words that a result marks, as printed, so that its page can mark them without the index. */
function markedWords(passages) {
  const LONGEST = 300;
  const words = passages.flatMap(({ text, marks }) => marks.map(([start, end]) => text.slice(start, end)));
  const quoted = [...new Set(words)].map((word) => (/^-|\s|[:：]/.test(word) ? `"${word.replaceAll('"', '')}"` : word));
  return quoted.join(' ').slice(0, LONGEST);
}

/** What was found, as a sentence that is shown and announced. */
export function summary(result) {
  const { status, exchanges, places, remarks } = result;
  if (status === 'exact' && result.terms.length) {
    const where = [exchanges || !remarks ? `${exchanges} 则问答` : '', remarks ? `${remarks} 段开场或结束的话` : ''];
    return `完全一致：${where.filter(Boolean).join('、')}，${places} 处`;
  }
  if (status === 'exact') return `${exchanges} 则问答`;
  if (status === 'near') return `没有完全一致的。最接近的 ${exchanges} 段，不是原话：`;
  if (status === 'too-short') return '一个字太少，请至少输入两个字。';
  if (status === 'empty') return '';
  return '没有找到，也没有接近的。';
}

/**
 * One result. data-exchange, data-paragraph and data-match are a contract: other tools read them.
 * @param {object} result of the engine @param {'exact'|'near'} match
 * @param {{most?: number, option?: boolean}} shown how many passages; as an option of a list box
 */
export function resultElement(result, match, { most = 3, option = false }) {
  const { exchange, passages } = result;
  const marked = markedWords(passages);
  const href = (passage) => addressOf(exchange, passage.paragraph, marked);
  const first = passages[0];
  const more = result.places - passages.slice(0, most).reduce((sum, { marks }) => sum + marks.length, 0);
  return make(
    'li',
    {
      className: 'wd-result',
      data: { exchange, paragraph: first?.paragraph ?? '', match },
      ...(option && { aria: { role: 'option', selected: 'false' } }),
    },
    make('a', { className: 'wd-result__title', href: first ? href(first) : addressOf(exchange, '') , tabIndex: option ? -1 : 0 }, result.heading),
    make('p', { className: 'wd-sub' }, [result.date, result.outletName, result.speakerNames].filter(Boolean).join(' · ')),
    ...passages.slice(0, most).map((passage) => passageElement(passage, href(passage), option)),
    match === 'near' ? differenceElement(result.diff, result.differences) : null,
    match === 'exact' && more > 0 ? make('p', { className: 'wd-sub' }, `这一则里还有 ${more} 处`) : null,
  );
}

const ROLES = { question: '问', answer: '答', moderator: '主持', aside: '旁注', remarks: '' };

function passageElement({ text, marks, role }, href, option) {
  const pieces = snippet(text, marks).map(({ text, mark }) => (mark ? make('mark', {}, text) : text));
  const label = make('span', { className: 'wd-role' }, ROLES[role] ?? '');
  return make('p', { className: 'wd-passage' }, label, make('a', { href, tabIndex: option ? -1 : 0 }, ...pieces));
}

/** Where the query and the passage differ: struck out what was asked, underlined what is printed. */
function differenceElement(diff, count) {
  const runs = diff.map(([kind, asked, printed]) => {
    if (kind === 'same') return printed;
    const span = document.createElement('span');
    if (asked) span.append(make('del', { title: '您输入的' }, asked));
    if (printed) span.append(make('ins', { title: '原文' }, printed));
    return span;
  });
  return make('p', { className: 'wd-difference' }, make('span', { className: 'wd-role' }, `${count} 字不同`), make('span', {}, ...runs));
}
