// How to cite: the address and the day that the build could not know, buttons, the chosen style.
import { make } from './elements.mjs';
import { copy } from './clipboard.mjs';
import { published, SITE } from './engine.mjs';

const CHOSEN = 'wenda-cite'; // the style that a reader wants, kept in the browser
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const section = document.querySelector('.wd-cite');
const asked = new Map(); // sections of other pages, as promises
let kept = null; // the style for this page, where the browser keeps nothing
if (section) setUp();

/**
 * The entry for a place in the style that the reader chose.
 * @param {string} key of the exchange or conference, as its section has it
 * @param {string} page its page, from where the site begins: asked where this page has no such entry
 * @param {string} url the address of the place
 */
export async function citation(key, page, url) {
  const from = await prepare(key, page);
  if (!from) throw new Error(`no entry on ${page}`);
  const style = chosen(from), entry = entryOf(style).cloneNode(true);
  fill(entry, url);
  return { style: style.querySelector('summary').textContent, text: entry.textContent, html: richText(entry) };
}

/** Have the section at hand before it is asked for: some browsers allow to copy only at once. */
export function prepare(key, page) {
  if (section?.dataset.key === key) return section;
  if (!asked.has(page)) asked.set(page, sectionOf(page).catch(() => { asked.delete(page); }));
  return asked.get(page);
}

async function sectionOf(page) {
  const response = await fetch(new URL(page, SITE));
  return response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('.wd-cite') : undefined;
}

function setUp() {
  const url = published(section.querySelector('[data-url]').textContent);
  fill(section, url);
  section.querySelector('.wd-cite__plain').remove();
  section.querySelector('.wd-cite__address').append(button('复制地址', () => copy(url)));
  const wanted = chosen(section);
  for (const style of stylesOf(section)) {
    const entry = entryOf(style);
    style.open = style === wanted;
    entry.after(make('p', { className: 'wd-cite__buttons' },
      button('复制', () => copy(entry.textContent, richText(entry))),
      style.dataset.suffix ? save(style, entry) : null));
    style.querySelector('summary').addEventListener('click', () => {
      remember(style.dataset.style);
      // Older browsers do not know that details of one name exclude each other.
      for (const other of stylesOf(section)) if (other !== style) other.open = false;
    });
  }
}

function stylesOf(from) {
  return [...from.querySelectorAll('details[data-style]')];
}

function entryOf(style) {
  return style.querySelector('p, pre');
}

/** The reader's style, the first for who has chosen none. */
function chosen(from) {
  const styles = stylesOf(from), name = remembered();
  return styles.find(({ dataset }) => dataset.style === name) ?? styles[0];
}

function fill(root, url) {
  for (const slot of root.querySelectorAll('[data-url]')) slot.textContent = url;
  for (const slot of root.querySelectorAll('[data-accessed]')) slot.textContent = dated(slot.dataset.accessed, new Date());
}

/** A pattern of the build with the day of today: {Y} {M} {D}, {MM} {DD} with two digits, {Month}. */
function dated(pattern, day) {
  const two = (number) => String(number).padStart(2, '0');
  const values = {
    Y: day.getFullYear(), M: day.getMonth() + 1, D: day.getDate(),
    MM: two(day.getMonth() + 1), DD: two(day.getDate()), Month: MONTHS[day.getMonth()],
  };
  return pattern.replace(/\{(Y|MM?|DD?|Month)\}/g, (_, name) => values[name]);
}

function remembered() {
  try {
    return localStorage.getItem(CHOSEN) ?? kept;
  } catch {
    return kept;
  }
}

function remember(style) {
  kept = style;
  try {
    localStorage.setItem(CHOSEN, style);
  } catch { /* for this page, then */ }
}

/** What a word processor takes: italics kept, entries for programs as plain text. */
function richText(entry) {
  return entry.querySelector('i') ? entry.innerHTML.replace(/<\/?span[^>]*>/g, '') : undefined;
}

function button(text, work) {
  const element = make('button', { type: 'button', className: 'wd-button', aria: { live: 'polite' } }, text);
  element.onclick = () => work().then(() => '已复制', () => '未能复制').then((said) => {
    element.textContent = said;
    setTimeout(() => { element.textContent = text; }, 1500);
  });
  return element;
}

/** A link that saves the entry as a file which reference managers open. */
function save(style, entry) {
  const file = new Blob([entry.textContent, '\n'], { type: 'text/plain;charset=utf-8' });
  const download = `${section.dataset.key}${style.dataset.suffix}`;
  return make('a', { className: 'wd-button', download, href: URL.createObjectURL(file) }, '下载');
}
