// The search page: filters with counts, all results in pages, everything in the address, CSV.
import { SITE, latest, names, onTyped, open, search } from './engine.mjs';
import { make } from './elements.mjs';
import { addressOf, resultElement, summary } from './results.mjs';
import { csv } from './csv.mjs';

const PAGE = 20;
const CSV_MOST = 1000; // exchanges: each may be a file to fetch
const FACETS = { outlet: '媒体', topic: '议题', speaker: '发言人', year: '年份' };
const ROLES = { '': '问和答', question: '只在提问里', answer: '只在回答里' };
const SORTS = { rank: '最合的在前', newest: '新的在前', oldest: '旧的在前' };

const place = document.querySelector('[data-wd-search]');
if (place) setUp(place);

/** The state of the page is its address, so that a search can be shared and gone back to. */
function stateOf(url) {
  const get = (name) => url.searchParams.get(name) ?? '';
  return {
    q: get('q'), from: get('from'), to: get('to'),
    role: get('role') in ROLES ? get('role') : '', sort: get('sort') in SORTS ? get('sort') : 'rank',
    page: Math.max(1, Number.parseInt(get('page'), 10) || 1),
    ...Object.fromEntries(Object.keys(FACETS).map((kind) => [kind, url.searchParams.getAll(kind)])),
  };
}

function addressOfState(state) {
  const url = new URL(location.href);
  url.search = '';
  url.hash = '';
  const defaults = { sort: 'rank', page: 1 };
  for (const [name, value] of Object.entries(state)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each && each !== defaults[name]) url.searchParams.append(name, each);
    }
  }
  return url.href;
}

function optionsOf(state) {
  const filters = Object.fromEntries(Object.keys(FACETS).map((kind) => [kind, state[kind]]));
  for (const name of ['from', 'to', 'role']) if (state[name]) filters[name] = state[name];
  return { filters, sort: state.sort };
}

function setUp(place) {
  let state = stateOf(new URL(location.href)), known;
  document.documentElement.classList.add('wd-scripted');

  const input = make('input', { type: 'search', name: 'q', value: state.q, autocomplete: 'off', enterKeyHint: 'search',
    placeholder: '输入或粘贴原话', aria: { label: '搜索原话' } });
  const form = make('form', { className: 'wd-search-form', aria: { role: 'search' } }, input, make('button', { type: 'submit' }, '搜索'));
  const status = make('p', { className: 'wd-status', aria: { role: 'status' } });
  const bar = make('div', { className: 'wd-search-bar' }, status);
  const filters = make('div', { className: 'wd-filters' });
  const list = make('ol', { className: 'wd-results' });
  const pager = make('nav', { className: 'wd-pages', aria: { label: '结果的分页' } });
  const box = make('details', { className: 'wd-filter-box', open: matchMedia('(min-width: 60em)').matches },
    make('summary', {}, '筛选'), filters);
  place.replaceChildren(form, bar, make('div', { className: 'wd-search-columns' }, box, make('div', {}, list, pager)));

  const sort = select(SORTS, '次序', (value) => change({ sort: value }));
  const download = make('button', { type: 'button', onclick: () => save(), hidden: true }, '下载 CSV');
  bar.append(make('span', { className: 'wd-tools' }, sort, download));
  const role = select(ROLES, '范围', (value) => change({ role: value }));
  const date = (name, label) => make('label', {}, label, ' ', make('input', { type: 'date', value: state[name], onchange: (event) => change({ [name]: event.target.value }) }));
  const facets = Object.fromEntries(Object.keys(FACETS).map((kind) => [kind, make('div')]));
  filters.append(make('fieldset', {}, make('legend', {}, '范围和日期'), role, date('from', '从'), date('to', '到')), ...Object.values(facets));

  const run = latest(
    async (state) => {
      known ??= await names();
      return search(state.q, { ...optionsOf(state), offset: (state.page - 1) * PAGE, limit: PAGE, facets: true });
    },
    show,
    (error) => { status.textContent = error.message; },
  );

  /** A new state is a new entry of the history; typing only replaces the one that is there. */
  function change(more, replace = false) {
    state = { ...state, page: 1, ...more };
    history[replace ? 'replaceState' : 'pushState'](null, '', addressOfState(state));
    run(state);
  }

  function show(result) {
    const match = result.status === 'near' ? 'near' : 'exact';
    const elements = result.results.map((each) => resultElement(each, match, { most: 6 }));
    status.textContent = summary(result) + (result.ignored?.length ? `（一个字的「${result.ignored.join('、')}」没有计入）` : '');
    list.start = (state.page - 1) * PAGE + 1;
    list.replaceChildren(...elements, ...(result.status === 'none' ? [nothing()] : []));
    if (match === 'near' || result.status === 'none') offerWords(result.terms, state);
    download.hidden = match !== 'exact' || !result.exchanges;
    download.textContent = result.exchanges > CSV_MOST ? `下载 CSV（前 ${CSV_MOST} 则）` : '下载 CSV';
    sort.value = state.sort;
    role.querySelector('select').value = state.role;
    showFacets(result.facets ?? {});
    showPager(match === 'exact' ? result.exchanges + result.remarks : 0);
  }

  /** Several words that no exchange has together: how often each is there. */
  async function offerWords(terms, asked) {
    if (terms.length < 2) return;
    const found = await Promise.all(terms.map((term) => search(`"${term}"`, { ...optionsOf(asked), limit: 0 })));
    if (asked !== state) return;
    const links = terms.map((term, at) => (found[at].status === 'exact'
      ? make('a', { href: addressOfState({ ...asked, q: term, page: 1 }) }, `「${term}」${found[at].exchanges} 则`)
      : `「${term}」没有`));
    list.prepend(make('li', { className: 'wd-nothing' }, '没有一则同时有这几个词。分开找：', ...links.flatMap((link, at) => [at ? '，' : '', link])));
  }

  function showFacets(counts) {
    for (const kind in FACETS) {
      const name = new Map(known[kind]);
      const rows = new Set([...state[kind], ...Object.keys(counts[kind] ?? {})]);
      const sorted = [...rows].sort((a, b) => (kind === 'year' ? b.localeCompare(a) : (counts[kind]?.[b] ?? 0) - (counts[kind]?.[a] ?? 0)));
      const items = sorted.map((id) => {
        const box = make('input', { type: 'checkbox', checked: state[kind].includes(id),
          onchange: () => change({ [kind]: box.checked ? [...state[kind], id] : state[kind].filter((each) => each !== id) }) });
        return make('label', {}, box, ` ${name.get(id) ?? id} `, make('span', { className: 'wd-sub' }, String(counts[kind]?.[id] ?? 0)));
      });
      facets[kind].replaceChildren(...(items.length ? [make('fieldset', {}, make('legend', {}, FACETS[kind]), ...items)] : []));
    }
  }

  function showPager(total) {
    const pages = Math.ceil(total / PAGE);
    const near = Array.from({ length: pages }, (_, i) => i + 1).filter((n) => n === 1 || n === pages || Math.abs(n - state.page) < 3);
    pager.replaceChildren(...(pages > 1 ? near.map((n) => make('a', {
      href: addressOfState({ ...state, page: n }), ...(n === state.page && { aria: { current: 'page' } }),
      onclick: (event) => { event.preventDefault(); change({ page: n }); place.scrollIntoView(); },
    }, String(n))) : []));
  }

  async function save() {
    download.disabled = true;
    try {
      const rows = [['日期', '问答', '标题', '媒体', '发言人', '段落', '问或答', '原文', '地址']];
      for (let offset = 0; offset < CSV_MOST; offset += 100) {
        const { results } = await search(state.q, { ...optionsOf(state), offset, limit: 100 });
        for (const each of results) {
          for (const { paragraph, role, text } of each.passages) {
            rows.push([each.date, each.exchange, each.heading, each.outletName, each.speakerNames, paragraph, role, text, addressOf(each.exchange, paragraph)]);
          }
        }
        if (results.length < 100) break;
      }
      const link = make('a', { download: `wenda-${state.q.slice(0, 20) || '全部'}.csv`, href: URL.createObjectURL(csv(rows)) });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    } finally {
      download.disabled = false;
    }
  }

  onTyped(input, (text) => change({ q: text }, true));
  input.addEventListener('focus', () => open().catch(() => {}), { once: true });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    change({ q: input.value });
  });
  addEventListener('popstate', () => {
    state = stateOf(new URL(location.href));
    input.value = state.q;
    run(state);
  });
  run(state);
  if (!state.q) input.focus({ preventScroll: true });
}

function select(choices, label, onchosen) {
  const options = Object.entries(choices).map(([value, text]) => make('option', { value }, text));
  const control = make('select', { aria: { label }, onchange: () => onchosen(control.value) }, ...options);
  const element = make('label', { className: 'wd-select' }, `${label} `, control);
  Object.defineProperty(element, 'value', { set: (value) => { control.value = value; } });
  return element;
}

/** What to try when there is nothing. */
function nothing() {
  const browse = [['议题', 'qa/topics/'], ['媒体', 'qa/outlets/'], ['年份', 'qa/years/']]
    .flatMap(([text, path], at) => [at ? '、' : '', make('a', { href: new URL(path, SITE).href }, text)]);
  return make('li', { className: 'wd-nothing' }, '可以试试：只留最有把握的几个字；几个词之间用空格隔开；去掉筛选；或者按', ...browse, '翻看。');
}
