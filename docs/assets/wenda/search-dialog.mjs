// The search field of every page: / or s or Ctrl+K or a click opens a dialog with first results.
import { SITE, latest, onTyped, open, search, suggest } from './engine.mjs';
import { make } from './elements.mjs';
import { resultElement, summary } from './results.mjs';

const SHOWN = 8;
const opener = document.querySelector('[data-wd-open]');
if (opener && typeof HTMLDialogElement === 'function') setUp(opener);

function setUp(opener) {
  const input = make('input', {
    type: 'search', name: 'q', autocomplete: 'off', placeholder: '输入或粘贴原话，两个字就可以', enterKeyHint: 'search',
    aria: { role: 'combobox', label: '搜索原话', expanded: 'false', controls: 'wd-options', autocomplete: 'list' },
  });
  const status = make('p', { className: 'wd-dialog__status', aria: { role: 'status' } });
  const suggestions = make('p', { className: 'wd-suggestions' });
  const list = make('ol', { id: 'wd-options', className: 'wd-results', aria: { role: 'listbox', label: '搜索结果' } });
  const all = make('a', { className: 'wd-dialog__all', href: new URL('search/', SITE).href });
  const form = make('form', { action: new URL('search/', SITE).href, aria: { role: 'search' } }, input,
    make('button', { type: 'button', className: 'wd-dialog__close', onclick: () => hide(), aria: { label: '关闭' } }, '×'));
  const dialog = make('dialog', { className: 'wd-dialog', aria: { label: '搜索原话' } }, form, suggestions, status, list, all);
  document.body.append(dialog);

  let selected = -1;
  const options = () => [...list.children];
  const select = (next) => {
    const all = options();
    selected = next < 0 || !all.length ? -1 : next % all.length;
    all.forEach((option, at) => option.setAttribute('aria-selected', String(at === selected)));
    input.setAttribute('aria-activedescendant', all[selected]?.id ?? '');
    all[selected]?.scrollIntoView({ block: 'nearest' });
  };
  const show = (text, elements = [], toAll = '') => {
    status.textContent = text;
    list.replaceChildren(...elements);
    list.querySelectorAll('li').forEach((option, at) => { option.id = `wd-option-${at}`; });
    input.setAttribute('aria-expanded', String(elements.length > 0));
    all.textContent = toAll;
    select(-1);
  };

  const run = latest(
    async (text) => ({ text, result: await search(text, { limit: SHOWN }) }),
    ({ text, result }) => {
      const match = result.status === 'near' ? 'near' : 'exact';
      const elements = result.results.map((each) => resultElement(each, match, { most: 2, option: true }));
      const url = new URL('search/', SITE);
      url.searchParams.set('q', text);
      all.href = url.href;
      show(summary(result), elements, text.trim() ? (result.exchanges > SHOWN ? `全部 ${result.exchanges} 则，筛选和下载` : '在搜索页打开，筛选和下载') : '');
    },
    (error) => show(error.message),
  );
  const offer = latest(
    (text) => (/\s/.test(text.trim()) || text.length > 20 ? [] : suggest(text, 6)),
    (found) => suggestions.replaceChildren(...found.map((each) => suggestionElement(each, input, typed))),
    () => suggestions.replaceChildren(),
  );
  const typed = (text) => {
    run(text);
    offer(text);
  };
  onTyped(input, typed);

  const hide = () => {
    input.blur(); // now, not when the browser gets to it: the next / is a shortcut again
    dialog.close();
  };
  const reveal = () => {
    if (dialog.open) return;
    dialog.showModal();
    select(-1);
    open().catch((error) => show(error.message));
    input.select();
  };
  opener.addEventListener('click', (event) => { if (!event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); reveal(); } });
  opener.addEventListener('pointerenter', () => open().catch(() => {}), { once: true });
  addEventListener('keydown', (event) => {
    const typing = event.target.closest?.('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]');
    const slash = !typing && !event.ctrlKey && !event.metaKey && !event.altKey && (event.key === '/' || event.key === 's');
    const k = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
    if (slash || k) { event.preventDefault(); reveal(); }
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') select(selected + 1);
    else if (event.key === 'ArrowUp') select((selected < 0 ? options().length : selected) - 1);
    else if (event.key === 'Escape') hide(); // a search field would only clear itself
    else if (event.key === 'Enter' && selected >= 0) options()[selected].querySelector('a').click();
    else return;
    event.preventDefault();
  });
  list.addEventListener('click', (event) => {
    // The whole option is a target; its links work as links.
    if (!event.target.closest('a')) event.target.closest('li')?.querySelector('a').click();
  });
  dialog.addEventListener('click', (event) => { if (event.target === dialog) hide(); });
  addEventListener('pageshow', () => hide()); // coming back from a result
}

const KINDS = { outlet: '媒体', topic: '议题', speaker: '发言人', term: '' };

/** A name that was meant: a topic or outlet leads to its page, a speaker or word becomes the query. */
function suggestionElement({ kind, id, name }, input, typed) {
  const label = make('span', { className: 'wd-role' }, KINDS[kind] ?? '');
  if (kind === 'outlet' || kind === 'topic') {
    return make('a', { href: new URL(`qa/${kind}s/${id}/`, SITE).href }, label, name);
  }
  const onclick = () => {
    input.value = kind === 'speaker' ? `发言人:${name}` : name;
    input.focus();
    typed(input.value);
  };
  return make('button', { type: 'button', onclick }, label, name);
}
