// How to cite: the address and the day that the build could not know, buttons, the chosen style.
import { copy } from '../clipboard.mjs';
import { make } from '../elements.mjs';
import { keep, recall } from '../kept.mjs';
import { dated } from './dates.mjs';
import { bibtex, ris } from './formats.mjs';

/** @import {Site} from '../site.mjs' */

const CHOSEN = 'wenda-cite'; // the style that a reader wants, kept in the browser
const SHOWN = 1500; // ms

/** Styles that are made of the CSL-JSON: a page without script names the files that hold them. */
const MADE = {
  bibtex: { name: 'BibTeX', suffix: '.bib', of: bibtex },
  ris: { name: 'RIS', suffix: '.ris', of: ris },
};

/** @typedef {(path: string) => Promise<string|undefined>} Pages the HTML of a page, or what it says of citing it */

/** The entries of a page, and those of other pages when they are asked for. */
export class Citations {
  #site;
  #pages;
  /** @type {HTMLElement|null} */
  #section = null;
  /** Sections of other pages. @type {Map<string, Promise<HTMLElement|undefined>>} */
  #asked = new Map();
  #style = new ChosenStyle();

  /** @param {Site} site @param {Pages} pages */
  constructor(site, pages) {
    this.#site = site;
    this.#pages = pages;
  }

  /** The section of this page, where it has one. */
  setUp() {
    this.#section = document.querySelector('.wd-cite');
    if (!this.#section) return;
    const section = withAllStyles(this.#section);
    const url = this.#site.published(section.querySelector('[data-url]')?.textContent ?? '');
    fill(section, url);
    for (const style of stylesOf(section)) {
      const made = madeOf(style, section);
      if (made) entryOf(style).textContent = made.of(itemIn(entryOf(made.source)));
    }
    section.querySelector('.wd-cite__plain')?.remove();
    section.querySelector('.wd-cite__address')?.append(button('复制地址', () => copy(url)));
    const wanted = this.#style.of(section);
    for (const style of stylesOf(section)) {
      style.open = style === wanted;
      addButtons(style, section.dataset.key ?? '');
      style.querySelector('summary')?.addEventListener('click', () => {
        this.#style.remember(style.dataset.style ?? '');
        // Older browsers do not know that details of one name exclude each other.
        for (const other of stylesOf(section)) if (other !== style) other.open = false;
      });
    }
  }

  /**
   * The entry for a place in the style that the reader chose.
   * @param {string} key of the exchange or conference, as its section has it
   * @param {string} page its page, from where the site begins: asked where this page has no such entry
   * @param {string} url the address of the place
   * @param {boolean} asked its words are of the question: who asked is credited, not who answered
   */
  async entry(key, page, url, asked) {
    const section = await this.prepare(key, page);
    if (!section) throw new Error(`no entry on ${page}`);
    const style = this.#style.of(section);
    const made = madeOf(style, section);
    const entry = /** @type {HTMLElement} */ (entryOf(made?.source ?? style).cloneNode(true));
    fill(entry, url);
    for (const authors of asked ? entry.querySelectorAll('[data-asked]') : [])
      authors.textContent = authors.getAttribute('data-asked');
    if (made) entry.textContent = made.of(itemIn(entry));
    const name = style.querySelector('summary')?.textContent ?? '';
    return { style: name, text: entry.textContent ?? '', html: richText(entry) };
  }

  /**
   * Have the section at hand before it is asked for: some browsers allow to copy only at once.
   * @param {string} key @param {string} page
   */
  async prepare(key, page) {
    if (this.#section?.dataset.key === key) return this.#section;
    let asked = this.#asked.get(page);
    if (!asked) {
      asked = this.#sectionOf(page).catch(() => {
        this.#asked.delete(page);
        return undefined;
      });
      this.#asked.set(page, asked);
    }
    return asked;
  }

  /** @param {string} page */
  async #sectionOf(page) {
    const html = await this.#pages(page);
    if (!html) return undefined;
    const other = new DOMParser().parseFromString(html, 'text/html');
    /** @type {HTMLElement|null} */
    const section = other.querySelector('.wd-cite');
    return section ? withAllStyles(section) : undefined;
  }
}

/** The style that a reader wants, from page to page. */
class ChosenStyle {
  /** @type {string|null} */
  #kept = null; // for this page, where the browser keeps nothing

  /** The reader's style, the first for who has chosen none. @param {HTMLElement} section */
  of(section) {
    const styles = stylesOf(section);
    const name = recall('localStorage', CHOSEN) ?? this.#kept;
    return styles.find(({ dataset }) => dataset.style === name) ?? styles[0];
  }

  /** @param {string} style */
  remember(style) {
    this.#kept = style;
    keep('localStorage', CHOSEN, style);
  }
}

/** @param {HTMLElement} section @returns {HTMLDetailsElement[]} */
const stylesOf = (section) => [...section.querySelectorAll('details')].filter(({ dataset }) => dataset.style);

/** @param {HTMLElement} style */
const entryOf = (style) => /** @type {HTMLElement} */ (style.querySelector('p, pre'));

/** @param {HTMLElement} section */
const sourceIn = (section) =>
  /** @type {HTMLElement} */ (stylesOf(section).find(({ dataset }) => dataset.style === 'csl'));

/** @param {HTMLElement} section */
function withAllStyles(section) {
  const source = sourceIn(section);
  for (const [style, { name, suffix }] of Object.entries(MADE))
    source.before(make('details', { data: { style, suffix } }, make('summary', {}, name), make('pre')));
  return section;
}

/** How a style is made, and of which other; undefined for one that stands in the page. */
function madeOf(/** @type {HTMLElement} */ style, /** @type {HTMLElement} */ section) {
  const made = MADE[/** @type {keyof typeof MADE} */ (style.dataset.style)];
  return made && { ...made, source: sourceIn(section) };
}

/** @param {HTMLElement} entry @returns {import('./formats.mjs').Item} */
const itemIn = (entry) => JSON.parse(entry.textContent ?? '')[0];

/** @param {HTMLElement} root @param {string} url */
function fill(root, url) {
  for (const slot of root.querySelectorAll('[data-url]')) slot.textContent = url;
  for (const slot of root.querySelectorAll('[data-accessed]')) {
    slot.textContent = dated(slot.getAttribute('data-accessed') ?? '', new Date());
  }
}

/** What a word processor takes: italics kept, entries for programs as plain text. */
const richText = (/** @type {HTMLElement} */ entry) =>
  entry.querySelector('i') ? entry.innerHTML.replace(/<\/?span[^>]*>/g, '') : undefined;

/** @param {HTMLDetailsElement} style @param {string} key */
function addButtons(style, key) {
  const entry = entryOf(style);
  const { suffix } = style.dataset;
  const copyEntry = () => copy(entry.textContent ?? '', richText(entry));
  const file = suffix ? saveLink(entry.textContent ?? '', `${key}${suffix}`) : null;
  entry.after(make('p', { className: 'wd-cite__buttons' }, button('复制', copyEntry), file));
}

/** @param {string} text @param {() => Promise<void>} work */
function button(text, work) {
  const element = make('button', { type: 'button', className: 'wd-button', aria: { live: 'polite' } }, text);
  element.addEventListener('click', async () => {
    element.textContent = await work().then(
      () => '已复制',
      () => '未能复制',
    );
    setTimeout(() => {
      element.textContent = text;
    }, SHOWN);
  });
  return element;
}

/** A link that saves an entry as a file which reference managers open. @param {string} text @param {string} name */
function saveLink(text, name) {
  const file = new Blob([text, '\n'], { type: 'text/plain;charset=utf-8' });
  return make('a', { className: 'wd-button', download: name, href: URL.createObjectURL(file) }, '下载');
}
