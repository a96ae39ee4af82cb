// Our own marks on words: exact, there where the browser has no text fragments, and taken away again.
import { anchorIn } from '../addresses.mjs';
import { make } from '../elements.mjs';

/** @typedef {HTMLElement[]} Mark one place that is marked: an element for each text node that it runs through */

const PARAMETERS = ['q', 's', 'w']; // of an address, that say what to mark

/**
 * Wrap [start, end) of an element's text in <mark>, one for each text node that it runs through.
 * @param {Element} element @param {number} start @param {number} end @returns {Mark}
 */
export function wrap(element, start, end) {
  return partsOf(element, start, end).map(({ node, from, to }) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const mark = make('mark', { className: 'wd-hit' });
    range.surroundContents(mark);
    return mark;
  });
}

/** The text nodes of [start, end), before marks part them. */
function partsOf(/** @type {Element} */ element, /** @type {number} */ start, /** @type {number} */ end) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const parts = [];
  let at = 0;
  while (at < end && walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const from = Math.max(0, start - at);
    const to = Math.min(node.length, end - at);
    if (from < to) parts.push({ node, from, to });
    at += node.length;
  }
  return parts;
}

/** Shows marks and the way through them. @param {Mark[]} marks in order */
export function showMarks(marks) {
  if (!marks.length) return;
  document.documentElement.classList.add('wd-marked'); // the browser's own mark of a text fragment steps back
  const target = document.getElementById(anchorIn(location.hash));
  const first = marks.findIndex(([part]) => target?.contains(part));
  new MarkBar(marks, Math.max(0, first)).show();
}

/** How many, and the way from one to the next. */
class MarkBar {
  #marks;
  #at; // which one the reader is at
  #count = make('span', { aria: { role: 'status' } });
  #element;

  /** @param {Mark[]} marks @param {number} at */
  constructor(marks, at) {
    this.#marks = marks;
    this.#at = at;
    this.#element = make(
      'div',
      { className: 'wd-marks', aria: { role: 'region', label: '标出的原话' } },
      this.#count,
      ...(marks.length > 1
        ? [
            button('↑', '上一处', () => this.#go(this.#at - 1)),
            button('↓', '下一处', () => this.#go(this.#at + 1)),
          ]
        : []),
      button('×', '去掉标记', () => this.#clear()),
    );
  }

  show() {
    document.body.append(this.#element);
    // After the browser has gone to the paragraph of its own accord.
    const settle = () => requestAnimationFrame(() => requestAnimationFrame(() => this.#go(this.#at)));
    if (document.readyState === 'complete') settle();
    else addEventListener('load', settle, { once: true });
  }

  /** @param {number} next */
  #go(next) {
    const { length } = this.#marks;
    for (const part of this.#marks[this.#at]) part.classList.remove('wd-hit--here');
    this.#at = (next + length) % length;
    for (const part of this.#marks[this.#at]) part.classList.add('wd-hit--here');
    this.#marks[this.#at][0].scrollIntoView({ block: 'center' });
    this.#count.textContent = length > 1 ? `标出 ${length} 处，第 ${this.#at + 1} 处` : '已标出原话';
  }

  #clear() {
    for (const mark of this.#marks.flat()) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent?.normalize();
    }
    this.#element.remove();
    const url = new URL(location.href);
    for (const name of PARAMETERS) url.searchParams.delete(name);
    history.replaceState(null, '', url);
  }
}

/** @param {string} text @param {string} label @param {() => void} onclick */
const button = (text, label, onclick) =>
  make('button', { type: 'button', onclick, title: label, aria: { label } }, text);
