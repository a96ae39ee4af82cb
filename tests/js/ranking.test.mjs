// Which exchanges have the words, how often, and in what order: by the engine, over a small archive.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../../docs/assets/wenda/engine/engine.mjs';
import { filesOf, Host, row } from './archive.mjs';

const titled = (key, heading, paragraphs) => row(key, paragraphs).with(1, heading);
const dated = (key, day, paragraphs) => row(key, paragraphs).with(2, day);

async function ask(rows, query, options = {}) {
  const engine = await open(new Host(filesOf(rows)));
  const answer = await engine.search(query, { limit: 100, ...options });
  const exact = answer.status !== 'near' && answer.status !== 'none';
  return { ...answer, names: exact ? answer.results.map(({ exchange }) => exchange.replace('c/', '')) : [] };
}

const FAR = (length) => '，'.repeat(5) + '字'.repeat(length);

test('every place counts, overlapping ones too', async () => {
  const rows = [
    row('c/q01', [['a', '甲甲甲，乙']]),
    row('c/q02', [['q', '甲甲']]),
    row('c/q03', [['a', '甲乙']]),
  ];
  const { names, places, exchanges } = await ask(rows, '甲甲');
  assert.deepEqual([names, places, exchanges], [['q02', 'q01'], 3, 2]);
});

test('a question goes before an answer, a heading that has the words before both, then the newest', async () => {
  const rows = [
    titled('c/q01', '金砖合作', [['a', '谈金砖。']]),
    titled('c/q02', '', [['q', '问金砖。']]),
    titled('c/q03', '', [['a', '答金砖。']]),
    titled('c/q04', '', [['a', '又答金砖。']]),
    titled('c/q05', '金砖', [['a', '别的话。']]), // a heading alone: after all who say the words
    titled('c/q06', '金砖', [['q', '问金砖。']]),
  ];
  assert.deepEqual((await ask(rows, '金砖')).names, ['q06', 'q01', 'q02', 'q04', 'q03', 'q05']);
  assert.equal((await ask(rows, '金砖')).places, 5);
});

test('all as one phrase, then near each other, then far', async () => {
  const rows = [
    row('c/q01', [['a', `金砖合作${FAR(160)}`]]),
    row('c/q02', [['a', `金砖${FAR(38)}合作`]]), // 40 from one to the next
    row('c/q03', [['a', `合作${FAR(148)}金砖`]]), // 150
    row('c/q04', [['a', `金砖${FAR(149)}合作`]]),
    row('c/q05', [['a', `金砖${FAR(39)}合作`]]),
    row('c/q06', [['a', `金砖${FAR(10)}没有另一个`]]),
    row('c/q07', [['a', `金砖${FAR(160)}金砖${FAR(20)}合作${FAR(160)}合作`]]), // the nearest pair counts
  ];
  assert.deepEqual((await ask(rows, '金砖 合作')).names, ['q01', 'q07', 'q02', 'q05', 'q03', 'q04']);
});

test('of three words the stretch that has them all', async () => {
  const rows = [
    row('c/q01', [['a', `金砖${FAR(10)}合作${FAR(10)}共赢`]]),
    row('c/q02', [['a', `金砖${FAR(10)}合作${FAR(100)}共赢`]]),
    row('c/q03', [['a', `金砖合作${FAR(200)}共赢`]]),
    row('c/q04', [['a', `金砖${FAR(200)}合作，共赢`]]),
  ];
  assert.deepEqual((await ask(rows, '金砖 合作 共赢')).names, ['q01', 'q02', 'q04', 'q03']);
});

test('the sum of several words, each by itself, decides among those equally near', async () => {
  const rows = [
    row('c/q01', [
      ['q', '金砖。'],
      ['a', '合作。'],
    ]),
    row('c/q02', [['a', `金砖，字合作`]]),
    row('c/q03', [['q', `金砖，字合作`]]),
  ];
  assert.deepEqual((await ask(rows, '金砖 合作')).names, ['q03', 'q01', 'q02']);
});

test('what is excluded is not there, wherever it stands', async () => {
  const rows = [
    row('c/q01', [['a', '金砖']]),
    row('c/q02', [
      ['q', '合作'],
      ['a', '金砖'],
    ]),
    titled('c/q03', '合作', [['a', '金砖']]),
    row('c/opening', [['r', '金砖']]),
  ];
  for (const minus of ['-', '－', '−']) {
    assert.deepEqual((await ask(rows, `金砖 ${minus}合作`)).names.sort(), ['opening', 'q01']);
    assert.deepEqual((await ask(rows, `范围:答 金砖 ${minus}合作`)).names, ['q01']);
  }
});

/** Words of two characters each. */
async function askInPairs(rows, query) {
  const engine = await open(new Host(filesOf(rows, 'today', 'D'.repeat(1000))));
  return (await engine.search(query)).results.map(({ exchange }) => exchange.replace('c/', ''));
}

test('a whole word goes before parts of words, whichever of its places is the whole one', async () => {
  const rows = [row('c/q01', [['a', '金砖某金砖某']]), row('c/q02', [['a', '某金砖某']])];
  assert.deepEqual(await askInPairs(rows, '金砖'), ['q01', 'q02']);
});

test('near each other goes before all that a question, a heading and whole words count', async () => {
  const rows = [
    row('c/q01', [['a', `某金砖某${'字'.repeat(100)}某合作某`]]),
    titled('c/q02', '金砖，合作', [['q', `金砖${'字'.repeat(160)}合作`]]),
  ];
  assert.deepEqual(await askInPairs(rows, '金砖 合作'), ['q01', 'q02']);
});

test('where the heading has what is not printed, more printed words go first', async () => {
  const rows = [titled('c/q01', '合作', [['a', '某金砖某']]), titled('c/q02', '金砖与合作', [['a', '别的']])];
  assert.deepEqual(await askInPairs(rows, '金砖 合作'), ['q01', 'q02']);
});

const READING = [[0, 0, 2, '正义']]; // printed 正确

test('printed words go before an editor’s reading, however new', async () => {
  const rows = [row('c/q01', [['a', '正义事业']]), row('c/q02', [['q', '正确事业']], '', READING)];
  assert.deepEqual((await ask(rows, '正义事业')).names, ['q01', 'q02']);
});

test('words printed apart count more than a reading that has them together', async () => {
  const rows = [row('c/q01', [['a', '正确事业，正义。']], '', READING)];
  const { status, together, results } = await ask(rows, '正义 事业');
  assert.deepEqual([status, together, results[0].match], ['exact', false, 'exact']);
});

test('a role that was asked for before does not stay', async () => {
  const engine = await open(new Host(filesOf([row('c/q01', [['a', '金砖']])])));
  const found = async (query) => (await engine.search(query)).exchanges;
  for (let turn = 0; turn < 2; turn++) {
    assert.equal(await found('金砖 范围:问'), 0);
    assert.equal(await found('金砖 范围:答'), 1);
    assert.equal(await found('金砖'), 1);
  }
});

test('an exchange must have every word; remarks count apart', async () => {
  const rows = [
    row('c/opening', [['r', '金砖，合作']]),
    row('c/q01', [['a', '金砖，合作']]),
    row('c/q02', [['a', '金砖']]),
  ];
  const answer = await ask(rows, '合作 金砖');
  assert.deepEqual([answer.names.sort(), answer.exchanges, answer.remarks], [['opening', 'q01'], 1, 1]);
});

test('a role', async () => {
  const rows = [
    titled('c/q01', '金砖', [
      ['q', '金砖'],
      ['a', '别的'],
    ]),
    row('c/q02', [['a', '金砖。金砖。']]),
  ];
  const question = await ask(rows, '范围:问 金砖');
  assert.deepEqual([question.names, question.places], [['q01'], 1]);
  const answer = await ask(rows, '金砖', { filters: { role: 'answer' } });
  assert.deepEqual([answer.names, answer.places], [['q02'], 2]);
  const { names } = await ask(rows, '金砖');
  assert.deepEqual(names, ['q01', 'q02']);
});

test('no word, but something asked for: every exchange of it, no remarks', async () => {
  const rows = [
    dated('c/opening', '2024-03-07', [['r', '开场']]),
    dated('c/q01', '2024-03-07', [['a', '甲']]),
    dated('c/q02', '2024-03-08', [['a', '乙']]),
    dated('c/q03', '2025-03-07', [['a', '丙']]),
  ];
  assert.deepEqual((await ask(rows, '年:2024')).names, ['q02', 'q01']);
  assert.deepEqual((await ask(rows, '日期:2024-03-08..2025-03-06')).names, ['q02']);
  assert.deepEqual((await ask(rows, '', { filters: { from: '2024-03-08' } })).names, ['q03', 'q02']);
  assert.deepEqual((await ask(rows, '', { filters: { to: '2024-03-07' } })).names, ['q01']);
  assert.deepEqual((await ask(rows, '', { filters: { year: ['2024'] } })).names, ['q02', 'q01']);
});

test('more queries than are kept are answered alike', async () => {
  const engine = await open(new Host(filesOf([row('c/q01', [['a', '甲乙丙']])])));
  for (let turn = 0; turn < 2; turn++) {
    for (let at = 0; at < 45; at++) await engine.search(String.fromCharCode(0x5000 + at, 0x5100));
    const { exchanges, places } = await engine.search('乙丙');
    assert.deepEqual([exchanges, places], [1, 1]);
  }
});
