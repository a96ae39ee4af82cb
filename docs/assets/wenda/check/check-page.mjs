// The page 核对引语: a text goes in, and comes back with each quotation marked by its verdict.
import { copy } from '../clipboard.mjs';
import { make } from '../elements.mjs';
import { sentence as sentenceOf } from '../search/typing.mjs';
import { textOf, withoutStyles } from './pasted.mjs';
import { coverageOf, markdownOf, summaryOf } from './report.mjs';
import { CODES } from './verdict.mjs';

/** @import {Client} from '../engine/client.mjs' */
/** @import {Span} from '../engine/types.mjs' */
/** @import {Site} from '../site.mjs' */
/** @import {Checked, Report} from './check.mjs' */

/** The sign of a verdict, beside its colour and its words. @type {Record<string, string>} */
const SIGNS = { Q01: '✓', Q02: '✓', Q03: '✓', Q04: '≈', Q05: '…', Q06: '⧉', Q07: '≠', Q08: '!', Q09: '!' };
const AT_ONCE = 10; // quotations, so that the page stays responsive
const KINDS = /** @type {const} */ ({ same: 'span', changed: 'mark', missing: 'ins', extra: 'del' });
const WORDS = { changed: '改作', missing: '多出', extra: '略去' };

/** @param {Site} site @param {Client} engine @param {HTMLElement} place */
export function setUpCheckPage(site, engine, place) {
  document.documentElement.classList.add('wd-scripted');
  const area = make('textarea', { id: 'wd-check-text', rows: 8, placeholder: '粘贴一句话或一篇稿子' });
  const label = make('label', { htmlFor: area.id }, '要核对的文字（不会离开这台电脑）');
  const button = make('button', { type: 'submit' }, '核对');
  const form = make('form', { className: 'wd-check-form' }, label, area, button);
  const status = make('p', { className: 'wd-status', aria: { role: 'status' } });
  const progress = make('p', { className: 'wd-status', aria: { hidden: 'true' } }); // nobody hears it count
  const result = make('div');
  place.replaceChildren(form, status, progress, result);
  let runs = 0; // only the newest is shown
  /** @type {Span[]} */
  let blocks = [];
  area.addEventListener('input', () => {
    blocks = [];
  });
  area.addEventListener('paste', (event) => {
    const html = event.clipboardData?.getData('text/html');
    if (!html || area.value.trim()) return;
    const pasted = textOf(new DOMParser().parseFromString(withoutStyles(html), 'text/html'));
    if (!pasted.text.trim()) return;
    event.preventDefault();
    area.value = pasted.text;
    blocks = pasted.blocks;
  });
  area.addEventListener('focus', () => engine.open().catch(() => {}), { once: true });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = area.value; // what a field has is with \n
    const run = ++runs;
    status.textContent = text.trim() ? '正在核对……' : '先粘贴要核对的文字。';
    result.replaceChildren();
    if (!text.trim()) return;
    /** @param {string} words @param {Node[]} shown */
    const show = (words, ...shown) => {
      if (run !== runs) return;
      progress.textContent = '';
      status.textContent = words;
      result.replaceChildren(...shown);
    };
    try {
      const report = await engine.check(text, blocks, (done, all) => {
        if (run === runs) progress.textContent = `${done}/${all}`;
      });
      const article = make('div', { className: 'wd-check-article' });
      if (report.checked.length) show(summaryOf(report), toolsFor(site, report), article);
      else show(summaryOf(report));
      await mark(article, site, text, report);
    } catch (error) {
      show(sentenceOf(error));
    }
  });
  const ask = () => {
    const asked = new URLSearchParams(location.hash.slice(1)).get('q');
    if (!asked) return;
    history.replaceState(null, '', location.pathname + location.search); // what is checked stays in no history
    area.value = asked;
    blocks = [[0, area.value.length]]; // one quotation, whatever marks are in it
    form.requestSubmit();
  };
  addEventListener('hashchange', ask); // the search of this very page leads here too
  ask();
  openInPrint(result);
}

/** What fills a quotation's box when it is opened: an article may have hundreds. @type {WeakMap<HTMLElement, () => void>} */
const fillers = new WeakMap();

/** What is folded up would be missing on paper. @param {HTMLElement} result */
function openInPrint(result) {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...result.querySelectorAll('details')].filter(({ open }) => !open);
    for (const each of opened) {
      fillers.get(each)?.();
      each.open = true;
    }
  });
  addEventListener('afterprint', () => {
    for (const each of opened) each.open = false;
  });
}

/** @param {Site} site @param {Report} report */
function toolsFor(site, report) {
  const tools = make('p', { className: 'wd-tools' });
  const copied = make('button', { type: 'button', aria: { live: 'polite' } }, '复制报告（Markdown）');
  copied.addEventListener('click', async () => {
    await copy(markdownOf(site, report));
    copied.textContent = '已复制';
  });
  const printed = make('button', { type: 'button' }, '打印');
  printed.addEventListener('click', () => print());
  tools.append(copied, ' ', printed);
  return tools;
}

/** The text with its quotations marked, some at a time. @param {HTMLElement} article @param {Site} site @param {string} text @param {Report} report */
async function mark(article, site, text, report) {
  const coverage = coverageOf(report);
  let at = 0;
  for (const [number, checked] of report.checked.entries()) {
    if (number % AT_ONCE === AT_ONCE - 1) await new Promise((done) => setTimeout(done));
    // Its marks go with it into its line, and so does what ends the sentence or the clause.
    const before = /[“「『"＂]/.test(text[checked.start - 1] ?? '') ? 1 : 0;
    const after =
      /^[”」』"＂]?[，。！？；：、]?/.exec(text.slice(checked.end, checked.end + 2))?.[0].length ?? 0;
    const [start, end] = [checked.start - before, checked.end + after];
    article.append(between(text.slice(at, start)), markOf(site, checked, text.slice(start, end), coverage));
    at = end;
  }
  article.append(between(text.slice(at)));
}

/** What stands between boxes, which part lines already: an empty line stays one. @param {string} text */
function between(text) {
  const lead = /^\s*\n/.exec(text)?.[0] ?? '';
  const parts = lead.split('\n').length > 2 ? '\n' : '';
  return parts + text.slice(lead.length).replace(/\n\s*$/, '');
}

/** A quotation with its verdict, which opens to what is in the record. @param {Site} site @param {Checked} checked @param {string} text @param {string} coverage */
function markOf(site, checked, text, coverage) {
  const { code } = checked;
  const verdict = make('span', { className: 'wd-check-verdict' }, `${SIGNS[code] ?? '?'} ${CODES[code]}`);
  const quoted = make('q', { className: 'wd-check-words' }, text);
  const details = make('details', { className: 'wd-check-mark', data: { code } });
  details.append(make('summary', {}, quoted, ' ', verdict));
  fillers.set(details, () => {
    if (details.childElementCount === 1)
      details.append(...contentOf(site, checked), make('p', { className: 'wd-check-link' }, coverage));
  });
  details.addEventListener('toggle', () => fillers.get(details)?.());
  return details;
}

/** What is in the record for a quotation. @param {Site} site @param {Checked} checked */
function* contentOf(site, checked) {
  const { code, sentence } = checked;
  if (sentence !== CODES[code]) yield make('p', {}, `${sentence}。`);
  if (checked.steps.length) yield make('p', {}, ...stepsOf(checked));
  if (code === 'Q10' && checked.shown.length) yield make('p', {}, '最接近的一段（差得太多，不能当作出处）：');
  const list = make('ol', {});
  for (const { url, date, who, heading, context } of checked.shown) {
    const [before, it, after] = context;
    const link = make('a', { href: site.url(url).href }, `${date}　${who}　${heading}`);
    const words = make('blockquote', {}, `…${before}`, make('mark', {}, it), `${after}…`);
    list.append(make('li', {}, link, words, make('p', { className: 'wd-check-link' }, site.published(url))));
  }
  if (list.childElementCount) yield list;
  if (checked.places > checked.shown.length)
    yield make('p', {}, `共 ${checked.places} 处，先列最早的 ${checked.shown.length} 处。`);
}

/** What differs, said in words too. @param {Checked} checked */
function stepsOf({ steps }) {
  return steps.map(([kind, quoted, printed]) => {
    const tag = /** @type {Record<string, 'span'|'mark'|'ins'|'del'>} */ (KINDS)[kind];
    if (kind === 'same') return make(tag, {}, printed);
    const word = /** @type {Record<string, string>} */ (WORDS)[kind];
    const said = kind === 'changed' ? `${printed}${word}${quoted}` : `${word}${quoted || printed}`;
    return make(tag, {}, `〔${said}〕`);
  });
}
