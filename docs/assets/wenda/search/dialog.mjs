// The search field of every page: / or s or Ctrl+K or a click opens a dialog with first results.
import { outletPath, SEARCH, topicPath } from '../addresses.mjs';
import { make } from '../elements.mjs';
import { resultElement } from './result-element.mjs';
import { matchOf, summary } from './results.mjs';
import { latest, onTyped, sentence } from './typing.mjs';

/** @import {Client} from '../engine/client.mjs' */
/** @import {Answer, Suggestion} from '../engine/types.mjs' */
/** @import {Site} from '../site.mjs' */

const SHOWN = 8;
const PASSAGES = 2;
const SUGGESTED = 6;
const NAME = 20; // characters: what is longer is a quotation
/** @type {Partial<Record<Suggestion['kind'], string>>} */
const KINDS = { outlet: '媒体', topic: '议题', speaker: '发言人' };

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
    placeholder: '输入或粘贴原话，两个字就可以',
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
  const form = make('form', { action, aria: { role: 'search' } }, input, close);
  const suggestions = make('p', { className: 'wd-suggestions' });
  const status = make('p', { className: 'wd-dialog__status', aria: { role: 'status' } });
  const list = make('ol', {
    id: 'wd-options',
    className: 'wd-results',
    aria: { role: 'listbox', label: '搜索结果' },
  });
  const all = make('a', { className: 'wd-dialog__all', href: action });
  const dialog = make(
    'dialog',
    { className: 'wd-dialog', aria: { label: '搜索原话' } },
    ...[form, suggestions, status, list, all],
  );
  return { input, close, suggestions, status, list, all, dialog };
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
    this.#offer = latest(
      (/** @type {string} */ text) =>
        /\s/.test(text.trim()) || text.length > NAME ? [] : engine.suggest(text, SUGGESTED),
      (found) => this.#showSuggestions(found),
      () => this.#showSuggestions([]),
    );
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
    list.addEventListener('click', ({ target }) => {
      // The whole option is a target; its links work as links.
      const element = /** @type {Element} */ (target);
      if (!element.closest('a')) element.closest('li')?.querySelector('a')?.click();
    });
    dialog.addEventListener('click', ({ target }) => {
      if (target === dialog) this.#hide();
    });
    addEventListener('pageshow', () => this.#hide()); // coming back from a result
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
      options[this.#selected].querySelector('a')?.click();
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
    const shown = { most: PASSAGES, option: true };
    const options = answer.results.map((each) => resultElement(this.#site, each, matchOf(answer), shown));
    const url = this.#site.url(SEARCH);
    url.searchParams.set('q', text);
    this.#at.all.href = url.href;
    const { exchanges } = answer;
    const toAll = exchanges > SHOWN ? `全部 ${exchanges} 则，筛选和下载` : '在搜索页打开，筛选和下载';
    this.#say(summary(answer), options, text.trim() ? toAll : '');
  }

  /** @param {string} text @param {HTMLElement[]} [options] @param {string} [toAll] the link to the page */
  #say(text, options = [], toAll = '') {
    const { status, list, input, all } = this.#at;
    status.textContent = text;
    options.forEach((option, at) => {
      option.id = `wd-option-${at}`;
    });
    list.replaceChildren(...options);
    input.setAttribute('aria-expanded', String(options.length > 0));
    all.textContent = toAll;
    this.#select(-1);
  }

  /** @param {Suggestion[]} found */
  #showSuggestions(found) {
    this.#at.suggestions.replaceChildren(...found.map((each) => this.#suggestionElement(each)));
  }

  /**
   * A name that was meant: a topic or outlet leads to its page, a speaker or word becomes the query.
   * @param {Suggestion} suggestion
   */
  #suggestionElement({ kind, id, name }) {
    const label = make('span', { className: 'wd-role' }, KINDS[kind] ?? '');
    if (kind === 'outlet' || kind === 'topic') {
      const path = kind === 'outlet' ? outletPath(id) : topicPath(id);
      return make('a', { href: this.#site.url(path).href }, label, name);
    }
    const onclick = () => {
      const { input } = this.#at;
      input.value = kind === 'speaker' ? `发言人:${name}` : name;
      input.focus();
      this.#typed(input.value);
    };
    return make('button', { type: 'button', onclick }, label, name);
  }
}

/** / or s outside a field, Ctrl+K or ⌘K anywhere. @param {KeyboardEvent} event */
function isShortcut({ target, key, ctrlKey, metaKey, altKey }) {
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'k') return true;
  const field = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]';
  const typing = /** @type {Element} */ (target).closest?.(field);
  return !typing && !ctrlKey && !metaKey && !altKey && (key === '/' || key === 's');
}
