// How to cite: the address and the day that the build could not know, buttons, the chosen style.
import { make } from './elements.mjs';
import { copy } from './clipboard.mjs';
import { published } from './engine.mjs';

const CHOSEN = 'wenda-cite'; // the style that a reader wants, kept in the browser
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const section = document.querySelector('.wd-cite');
const styles = section ? [...section.querySelectorAll('details[data-style]')] : [];

/** A pattern of the build with the day of today: {Y} {M} {D}, {MM} {DD} with two digits, {Month}. */
export function dated(pattern, day) {
  const two = (number) => String(number).padStart(2, '0');
  const values = {
    Y: day.getFullYear(), M: day.getMonth() + 1, D: day.getDate(),
    MM: two(day.getMonth() + 1), DD: two(day.getDate()), Month: MONTHS[day.getMonth()],
  };
  return pattern.replace(/\{(Y|MM?|DD?|Month)\}/g, (_, name) => values[name]);
}

/** The citation of this page in the style that the reader chose, for another address of it. */
export function citation(url) {
  const style = styles.find(({ open }) => open) ?? styles.find(({ dataset }) => dataset.style === remembered()) ?? styles[0];
  const body = entryOf(style).cloneNode(true);
  for (const slot of body.querySelectorAll('[data-url]')) slot.textContent = url;
  return { style: style.querySelector('summary').textContent, text: body.textContent, html: richText(body) };
}

const entryOf = (style) => style.querySelector('p, pre');

/** Whether this page can be cited. */
export const citable = styles.length > 0;

function remembered() {
  try {
    return localStorage.getItem(CHOSEN);
  } catch { // storage is forbidden: the first style, then
    return null;
  }
}

function remember(style) {
  try {
    localStorage.setItem(CHOSEN, style);
  } catch { /* not kept */ }
}

function setUp() {
  const url = published(location.pathname);
  for (const slot of section.querySelectorAll('[data-url]')) slot.textContent = url;
  for (const slot of section.querySelectorAll('[data-accessed]')) slot.textContent = dated(slot.dataset.accessed, new Date());
  section.querySelector('.wd-cite__address').append(button('复制地址', () => copy(url)));
  for (const style of styles) {
    const body = entryOf(style);
    body.after(make('p', { className: 'wd-cite__buttons' },
      button('复制', () => copy(body.textContent, richText(body))),
      style.dataset.suffix ? save(style, body) : null));
    style.querySelector('summary').addEventListener('click', () => remember(style.dataset.style));
  }
  const chosen = styles.find(({ dataset }) => dataset.style === remembered());
  if (chosen) for (const style of styles) style.open = style === chosen;
}

/** What a word processor takes: italics kept, entries for programs as plain text. */
const richText = (body) => (body.querySelector('i') ? body.innerHTML.replace(/<\/?span[^>]*>/g, '') : undefined);

function button(text, work) {
  const element = make('button', { type: 'button', className: 'wd-button', aria: { live: 'polite' } }, text);
  element.onclick = () => work().then(() => '已复制', () => '未能复制').then((said) => {
    element.textContent = said;
    setTimeout(() => { element.textContent = text; }, 1500);
  });
  return element;
}

/** A link that saves the entry as a file which reference managers open. */
const save = (style, body) => make('a', {
  className: 'wd-button', download: `${section.dataset.key}${style.dataset.suffix}`,
  href: URL.createObjectURL(new Blob([body.textContent, '\n'], { type: 'text/plain;charset=utf-8' })),
}, '下载');

if (citable) setUp();
