// Marks the words that a link leads to, and scrolls to them: those of a search (?q=…), or those that
// somebody selected (?s=…). Our own mark: it is exact, it works where the browser has no text
// fragments, and it can be taken away again.
import { matchesIn } from './passages.mjs';
import { findAgain, placeIn, wordsAt } from './quote-link.mjs';
import { make } from './elements.mjs';

const NEWS = {
  around: '链接所引的话没有变，但同一段的其他文字后来有改动。',
  moved: '链接所引的话已不在原来的位置，标出的是它现在的位置。',
  changed: '链接所引的话后来有改动，标出的是现在的文字。',
  gone: '链接所引的话后来有改动，已找不到原来的字句。',
  left: '链接所引的话已不在这个地址。',
  removed: '链接所引的话已不在文字稿里。',
};

const paragraphs = [...document.querySelectorAll('[data-unit] p[id][data-kind]')];
const fates = document.querySelector('.wd-fates'); // where an address that is gone tells what became of it
if (paragraphs.length || fates) arrive();

function arrive() {
  const query = new URLSearchParams(location.search).get('q');
  const link = placeIn(location.search, location.hash);
  if (link) followLink(link);
  else if (query) show(searched(query));
}

/** The words of a search, wherever they stand on the page. */
function searched(query) {
  const sections = [...document.querySelectorAll('[data-unit]')];
  return sections.flatMap((section) => {
    const mine = paragraphs.filter((p) => section.contains(p));
    const found = matchesIn(mine.map((p) => ({ role: p.dataset.kind, text: p.textContent })), query);
    return mine.flatMap((p, at) => found[at].map(([start, end]) => wrap(p, start, end)));
  });
}

/** The words that somebody linked, or a word about what has become of them. */
function followLink(link) {
  const texts = paragraphs.map((p) => ({ id: p.id, text: p.textContent }));
  const { place, state } = findAgain(texts, link);
  const now = place && wordsAt(texts, place); // before marks part it
  if (place) show([wrapPlace(place)]);
  if (state !== 'same') tell(link, state, now);
}

function wrapPlace({ from, to }) {
  const first = paragraphs.findIndex((p) => p.id === from.id), last = paragraphs.findIndex((p) => p.id === to.id);
  return paragraphs.slice(first, last + 1).flatMap((p, i) =>
    wrap(p, i === 0 ? from.at : 0, i === last - first ? to.at : p.textContent.length));
}

/** A banner: what has become of the words of a link, with both wordings where they differ. */
function tell({ from, words }, state, now) {
  const target = document.getElementById(from.id), stands = target?.matches('p');
  const rows = [];
  if (state === 'changed') rows.push(['链接所引', words], ['现在的文字', now]);
  if (state === 'gone') rows.push(['链接所引', words]);
  if (state === 'gone' && target) rows.push([stands ? '这一段现在' : '去向', target.textContent]);
  const text = state !== 'gone' || stands ? NEWS[state] : target ? NEWS.left : NEWS.removed;
  const banner = make('div', { className: 'wd-banner', aria: { role: 'alert' } }, make('p', {}, text),
    rows.length ? make('dl', {}, ...rows.flatMap(([term, value]) => [make('dt', {}, term), make('dd', {}, value)])) : null);
  (paragraphs[0]?.closest('[data-unit]') ?? fates).before(banner);
  if (state === 'gone') (target ?? banner).scrollIntoView({ block: 'center' });
}

/** Wrap [start, end) of an element's text in <mark>, one for each text node that it runs through. */
export function wrap(element, start, end) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const parts = [];
  for (let node, at = 0; (node = walker.nextNode()) && at < end; at += node.length) {
    const from = Math.max(0, start - at), to = Math.min(node.length, end - at);
    if (from < to && at + node.length > start) parts.push([node, from, to]);
  }
  return parts.map(([node, from, to]) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const mark = make('mark', { className: 'wd-hit' });
    range.surroundContents(mark);
    return mark;
  });
}

function show(marks) {
  if (!marks.length) return;
  document.documentElement.classList.add('wd-marked'); // the browser's own mark of a text fragment steps back
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1).split(':~:')[0]));
  document.body.append(bar(marks, Math.max(0, marks.findIndex((parts) => target?.contains(parts[0])))));
}

/** How many, and the way from one to the next. */
function bar(marks, at) {
  const count = make('span', { aria: { role: 'status' } });
  const go = (next) => {
    marks[at].forEach((mark) => mark.classList.remove('wd-hit--here'));
    at = (next + marks.length) % marks.length;
    marks[at].forEach((mark) => mark.classList.add('wd-hit--here'));
    marks[at][0].scrollIntoView({ block: 'center' });
    count.textContent = marks.length > 1 ? `标出 ${marks.length} 处，第 ${at + 1} 处` : '已标出原话';
  };
  const button = (text, label, onclick) => make('button', { type: 'button', onclick, title: label, aria: { label } }, text);
  const clear = () => {
    marks.flat().forEach((mark) => {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    });
    element.remove();
    const url = new URL(location.href);
    for (const name of ['q', 's', 'w']) url.searchParams.delete(name);
    history.replaceState(null, '', url);
  };
  const element = make('div', { className: 'wd-marks', aria: { role: 'region', label: '标出的原话' } }, count,
    ...(marks.length > 1 ? [button('↑', '上一处', () => go(at - 1)), button('↓', '下一处', () => go(at + 1))] : []),
    button('×', '去掉标记', clear));
  // After the browser has gone to the paragraph of its own accord.
  const settle = () => requestAnimationFrame(() => requestAnimationFrame(() => go(at)));
  if (document.readyState === 'complete') settle();
  else addEventListener('load', settle, { once: true });
  return element;
}
