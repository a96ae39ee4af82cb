// The search page: filters with counts, all results in pages, everything in the address, CSV.
import { make } from '../elements.mjs';
import { checkElements } from './check-link.mjs';
import { csv } from './csv.mjs';
import { MOST, rowsOf } from './download.mjs';
import { Filters, select } from './filters.mjs';
import { nothingElement, wordsElement } from './nothing.mjs';
import { pagerLinks } from './pager.mjs';
import { piecesElements } from './pieces-element.mjs';
import { restElement } from './rest.mjs';
import { resultElement } from './result-element.mjs';
import { summary } from './results.mjs';
import { addressOfState, KINDS, optionsOf, PAGE, SORTS, stateOf } from './state.mjs';
import { suggestionsLine } from './suggestions.mjs';
import { latest, onTyped, sentence } from './typing.mjs';

/** @import {Client} from '../engine/client.mjs' */
/** @import {Answer, Facets, Kind, Name} from '../engine/types.mjs' */
/** @import {Site} from '../site.mjs' */
/** @import {State} from './state.mjs' */

const PASSAGES = 6; // shown of each result
const FIRST = 5; // results that a large archive fetches at a time

/**
 * @param {Site} site @param {Client} engine @param {HTMLElement} place
 * @returns {Promise<void>} when the first answer is shown
 */
export function setUpSearchPage(site, engine, place) {
  return new SearchPage(site, engine, place).start();
}

/** The parts of the page, but for the filters. @param {State} state */
function elementsFor(state) {
  const input = make('input', {
    type: 'search',
    name: 'q',
    value: state.q,
    autocomplete: 'off',
    enterKeyHint: 'search',
    placeholder: '输入或粘贴原话',
    aria: { label: '搜索原话' },
  });
  const button = make('button', { type: 'submit' }, '搜索');
  return {
    input,
    form: make('form', { className: 'wd-search-form', aria: { role: 'search' } }, input, button),
    status: make('p', { className: 'wd-status', aria: { role: 'status' } }),
    list: make('ol', { className: 'wd-results' }),
    pieces: make('div'),
    pager: make('nav', { className: 'wd-pages', aria: { label: '结果的分页' } }),
  };
}

class SearchPage {
  #site;
  #engine;
  #place;
  /** @type {State} */
  #state;
  /** @type {Record<Kind, Name[]>|undefined} */
  #names;
  #small = false; // nothing more is to be fetched
  #at; // its elements
  #filters;
  #sort;
  #download;
  #run;
  #suggestions;

  /** @param {Site} site @param {Client} engine @param {HTMLElement} place */
  constructor(site, engine, place) {
    this.#site = site;
    this.#engine = engine;
    this.#place = place;
    this.#state = stateOf(new URL(location.href));
    this.#at = elementsFor(this.#state);
    this.#filters = new Filters(this.#state, {
      change: (more) => this.#change(more),
      choose: (facet, id, chosen) => {
        const others = this.#state[facet].filter((each) => each !== id);
        this.#change({ [facet]: chosen ? [...others, id] : others });
      },
      list: () => this.#count(this.#state),
    });
    this.#sort = select(SORTS, '次序', (sort) => this.#change({ sort }));
    this.#download = make('button', { type: 'button', hidden: true }, '下载 CSV');
    this.#run = latest(
      (/** @type {State} */ state) => this.#ask(state),
      (answer) => this.#show(answer),
      (error) => this.#say(sentence(error)),
    );
    this.#suggestions = suggestionsLine(site, engine, (q) => {
      this.#at.input.value = q;
      this.#change({ q });
    });
  }

  start() {
    document.documentElement.classList.add('wd-scripted');
    const { form, status, pieces, list, pager, input } = this.#at;
    const tools = make('span', { className: 'wd-tools' }, this.#sort.element, this.#download);
    const bar = make('div', { className: 'wd-search-bar' }, status, tools);
    const columns = make('div', { className: 'wd-search-columns' }, this.#filters.element);
    columns.append(make('div', {}, pieces, list, pager));
    this.#place.replaceChildren(form, this.#suggestions.element, bar, columns);
    this.#place.classList.add('wd-search-page--empty'); // until there is an answer
    this.#listen();
    const answered = this.#runNow();
    if (!this.#state.q) input.focus({ preventScroll: true });
    return answered;
  }

  #listen() {
    const { input, form } = this.#at;
    onTyped(input, (q) => {
      this.#change({ q }, true);
      this.#suggestions.offer(q);
    });
    const prepare = () => this.#engine.open().catch(() => {}); // the search itself will say what is wrong
    input.addEventListener('focus', prepare, { once: true });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#change({ q: input.value });
    });
    this.#download.addEventListener('click', () => this.#save());
    addEventListener('popstate', () => {
      this.#state = stateOf(new URL(location.href));
      input.value = this.#state.q;
      this.#runNow();
    });
  }

  /**
   * A new state is a new entry of the history; typing only replaces the one that is there.
   * @param {Partial<State>} more @param {boolean} [replace]
   */
  #change(more, replace = false) {
    this.#state = { ...this.#state, page: 1, ...more };
    history[replace ? 'replaceState' : 'pushState'](null, '', this.#addressOf(this.#state));
    this.#runNow();
  }

  #runNow() {
    return this.#run(this.#state);
  }

  /** @param {State} state */
  #addressOf(state) {
    return addressOfState(state, location.href);
  }

  /** @param {State} state */
  async #ask(state) {
    this.#small = (await this.#engine.open()).small;
    return this.#some(state, 0, this.#small ? PAGE : FIRST);
  }

  /** So many results of a page. @param {State} state @param {number} from @param {number} limit */
  #some(state, from, limit) {
    const offset = (state.page - 1) * PAGE + from;
    return this.#engine.search(state.q, { ...optionsOf(state), offset, limit, facets: ['year'] });
  }

  /** How many there are of each name, where that is wanted. @param {State} state */
  async #count(state) {
    try {
      this.#names ??= await this.#engine.names();
      const [{ facets }, others] = await Promise.all([
        this.#engine.search(state.q, { ...optionsOf(state), limit: 0, facets: KINDS }),
        this.#others(state),
      ]);
      if (state === this.#state) this.#filters.show(state, facets && { ...facets, ...others }, this.#names);
    } catch (error) {
      if (state === this.#state)
        this.#say(`${this.#at.status.textContent}（没有能够列出媒体和议题：${sentence(error)}）`);
    }
  }

  /**
   * Of each facet in which something is chosen, what there would be without the choice: the others can
   * be chosen as well.
   * @param {State} state @returns {Promise<Partial<Facets>>}
   */
  async #others(state) {
    const chosen = KINDS.filter((kind) => state[kind].length);
    const counted = chosen.map(async (kind) => {
      const without = { ...optionsOf({ ...state, [kind]: [] }), limit: 0, facets: [kind] };
      const { facets } = await this.#engine.search(state.q, without);
      return [kind, facets?.[kind] ?? {}];
    });
    return Object.fromEntries(await Promise.all(counted));
  }

  /** @param {string} text */
  #say(text) {
    this.#place.classList.remove('wd-search-page--empty');
    this.#at.status.textContent = text;
  }

  /** @param {Answer} answer */
  #show(answer) {
    const state = this.#state;
    const { status, results, ignored, total, terms, facets, pieces } = answer;
    const found = ['exact', 'reading', 'heading'].includes(status);
    const without = ignored.length ? `（一个字的「${ignored.join('、')}」没有计入）` : '';
    this.#say(summary(answer) + without);
    this.#place.classList.toggle('wd-search-page--empty', status === 'empty');
    const { list } = this.#at;
    const hrefOf = (/** @type {string} */ q) => this.#addressOf({ ...state, q, page: 1 });
    this.#at.pieces.replaceChildren(
      ...piecesElements(pieces, hrefOf),
      ...checkElements(this.#site, state.q, status),
    );
    list.start = (state.page - 1) * PAGE + 1;
    list.replaceChildren(
      ...this.#elementsOf(answer),
      ...(status === 'none' ? [nothingElement(this.#site)] : []),
    );
    this.#offerRest(state, results.length, total);
    if (status === 'near' || status === 'none') this.#offerWords(terms, state);
    this.#download.hidden = !found || !total;
    this.#download.textContent = total > MOST ? `下载 CSV（前 ${MOST} 则）` : '下载 CSV';
    this.#sort.control.value = state.sort;
    this.#filters.show(state, facets, this.#names);
    if (this.#small || this.#filters.isListed(state)) this.#count(state);
    this.#showPager(found ? total : 0);
  }

  /** @param {Answer} answer */
  #elementsOf({ results, terms }) {
    const shown = { words: terms.length > 0, most: PASSAGES };
    return results.map((each) => resultElement(this.#site, each, shown));
  }

  /** The results of this page that are not there yet. @param {State} state @param {number} here @param {number} total */
  #offerRest(state, here, total) {
    const count = Math.min(PAGE, total - (state.page - 1) * PAGE) - here;
    if (count <= 0) return;
    const load = async (/** @type {boolean} */ all) => {
      try {
        const answer = await this.#some(state, here, all ? count : FIRST);
        if (state !== this.#state) return;
        const focused = element.matches(':focus-within');
        const more = this.#elementsOf(answer);
        element.replaceWith(...more);
        if (focused) more[0]?.querySelector('a')?.focus();
        this.#offerRest(state, here + answer.results.length, total);
      } catch (error) {
        if (state === this.#state) element.replaceChildren(`其余没有能够读取：${sentence(error)}`);
      }
    };
    const element = restElement({ load, count });
    this.#at.list.append(element);
  }

  /**
   * Several words that no exchange has together: how often each is there.
   * @param {string[]} terms @param {State} asked
   */
  async #offerWords(terms, asked) {
    if (terms.length < 2) return;
    const options = { ...optionsOf(asked), limit: 0 };
    try {
      const found = await Promise.all(terms.map((term) => this.#engine.search(`"${term}"`, options)));
      if (asked !== this.#state) return;
      const hrefOf = (/** @type {string} */ q) => this.#addressOf({ ...asked, q, page: 1 });
      this.#at.list.prepend(wordsElement(terms, found, hrefOf));
    } catch (error) {
      if (asked !== this.#state) return;
      this.#say(`${this.#at.status.textContent}（没有能够把这几个词分开找：${sentence(error)}）`);
    }
  }

  /** @param {number} total */
  #showPager(total) {
    const state = this.#state;
    const hrefOf = (/** @type {number} */ page) => this.#addressOf({ ...state, page });
    const go = (/** @type {number} */ page) => {
      this.#change({ page });
      this.#place.scrollIntoView();
    };
    this.#at.pager.replaceChildren(...pagerLinks(Math.ceil(total / PAGE), state.page, hrefOf, go));
  }

  async #save() {
    this.#download.disabled = true;
    try {
      const rows = await rowsOf(this.#engine, this.#site, this.#state);
      const href = URL.createObjectURL(csv(rows));
      make('a', { download: `wenda-${this.#state.q.slice(0, 20) || '全部'}.csv`, href }).click();
      setTimeout(() => URL.revokeObjectURL(href), 1000);
    } catch (error) {
      this.#say(`下载没有成功：${sentence(error)}`);
    } finally {
      this.#download.disabled = false;
    }
  }
}
