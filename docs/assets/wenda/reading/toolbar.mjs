// Selected words get a small toolbar: copy a link to exactly them, copy them with their source.
import { copy } from '../clipboard.mjs';
import { make } from '../elements.mjs';
import { keyOf, pageOf, pathOf } from './sections.mjs';
import { chosenIn, linkOf, quotationOf } from './selection.mjs';

/** @import {Site} from '../site.mjs' */
/** @import {Citations} from './cite.mjs' */
/** @import {Chosen} from './selection.mjs' */

const PAUSE = 150; // ms after the last change of the selection, so that nothing flickers under a drag
const GAP = 8; // px under the words

/** @param {Site} site @param {Citations} citations */
export function setUpToolbar(site, citations) {
  new Toolbar(site, citations).listen();
}

class Toolbar {
  #site;
  #citations;
  #note = make('span', { className: 'wd-chosen__note', aria: { role: 'status' } });
  #element;
  /** @type {Chosen|null} */
  #chosen = null;
  #offered = false; // Tab has led to the toolbar of this selection

  /** @param {Site} site @param {Citations} citations */
  constructor(site, citations) {
    this.#site = site;
    this.#citations = citations;
    this.#element = make(
      'div',
      { className: 'wd-chosen', hidden: true, aria: { role: 'toolbar', label: '所选的话' } },
      this.#button('复制链接', (chosen) => copy(linkOf(site, chosen))),
      this.#button('复制引文', (chosen) => copy(quotationOf(site, chosen))),
      this.#button('复制参考文献', (chosen) => this.#copyCitation(chosen)),
      this.#note,
    );
  }

  /** @param {string} text @param {(chosen: Chosen) => Promise<string|void>} work a remark on what it did */
  #button(text, work) {
    const button = make('button', { type: 'button' }, text);
    button.addEventListener('click', async () => {
      const chosen = this.#chosen;
      if (!chosen) return;
      try {
        const remarks = [await work(chosen), chosen.cut && '只到这一则结束'].filter(Boolean);
        this.#note.textContent = remarks.length ? `已复制（${remarks.join('；')}）` : '已复制';
      } catch {
        this.#note.textContent = '未能复制';
      }
    });
    return button;
  }

  /** The citation in the reader's style, for the paragraph in which the words begin. @param {Chosen} chosen */
  async #copyCitation({ section, first, stretches }) {
    const url = this.#site.published(pathOf(first));
    const asked = stretches.every(({ p }) => p.closest('.wd-question'));
    const { style, text, html } = await this.#citations.entry(keyOf(section), pageOf(section), url, asked);
    await copy(text, html);
    return asked ? `${style}，责任者为提问者` : style;
  }

  /** From the selection that is there on. */
  listen() {
    // A press on the toolbar must not take the selection away.
    this.#element.addEventListener('pointerdown', (event) => event.preventDefault());
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let timer;
    document.addEventListener('selectionchange', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#update(), PAUSE);
    });
    addEventListener('keydown', (event) => {
      if (!this.#element.hidden) this.#keyPressed(event);
    });
    this.#update();
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    if (event.key === 'Tab' && !event.shiftKey && !this.#offered && !this.#hasFocus()) {
      // Browsers differ in where Tab goes from a selection: here first to its toolbar, then on.
      this.#offered = true;
      event.preventDefault();
      this.#element.querySelector('button')?.focus();
    }
    if (event.key === 'Escape') {
      this.#element.hidden = true;
      getSelection()?.collapseToEnd();
    }
  }

  #hasFocus() {
    return this.#element.contains(document.activeElement);
  }

  #update() {
    if (this.#hasFocus() && this.#chosen) return;
    const selection = getSelection();
    const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const before = JSON.stringify(this.#chosen?.place);
    const chosen = range && chosenIn(range);
    this.#chosen = chosen;
    this.#element.hidden = !chosen;
    if (before !== JSON.stringify(chosen?.place)) {
      this.#note.textContent = '';
      this.#offered = false;
    }
    if (!range || !chosen) return;
    this.#citations.prepare(keyOf(chosen.section), pageOf(chosen.section));
    this.#placeBehind(chosen.last, range.getBoundingClientRect());
  }

  /** Behind the paragraph in the order of the page, for those who go on from there; under the words. */
  #placeBehind(/** @type {HTMLElement} */ paragraph, /** @type {DOMRect} */ words) {
    paragraph.after(this.#element);
    const around = /** @type {Element} */ (paragraph.parentElement).getBoundingClientRect();
    const room = around.width - this.#element.offsetWidth;
    const left = Math.max(0, Math.min(words.left - around.left, room));
    this.#element.style.top = `${words.bottom - around.top + GAP}px`;
    this.#element.style.left = `${left}px`;
  }
}
