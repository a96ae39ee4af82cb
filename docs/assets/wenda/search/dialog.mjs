// The search field of every page: / or s or Ctrl+K or a click opens a dialog with first results.
import { SEARCH } from '../addresses.mjs';
import { make } from '../elements.mjs';
import { checkElements } from './check-link.mjs';
import { piecesElements } from './pieces-element.mjs';
import { resultElement } from './result-element.mjs';
import { summary } from './results.mjs';
import { suggestionsLine } from './suggestions.mjs';
import { latest, onTyped, sentence } from './typing.mjs';

/** @import {Client} from '../engine/client.mjs' */
/** @import {Answer} from '../engine/types.mjs' */
/** @import {Site} from '../site.mjs' */

const SHOWN = 8;
const KEPT = 'wenda-dialog'; // in the state of the history's entry
const PASSAGES = 2;

/** @param {Site} site @param {Client} engine */
export function setUpDialog(site, engine) {
  /** @type {HTMLElement|null} */
  const opener = document.querySelector('[data-wd-open]');
  if (opener && typeof HTMLDialogElement === 'function') new SearchDialog(site, engine).openBy(opener);
}

/** The parts of the dialog. @param {Site} site */
function elementsFor(site) {
  const action = site.url(SEARCH).href;
  const input = make('input', {
    type: 'search',
    name: 'q',
    autocomplete: 'off',
    placeholder: '原话，两个字就可以',
    enterKeyHint: 'search',
    aria: {
      role: 'combobox',
      label: '搜索原话',
      expanded: 'false',
      controls: 'wd-options',
      autocomplete: 'list',
    },
  });
  const close = make(
    'button',
    { type: 'button', className: 'wd-dialog__close', aria: { label: '关闭' } },
    '×',
  );
  const form = make('form', { action, aria: { role: 'search', label: '快速搜索' } }, input, close);
  const status = make('p', { className: 'wd-dialog__status', aria: { role: 'status' } });
  const list = make('ol', {
    id: 'wd-options',
    className: 'wd-results',
    aria: { role: 'listbox', label: '搜索结果' },
  });
  const pieces = make('div');
  const all = make('a', { className: 'wd-dialog__all', href: action });
  const dialog = make(
    'dialog',
    { className: 'wd-dialog', aria: { label: '搜索原话' } },
    ...[form, status, pieces, list, all],
  );
  return { input, form, close, status, pieces, list, all, dialog };
}

class SearchDialog {
  #site;
  #engine;
  #at; // its elements
  #selected = -1; // option
  #run;
  #offer;

  /** @param {Site} site @param {Client} engine */
  constructor(site, engine) {
    this.#site = site;
    this.#engine = engine;
    this.#at = elementsFor(site);
    this.#run = latest(
      async (/** @type {string} */ text) => ({ text, answer: await engine.search(text, { limit: SHOWN }) }),
      ({ text, answer }) => this.#showAnswer(text, answer),
      (error) => this.#say(sentence(error)),
    );
    const { element, offer } = suggestionsLine(site, engine, (query) => {
      this.#at.input.value = query;
      this.#at.input.focus();
      this.#typed(query);
    });
    this.#offer = offer;
    this.#at.form.after(element);
    document.body.append(this.#at.dialog);
    this.#listen();
  }

  /** @param {HTMLElement} opener a link, which without script leads to the search page */
  openBy(opener) {
    opener.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#reveal();
    });
    const prepare = () => this.#engine.open().catch(() => {}); // the search itself will say what is wrong
    opener.addEventListener('pointerenter', prepare, { once: true });
    addEventListener('keydown', (event) => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      this.#reveal();
    });
  }

  #listen() {
    const { input, close, list, dialog } = this.#at;
    onTyped(input, (text) => this.#typed(text));
    input.addEventListener('keydown', (event) => this.#keyPressed(event));
    close.addEventListener('click', () => this.#hide());
    list.addEventListener('click', (event) => follow(event, input.value));
    list.addEventListener('auxclick', (event) => follow(event, input.value));
    dialog.addEventListener('click', ({ target }) => {
      if (target === dialog) this.#hide();
    });
    // Who comes back from a result finds the results again.
    addEventListener('pageshow', () => {
      const query = history.state?.[KEPT];
      if (!query) return;
      this.#reveal();
      input.value = query;
      this.#typed(query);
    });
  }

  #reveal() {
    const { dialog, input } = this.#at;
    if (dialog.open) return;
    dialog.showModal();
    this.#select(-1);
    this.#engine.open().catch((error) => this.#say(sentence(error)));
    input.select();
  }

  #hide() {
    this.#at.input.blur(); // now, not when the browser gets to it: the next / is a shortcut again
    this.#at.dialog.close();
    keepInHistory(undefined);
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    if (event.isComposing) return;
    const options = [...this.#at.list.children];
    if (event.key === 'ArrowDown') this.#select(this.#selected + 1);
    else if (event.key === 'ArrowUp')
      this.#select((this.#selected < 0 ? options.length : this.#selected) - 1);
    else if (event.key === 'Escape')
      this.#hide(); // a search field would only clear itself
    else if (event.key === 'Enter' && this.#selected >= 0)
      /** @type {HTMLElement} */ (options[this.#selected]).click();
    else return;
    event.preventDefault();
  }

  /** @param {number} next option; none below 0 */
  #select(next) {
    const options = [...this.#at.list.children];
    this.#selected = next < 0 || !options.length ? -1 : next % options.length;
    options.forEach((option, at) => {
      option.setAttribute('aria-selected', String(at === this.#selected));
    });
    const selected = options.at(this.#selected);
    const chosen = this.#selected < 0 ? undefined : selected;
    this.#at.input.setAttribute('aria-activedescendant', chosen?.id ?? '');
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {string} text */
  #typed(text) {
    this.#run(text);
    this.#offer(text);
  }

  /** @param {string} text @param {Answer} answer */
  #showAnswer(text, answer) {
    const { results, total, terms, pieces, status } = answer;
    const shown = { words: terms.length > 0, most: PASSAGES, option: true };
    const options = results.map((each) => resultElement(this.#site, each, shown));
    this.#at.all.href = this.#pageFor(text);
    const toAll = total > SHOWN ? `全部 ${total} 则，筛选和下载` : '在搜索页打开，筛选和下载';
    this.#say(summary(answer), options, text.trim() ? toAll : '');
    this.#at.pieces.replaceChildren(
      ...piecesElements(pieces, (query) => this.#pageFor(query)),
      ...checkElements(this.#site, text, status),
    );
  }

  /** The search page with a query. @param {string} query */
  #pageFor(query) {
    const url = this.#site.url(SEARCH);
    url.searchParams.set('q', query);
    return url.href;
  }

  /** @param {string} text @param {HTMLElement[]} [options] @param {string} [toAll] the link to the page */
  #say(text, options = [], toAll = '') {
    const { status, list, input, all } = this.#at;
    status.textContent = text;
    this.#at.pieces.replaceChildren();
    options.forEach((option, at) => {
      option.id = `wd-option-${at}`;
    });
    list.replaceChildren(...options);
    input.setAttribute('aria-expanded', String(options.length > 0));
    all.textContent = toAll;
    this.#select(-1);
  }
}

/**
 * All of an option is a link: to the passage that was pressed, else to the first.
 * @param {MouseEvent} event @param {string} query
 */
function follow({ target, button, ctrlKey, metaKey }, query) {
  const element = /** @type {Element} */ (target);
  const place = element.closest('[data-href]') ?? element.closest('li')?.querySelector('[data-href]');
  const href = place instanceof HTMLElement && place.dataset.href;
  if (!href || button > 1) return;
  if (button === 1 || ctrlKey || metaKey) {
    open(href);
    return;
  }
  keepInHistory(query);
  location.assign(href);
}

/** @param {string|undefined} query what the dialog is asked when a result is followed */
function keepInHistory(query) {
  if (query || history.state?.[KEPT]) history.replaceState({ ...history.state, [KEPT]: query }, '');
}

/** / or s outside a field, Ctrl+K or ⌘K anywhere. @param {KeyboardEvent} event */
function isShortcut({ target, key, ctrlKey, metaKey, altKey }) {
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'k') return true;
  const field = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]';
  const typing = /** @type {Element} */ (target).closest?.(field);
  return !typing && !ctrlKey && !metaKey && !altKey && (key === '/' || key === 's');
}
