// Marks the words of ?q=… on the page that a search result leads to, and scrolls to them. Our own
// mark: it works where the browser has no text fragments, and it can be taken away again.
import { matchesIn } from './passages.mjs';
import { make } from './results.mjs';

const query = new URLSearchParams(location.search).get('q');
if (query) markAll(query);

function markAll(query) {
  const sections = [...document.querySelectorAll('[data-unit]')];
  const marks = sections.flatMap((section) => {
    const paragraphs = [...section.querySelectorAll('p[id][data-kind]')];
    const texts = paragraphs.map((p) => ({ role: p.dataset.kind, text: p.textContent }));
    const found = matchesIn(texts, query);
    return paragraphs.flatMap((p, at) => found[at].map(([start, end]) => wrap(p, start, end)));
  });
  if (!marks.length) return;
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const at = Math.max(0, marks.findIndex((parts) => target?.contains(parts[0])));
  document.body.append(bar(marks, at));
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

/** How many, and the way from one to the next. */
function bar(marks, at) {
  const count = make('span', { aria: { role: 'status' } });
  const show = (next) => {
    marks[at].forEach((mark) => mark.classList.remove('wd-hit--here'));
    at = (next + marks.length) % marks.length;
    marks[at].forEach((mark) => mark.classList.add('wd-hit--here'));
    marks[at][0].scrollIntoView({ block: 'center' });
    count.textContent = `标出 ${marks.length} 处，第 ${at + 1} 处`;
  };
  const button = (text, label, onclick) => make('button', { type: 'button', onclick, title: label, aria: { label } }, text);
  const clear = () => {
    marks.flat().forEach((mark) => { const parent = mark.parentNode; mark.replaceWith(...mark.childNodes); parent.normalize(); });
    element.remove();
    const url = new URL(location.href);
    url.searchParams.delete('q');
    history.replaceState(null, '', url);
  };
  const element = make('div', { className: 'wd-marks', aria: { role: 'region', label: '标出的原话' } }, count,
    ...(marks.length > 1 ? [button('↑', '上一处', () => show(at - 1)), button('↓', '下一处', () => show(at + 1))] : []),
    button('×', '去掉标记', clear));
  // After the browser has gone to the paragraph of its own accord.
  requestAnimationFrame(() => requestAnimationFrame(() => show(at)));
  return element;
}
