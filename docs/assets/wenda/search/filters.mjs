// The filters of the search page: role, days, and each name that there is, with its count.
import { make } from '../elements.mjs';
import { FACETS, KINDS, ROLES } from './state.mjs';

/** @import {Facets, Kind, Name} from '../engine/types.mjs' */
/** @import {Facet, State} from './state.mjs' */
/**
 * @typedef {object} Choices what a reader does
 * @property {(more: Partial<State>) => void} change
 * @property {(facet: Facet, id: string, chosen: boolean) => void} choose
 * @property {() => void} list count by name: a large archive fetches what that needs
 */

const WIDE = '(min-width: 60em)'; // where the filters stand beside the results

/** The box of filters; what it counts comes with each answer. */
export class Filters {
  /** @type {Record<Facet, HTMLElement>} */
  #facets = { outlet: make('div'), topic: make('div'), speaker: make('div'), year: make('div') };
  #choose;
  #role;
  #isListed = false;
  #list;

  /** @param {State} state @param {Choices} choices */
  constructor(state, { change, choose, list }) {
    this.#choose = choose;
    this.#role = select(ROLES, '范围', (role) => change({ role }));
    const days = make(
      'fieldset',
      {},
      make('legend', {}, '范围和日期'),
      this.#role.element,
      dayField('从', state.from, (from) => change({ from })),
      dayField('到', state.to, (to) => change({ to })),
    );
    const facets = KINDS.map((kind) => this.#facets[kind]);
    this.#list = make('button', { type: 'button' }, '列出媒体、议题和发言人');
    this.#list.addEventListener('click', () => {
      this.#isListed = true;
      this.#list.disabled = true;
      list();
    });
    this.element = make(
      'details',
      { className: 'wd-filter-box', open: matchMedia(WIDE).matches },
      make('summary', {}, '筛选'),
      make('div', { className: 'wd-filters' }, days, ...facets, this.#list),
    );
  }

  /** Whether names are counted: when asked for, or where one is chosen. @param {State} state */
  isListed(state) {
    this.#isListed ||= KINDS.some((kind) => kind !== 'year' && state[kind].length > 0);
    return this.#isListed;
  }

  /**
   * Kinds that are not counted stay as they are; without counts there is nothing to choose from.
   * @param {State} state @param {Facets} [counts] @param {Record<Kind, Name[]>} [names]
   */
  show(state, counts, names) {
    this.#role.control.value = state.role;
    this.#list.hidden = !counts || names !== undefined;
    const focused = /** @type {HTMLInputElement|null} */ (document.activeElement)?.value;
    for (const kind of KINDS.filter((each) => !counts || counts[each])) {
      const known = kind === 'year' ? [] : (names?.[kind] ?? []);
      const name = new Map(known.map((each) => [each.id, each.name]));
      const ids = idsInOrder(kind, state[kind], counts?.[kind] ?? {});
      const boxes = ids.map((id) =>
        this.#box(kind, id, name.get(id) ?? id, state[kind].includes(id), counts?.[kind]?.[id] ?? 0),
      );
      const field = boxes.length ? [make('fieldset', {}, make('legend', {}, FACETS[kind]), ...boxes)] : [];
      const used = this.#facets[kind].contains(document.activeElement);
      this.#facets[kind].replaceChildren(...field);
      if (used)
        inputsOf(this.#facets[kind])
          .find(({ value }) => value === focused)
          ?.focus();
    }
  }

  /**
   * @param {Facet} kind @param {string} id @param {string} name @param {boolean} checked
   * @param {number} count
   */
  #box(kind, id, name, checked, count) {
    const box = make('input', { type: 'checkbox', value: id, checked });
    box.addEventListener('change', () => this.#choose(kind, id, box.checked));
    return make('label', {}, box, ` ${name} `, make('span', { className: 'wd-sub' }, String(count)));
  }
}

const inputsOf = (/** @type {HTMLElement} */ element) => [...element.querySelectorAll('input')];

/**
 * What is chosen and what is there: the newest year first, else the most frequent.
 * @param {Facet} kind @param {string[]} chosen @param {Record<string, number>} counts
 */
function idsInOrder(kind, chosen, counts) {
  const ids = [...new Set([...chosen, ...Object.keys(counts)])];
  if (kind === 'year') return ids.sort((a, b) => b.localeCompare(a));
  return ids.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
}

/** @param {string} label @param {string} value @param {(day: string) => void} onchosen */
function dayField(label, value, onchosen) {
  const input = make('input', { type: 'date', value });
  input.addEventListener('change', () => onchosen(input.value));
  return make('label', {}, label, ' ', input);
}

/**
 * A labelled choice. @param {Record<string, string>} choices by value
 * @param {string} label @param {(value: string) => void} onchosen
 */
export function select(choices, label, onchosen) {
  const options = Object.entries(choices).map(([value, text]) => make('option', { value }, text));
  const control = make('select', { aria: { label } }, ...options);
  control.addEventListener('change', () => onchosen(control.value));
  return { control, element: make('label', { className: 'wd-select' }, `${label} `, control) };
}
