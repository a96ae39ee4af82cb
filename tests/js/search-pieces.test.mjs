// Pure pieces of the dialog and the search page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, wider } from '../../docs/assets/wenda/lost.mjs';
import { dated } from '../../docs/assets/wenda/reading/dates.mjs';
import { MOST, rowsOf } from '../../docs/assets/wenda/search/download.mjs';
import { pagesNear } from '../../docs/assets/wenda/search/pager.mjs';
import {
  addressOf,
  markedWords,
  pieceCount,
  queryFor,
  summary,
  verdict,
} from '../../docs/assets/wenda/search/results.mjs';
import { addressOfState, optionsOf, stateOf } from '../../docs/assets/wenda/search/state.mjs';
import { latest, onTyped } from '../../docs/assets/wenda/search/typing.mjs';
import { siteAt } from '../../docs/assets/wenda/site.mjs';

const PAGE = 'https://example.org/wenda/search/';
const SITE = siteAt('https://example.org/wenda/');

test('the state of the search page is its address', () => {
  const address = `${PAGE}?q=${encodeURIComponent('台独')}&from=2024-01-01&role=answer&sort=newest&page=3&topic=a&topic=b`;
  const state = stateOf(new URL(address));
  assert.deepEqual(state, {
    ...{ q: '台独', from: '2024-01-01', to: '', role: 'answer', sort: 'newest', page: 3 },
    ...{ outlet: [], topic: ['a', 'b'], speaker: [], year: [] },
  });
  assert.deepEqual(stateOf(new URL(addressOfState(state, `${PAGE}?q=old#x`))), state);
  assert.deepEqual(optionsOf(state), {
    filters: { outlet: [], topic: ['a', 'b'], speaker: [], year: [], from: '2024-01-01', role: 'answer' },
    sort: 'newest',
  });
});

test('an address with nonsense is that of the first page', () => {
  const state = stateOf(new URL(`${PAGE}?role=toString&sort=x&page=-4`));
  assert.deepEqual([state.role, state.sort, state.page], ['', 'rank', 1]);
  assert.equal(addressOfState(state, PAGE), PAGE);
});

test('pages that are offered', () => {
  assert.deepEqual(pagesNear(20, 10), [1, 8, 9, 10, 11, 12, 20]);
  assert.deepEqual(pagesNear(2, 1), [1, 2]);
});

const NOTHING = {
  exchanges: 0,
  remarks: 0,
  places: 0,
  together: true,
  apart: 0,
  readings: 0,
  headings: 0,
  terms: ['甲'],
};

for (const [answer, text] of [
  [{ status: 'exact', exchanges: 2, places: 3 }, '原文一致：2 则问答，3 处'],
  [{ status: 'exact', remarks: 1, places: 1 }, '原文一致：1 段开场或结束的话，1 处'],
  [{ status: 'exact', exchanges: 2, remarks: 1, places: 4 }, '原文一致：2 则问答、1 段开场或结束的话，4 处'],
  [
    { status: 'exact', exchanges: 1, places: 3, apart: 2 },
    '原文一致：1 则问答，3 处；另有 2 则分别有这几个词',
  ],
  [
    { status: 'exact', exchanges: 2, places: 5, together: false, terms: ['甲', '乙'] },
    '原文一致：2 则问答，5 处（分别有这几个词）',
  ],
  [
    { status: 'exact', exchanges: 1, places: 1, readings: 1, headings: 2 },
    '原文一致：1 则问答，1 处；合乎校记的拟改：1 则，原文另作他字；只在编者所加的标题里：2 则，原文没有这些字',
  ],
  [{ status: 'reading', readings: 1 }, '合乎校记的拟改：1 则，原文另作他字'],
  [
    { status: 'heading', headings: 1, terms: ['甲', '乙'] },
    '有的词只在编者所加的标题里：1 则，原文没有这些字',
  ],
  [{ status: 'exact', exchanges: 18, terms: [] }, '18 则问答'],
  [{ status: 'near', exchanges: 2 }, '没有原文一致的。最接近的 2 段，不是原话：'],
  [{ status: 'none' }, '没有找到，也没有接近的。'],
  [{ status: 'excluded', terms: [] }, '只写了要排除的词；要找带“-”的原话，请加引号。'],
]) {
  test(`概述：${text}`, () => assert.equal(summary({ ...NOTHING, ...answer }), text));
}

const SAME = { match: 'exact', places: 2, remarks: [], remarked: 0, readings: [] };

for (const [result, text] of [
  [{}, '原文一致'],
  [{ remarks: ['标点不同', '空格不同'], remarked: 2 }, '标点不同、空格不同'],
  [{ remarks: ['标点不同'], remarked: 1 }, '其中 1 处标点不同'],
  [{ match: 'heading', places: 0 }, '只在编者所加的标题里'],
  [
    { match: 'reading', readings: [{ reading: '正义', printed: '正确' }] },
    '合乎校记的拟改「正义」，原文作「正确」',
  ],
  [{ match: 'reading', readings: [{ reading: '', printed: '量' }] }, '合乎校记的拟改（删去），原文作「量」'],
  [{ match: 'reading', readings: [{ reading: '量', printed: '' }] }, '合乎校记的拟改「量」，原文没有'],
]) {
  test(`与所查：${text}`, () => assert.equal(verdict({ ...SAME, ...result }), text));
}

test('a piece of a query', () => {
  assert.equal(pieceCount({ exchanges: 1, remarks: 0, places: 2 }), '1 则，2 处');
  assert.equal(pieceCount({ exchanges: 1, remarks: 1, places: 2 }), '1 则问答、1 段开场或结束的话，2 处');
  assert.deepEqual(['远亲', '-远亲', '一 二', '他说：好'].map(queryFor), [
    '远亲',
    '"-远亲"',
    '"一 二"',
    '"他说：好"',
  ]);
});

test('a result leads to its passage, which marks the words', () => {
  const passages = [
    {
      text: '坚持：一国两制 一国两制',
      marks: [
        [2, 7],
        [8, 12],
      ],
    },
  ];
  const marked = markedWords(passages);
  assert.equal(marked, '"：一国两制" 一国两制');
  const url = new URL(addressOf(SITE, 'c/q07', 'p3', marked));
  assert.equal(url.searchParams.get('q'), marked);
  assert.equal(url.pathname + url.hash, '/wenda/qa/c/q07/#p3');
  assert.equal(addressOf(SITE, 'c/closing', 'p1'), 'https://example.org/wenda/qa/c/#closing-p1');
});

test('a download has a row for each passage of all results, as far as it goes', async () => {
  const passage = { paragraph: 'p1', role: 'answer', text: '原话' };
  const result = {
    date: '2024-03-07',
    exchange: 'c/q01',
    heading: '题',
    outletName: '社',
    speakerNames: '人',
    passages: [passage],
    ...SAME,
  };
  const engine = (total) => ({
    search: async (_, { offset, limit }) => ({
      terms: ['原话'],
      results: Array(Math.max(0, Math.min(limit, total - offset))).fill(result),
    }),
  });
  const rows = await rowsOf(engine(250), SITE, stateOf(new URL(PAGE)));
  assert.equal(rows.length, 251);
  assert.equal(rows[0].length, rows[1].length);
  assert.equal(rows[1].at(-2), '原文一致');
  assert.equal(rows[1].at(-1), 'https://example.org/wenda/qa/c/q01/#p1');
  assert.equal((await rowsOf(engine(5000), SITE, stateOf(new URL(PAGE)))).length, MOST + 1);
});

test('only the newest answer counts, and only its failure', async () => {
  const shown = [];
  const waits = { slow: 20, fast: 1 };
  const run = latest(
    (name) => new Promise((resolve) => setTimeout(() => resolve(name), waits[name])),
    (name) => shown.push(name),
    (error) => shown.push(error.message),
  );
  await Promise.all([run('slow'), run('fast')]);
  assert.deepEqual(shown, ['fast']);
  const fail = latest(
    async (name) => Promise.reject(new Error(name)),
    assert.fail,
    (error) => shown.push(error.message),
  );
  await Promise.all([fail('first'), fail('second')]);
  assert.deepEqual(shown, ['fast', 'second']);
});

test('typing is heard after a pause, pasting at once, composing not at all', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const heard = [];
  const input = Object.assign(new EventTarget(), { value: '' });
  onTyped(input, (text) => heard.push(text));
  const type = (value, more) => {
    input.value = value;
    input.dispatchEvent(Object.assign(new Event('input'), more));
  };
  type('台', { isComposing: false });
  type('台独', { isComposing: false });
  assert.deepEqual(heard, []);
  t.mock.timers.tick(100);
  type('粘贴', { inputType: 'insertFromPaste' });
  assert.deepEqual(heard, ['台独', '粘贴']);
  type('tai', { isComposing: true });
  t.mock.timers.tick(100);
  assert.deepEqual(heard, ['台独', '粘贴']);
  input.value = '台';
  input.dispatchEvent(new Event('compositionend'));
  t.mock.timers.tick(100);
  assert.deepEqual(heard, ['台独', '粘贴', '台']);
});

test('days in the patterns of styles', () => {
  const day = new Date(2026, 0, 5);
  assert.equal(dated('{Y}-{MM}-{DD}', day), '2026-01-05');
  assert.equal(dated('{Month} {D}, {Y}', day), 'January 5, 2026');
  assert.equal(dated('{Y}年{M}月{D}日 {x}', day), '2026年1月5日 {x}');
});

test('an address that is not there is read for what it may mean', () => {
  const read = {
    '/wenda/qa/2024-03-07-wang-yi/q7/': ['2024-03-07-wang-yi', 'q07'],
    '/qa/2024-03-07-wang-yi/q107': ['2024-03-07-wang-yi', 'q107'],
    '/2024-03-07-wang-yi/Q07/index.htm': ['2024-03-07-wang-yi', 'q07'],
    '/qa/2024-03-07-wang-yi/q07x/': ['2024-03-07-wang-yi', ''],
    '/qa/2024-03-07-wang-yi/text': ['2024-03-07-wang-yi', ''],
    '/qa/q07/': ['', ''],
    '/': ['', ''],
  };
  for (const [path, [conference, unit]] of Object.entries(read))
    assert.deepEqual(named(path), { conference, unit }, path);
});

test('a period that a list has nothing of leads to what it is part of', () => {
  const read = {
    '/wenda/qa/topics/sea/2024-03-07/': ['qa/topics/sea/2024-03/', 'qa/topics/sea/2024/', 'qa/topics/sea/'],
    '/qa/outlets/a-b/2024-03': ['qa/outlets/a-b/2024/', 'qa/outlets/a-b/'],
    '/qa/topics/sea/2024/': ['qa/topics/sea/'],
    '/qa/years/2024-03/': ['qa/years/2024/', 'qa/years/'],
    '/qa/years/2024/': ['qa/years/'],
    '/qa/topics/sea/': [],
    '/qa/2024-03-07-wang-yi/q07/': [],
    '/': [],
  };
  for (const [path, places] of Object.entries(read)) {
    const found = wider(path).map(([place]) => place);
    assert.deepEqual(found, places, path);
  }
});
