// Selected words get a small toolbar: copy a link to exactly them, copy them with their source.
import { citation, prepare } from './cite.mjs';
import { copy } from './clipboard.mjs';
import { make } from './elements.mjs';
import { published } from './engine.mjs';
import { linkTo } from './quote-link.mjs';

const PAUSE = 150; // ms after the last change of the selection, so that nothing flickers under a drag
const all = [...document.querySelectorAll('[data-unit] p[id][data-kind]')];
if (all.length) setUp();

function setUp() {
  const note = make('span', { className: 'wd-chosen__note', aria: { role: 'status' } });
  const button = (text, work) => make('button', { type: 'button', onclick: () => work().then(
    (style) => {
      const remarks = [style, chosen?.cut && '只到这一则结束'].filter(Boolean).join('；');
      note.textContent = remarks ? `已复制（${remarks}）` : '已复制';
    }, () => { note.textContent = '未能复制'; }) }, text);
  const toolbar = make('div', { className: 'wd-chosen', hidden: true, aria: { role: 'toolbar', label: '所选的话' } },
    button('复制链接', () => copy(addressOf(chosen))), button('复制引文', () => copy(quotation(chosen))),
    button('复制参考文献', () => copyCitation(chosen)), note);
  // A press on the toolbar must not take the selection away.
  toolbar.addEventListener('pointerdown', (event) => event.preventDefault());
  let chosen = null, timer, offered = false; // offered: Tab has led to the toolbar of this selection

  const update = () => {
    const selection = getSelection();
    if (toolbar.contains(document.activeElement) && chosen) return;
    const before = JSON.stringify(chosen?.place);
    chosen = selection.rangeCount && !selection.isCollapsed ? placeOf(selection.getRangeAt(0)) : null;
    toolbar.hidden = !chosen;
    if (before !== JSON.stringify(chosen?.place)) {
      note.textContent = '';
      offered = false;
    }
    if (!chosen) return;
    prepare(keyOf(chosen.section), pageOf(chosen.section));
    // Behind the paragraph in the order of the page, for those who go on from there.
    chosen.last.after(toolbar);
    const box = selection.getRangeAt(0).getBoundingClientRect(), around = chosen.last.parentElement.getBoundingClientRect();
    toolbar.style.top = `${box.bottom - around.top + 8}px`;
    toolbar.style.left = `${Math.max(0, Math.min(box.left - around.left, around.width - toolbar.offsetWidth))}px`;
  };
  document.addEventListener('selectionchange', () => {
    clearTimeout(timer);
    timer = setTimeout(update, PAUSE);
  });
  addEventListener('keydown', (event) => {
    if (toolbar.hidden) return;
    if (event.key === 'Tab' && !event.shiftKey && !offered && !toolbar.contains(document.activeElement)) {
      // Browsers differ in where Tab goes from a selection: here first to its toolbar, then on.
      offered = true;
      event.preventDefault();
      toolbar.querySelector('button').focus();
    }
    if (event.key === 'Escape') {
      toolbar.hidden = true;
      getSelection().collapseToEnd();
    }
  });
  const said = make('span', { className: 'wd-said', aria: { role: 'status' } }); // heard, not seen
  document.body.append(said);
  const tell = (handle, text) => {
    said.textContent = text;
    handle.classList.toggle('wd-handle--copied', text === '已复制');
    setTimeout(() => {
      said.textContent = '';
      handle.classList.remove('wd-handle--copied');
    }, 1500);
  };
  for (const handle of document.querySelectorAll('.wd-handle')) {
    handle.addEventListener('click', () => copy(paragraphAddress(handle)).then(() => tell(handle, '已复制'), () => tell(handle, '未能复制')));
  }
}

/** The part of a selection that lies in paragraphs of one exchange; null where there is none. `cut`: it went on. */
function placeOf(range) {
  const touched = all.filter((p) => range.intersectsNode(p));
  const section = touched[0]?.closest('[data-unit]');
  const inside = touched.filter((p) => section.contains(p));
  const spans = inside.map((p) => [p, ...offsets(range, p)]).filter(([, start, end]) => end > start);
  if (!spans.length) return null;
  const [first, start] = spans[0], [last, , end] = spans[spans.length - 1];
  const place = { from: { id: idOf(first), at: start }, to: { id: idOf(last), at: end } };
  return { section, first, last, spans, place, cut: touched.length > inside.length };
}

/** Where a range begins and ends in an element's text, white space at its ends left out. */
function offsets(range, element) {
  const whole = document.createRange();
  whole.selectNodeContents(element);
  const until = (container, offset) => {
    const part = whole.cloneRange();
    part.setEnd(container, offset);
    return part.toString().length;
  };
  const text = element.textContent;
  let start = whole.comparePoint(range.startContainer, range.startOffset) < 0 ? 0 : until(range.startContainer, range.startOffset);
  let end = whole.comparePoint(range.endContainer, range.endOffset) > 0 ? text.length : until(range.endContainer, range.endOffset);
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  return [start, end];
}

const isExchange = (unit) => /^q\d/.test(unit);

/** A paragraph's id on its own page; the full text has them behind the exchange's: q07-p3. */
const idOf = (p) => {
  const { unit } = p.closest('[data-unit]').dataset;
  return isExchange(unit) && p.id.startsWith(`${unit}-`) ? p.id.slice(unit.length + 1) : p.id;
};

/** The name under which a unit is cited: remarks are cited as the whole transcript. */
function keyOf({ dataset: { conference, unit } }) {
  return isExchange(unit) ? `${conference}-${unit}` : conference;
}

/** The page of an exchange or of remarks, from where the site begins. */
function pageOf(section) {
  const { conference, unit } = section.dataset;
  return isExchange(unit) ? `qa/${conference}/${unit}/` : `qa/${conference}/`;
}

const textsOf = (section) => [...section.querySelectorAll('p[id][data-kind]')].map((p) => ({ id: idOf(p), text: p.textContent }));

const addressOf = ({ section, place }) => published(pageOf(section)) + linkTo(textsOf(section), place);

const paragraphAddress = (handle) => {
  const p = document.getElementById(handle.hash.slice(1)), section = p.closest('[data-unit]');
  return `${published(pageOf(section))}#${idOf(p)}`;
};

/** The citation in the reader's style, for the paragraph in which the words begin. */
async function copyCitation({ section, first }) {
  const page = pageOf(section);
  const { style, text, html } = await citation(keyOf(section), page, `${published(page)}#${idOf(first)}`);
  await copy(text, html);
  return style;
}

/** The words, each turn's with who said them, a paragraph a line; where and when; the link. */
function quotation(chosen) {
  const turns = new Map();
  for (const [p, start, end] of chosen.spans) {
    const turn = p.closest('.wd-turn');
    turns.set(turn, [...(turns.get(turn) ?? []), p.textContent.slice(start, end)]);
  }
  const said = [...turns].map(([turn, words]) => {
    const who = turn.dataset.speaker ? `${turn.dataset.speaker}：` : turn.querySelector('.wd-label')?.textContent ?? '';
    return `${who}“${words.join('\n')}”`;
  });
  return `${said.join('\n')}（${chosen.section.dataset.cited}）\n${addressOf(chosen)}`;
}
