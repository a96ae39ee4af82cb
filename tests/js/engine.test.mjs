// The engine's own promises: addresses of results, and what it does when files cannot be had.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../../docs/assets/wenda/engine/engine.mjs';
import { MissingFile, UnknownVersion } from '../../docs/assets/wenda/engine/errors.mjs';
import { filesOf, Host, row } from './archive.mjs';

const ROWS = [
  row('2024-03-07-wang-yi/opening', [['r', '记者会开始。']]),
  row('2024-03-07-wang-yi/q01', [
    ['q', '记者会多长？'],
    ['a', '很长。'],
    ['a', '记者会历时一小时。', 'p4'],
  ]),
];

test('a result has the address of its passage, also on the page of the conference', async () => {
  const engine = await open(new Host(filesOf(ROWS)));
  const { results, exchanges, remarks } = await engine.search('记者会');
  assert.deepEqual([exchanges, remarks], [1, 1]);
  assert.deepEqual(results.map(({ url }) => url).sort(), [
    'qa/2024-03-07-wang-yi/#opening-p1',
    'qa/2024-03-07-wang-yi/q01/#p1',
  ]);
  const [only] = (await engine.search('一小时')).results;
  assert.equal(only.url, 'qa/2024-03-07-wang-yi/q01/#p4');
  assert.deepEqual(only.passages, [
    { paragraph: 'p4', role: 'answer', text: '记者会历时一小时。', marks: [[5, 8]] },
  ]);
});

test('names and suggestions are objects', async () => {
  const engine = await open(new Host(filesOf(ROWS)));
  assert.deepEqual((await engine.names()).outlet, [{ id: 'xinhua', name: '新华社', aliases: ['新华'] }]);
  assert.deepEqual(await engine.suggest('xh'), [{ kind: 'outlet', id: 'xinhua', name: '新华社' }]);
});

test('a file that is gone: once more, with the pointer of today', async () => {
  const host = new Host(filesOf(ROWS, 'yesterday'));
  const engine = await open(host);
  host.files = filesOf(ROWS, 'today');
  assert.equal((await engine.suggest('xh')).length, 1);
  assert.deepEqual(host.asked.slice(-3), ['current.json', 'pack-today.bin', 'suggest-today.bin']);
});

test('a file that is gone though nothing is newer is an error of its class', async () => {
  const host = new Host(filesOf(ROWS));
  const engine = await open(host);
  delete host.files['suggest-today.bin'];
  await assert.rejects(engine.suggest('xh'), MissingFile);
});

test('any other failure is no reason to look for a newer index, and is over when it is over', async () => {
  const host = new Host(filesOf(ROWS, 'yesterday'));
  const engine = await open(host);
  host.files = filesOf(ROWS, 'today');
  host.failure = new TypeError('Failed to fetch');
  host.asked = [];
  await assert.rejects(engine.suggest('xh'), TypeError);
  assert.deepEqual(host.asked, ['suggest-yesterday.bin']);
  host.failure = undefined;
  assert.equal((await engine.suggest('xh')).length, 1);
});

test('an unknown version is said', async () => {
  const fetchBytes = async () => new TextEncoder().encode('{"version": 2, "fold": 1}');
  await assert.rejects(open({ fetchBytes }), UnknownVersion);
});

for (const [sort, order] of [
  ['newest', ['c/q03', 'c/q02', 'c/q01']],
  ['oldest', ['c/q01', 'c/q02', 'c/q03']],
  ['rank', ['c/q02', 'c/q03', 'c/q01']], // a question before answers, then the newest
]) {
  test(`order: ${sort}`, async () => {
    const rows = ['a', 'q', 'a'].map((role, at) => row(`c/q0${at + 1}`, [[role, '金砖合作']]));
    const engine = await open(new Host(filesOf(rows)));
    const { results } = await engine.search('金砖', { sort });
    assert.deepEqual(
      results.map(({ exchange }) => exchange),
      order,
    );
  });
}

const answerTo = async (query, rows) => (await open(new Host(filesOf(rows)))).search(query);
const summed = ({ status, exchanges, places, readings, headings, total }) => [
  ...[status, exchanges, places],
  ...[readings, headings, total],
];

test('a place that cuts a number is no place', async () => {
  const rows = [row('c/q01', [['a', '连续15年，有1500余名，增长1.5%，投资$100亿，第3、4条。']])];
  for (const [query, places] of [
    ...[
      ['15', 1],
      ['15年', 1],
      ['1500', 1],
      ['00余名', 0],
      ['150', 0],
      ['15%', 0],
      ['1,5', 0],
    ],
    ...[
      ['5%', 0],
      ['1.5%', 1],
      ['1.5 %', 1],
      ['100亿', 0],
      ['$100亿', 1],
      ['＄100亿', 1],
    ],
    ...[
      ['34条', 0],
      ['4条', 1],
      ['第3、4条', 1],
      ['长1', 0],
      ['1.5', 0],
      ['%投资', 0],
      ['１５００余名', 1],
    ],
  ]) {
    const answer = await answerTo(query, rows);
    assert.equal(answer.status === 'exact' ? answer.places : 0, places, query);
  }
});

test('the numbers of two paragraphs are no number', async () => {
  const rows = [
    row('c/q01', [
      ['a', '增长5'],
      ['a', '10年来'],
    ]),
  ];
  assert.notEqual((await answerTo('长510年', rows)).status, 'exact');
  assert.equal((await answerTo('10年', rows)).places, 1);
  assert.equal((await answerTo('增长5\n10年来', rows)).places, 1);
});

const VERDICTS = [
  row('c/q01', [['a', '这是正确事业，增长1.5%。']], '谈亲诚惠容', [[0, 2, 4, '正义']]),
  row('c/q02', [['a', '正义事业不会落空。']]),
  row('c/q03', [['a', '增长的正义']], '', [[0, 0, 2, '提高']]),
];

test('printed words, then an editor’s reading, then an editor’s heading', async () => {
  const { results, ...answer } = await answerTo('正义事业', VERDICTS);
  assert.deepEqual(summed(answer), ['exact', 1, 1, 1, 0, 2]);
  assert.deepEqual(
    results.map(({ exchange, match }) => [exchange, match]),
    [
      ['c/q02', 'exact'],
      ['c/q01', 'reading'],
    ],
  );
  assert.deepEqual(results[1].readings, [{ reading: '正义', printed: '正确' }]);
  const [{ text, marks }] = results[1].passages;
  assert.equal(text.slice(...marks[0]), '正确事业');
  assert.deepEqual(summed(await answerTo('亲诚惠容', VERDICTS)), ['heading', 0, 0, 0, 1, 1]);
});

test('of several words the weakest counts', async () => {
  assert.deepEqual(summed(await answerTo('正义事业 1.5%', VERDICTS)), ['reading', 0, 0, 1, 0, 1]);
  assert.deepEqual(summed(await answerTo('正确事业 亲诚惠容', VERDICTS)), ['heading', 0, 0, 0, 1, 1]);
  assert.deepEqual(summed(await answerTo('正确事业 1.5%', VERDICTS)), ['exact', 1, 2, 0, 0, 1]);
});

test('a number that a reading changes is whole', async () => {
  const rows = [row('c/q01', [['a', '增长1.5%，好。']], '', [[0, 4, 5, '6']])];
  assert.deepEqual(summed(await answerTo('1.6%', rows)), ['reading', 0, 0, 1, 0, 1]);
  assert.equal((await answerTo('16%', rows)).status, 'none');
});

test('words that stand together come before words that stand apart', async () => {
  const rows = [
    row('c/q01', [['a', '周边，外交。周边外交。']]),
    row('c/q02', [['a', '外交和周边，周边。']]),
    row('c/q03', [['a', '周某边界，外人交谈。']]),
  ];
  const { results, ...answer } = await answerTo('周边 外交', rows);
  assert.deepEqual(summed(answer), ['exact', 1, 2, 0, 0, 2]);
  assert.deepEqual([answer.together, answer.apart], [true, 1]);
  assert.deepEqual(
    results.map(({ exchange }) => exchange),
    ['c/q01', 'c/q02'],
  );
  assert.deepEqual(summed(await answerTo('周 边 外 交', rows)), ['exact', 1, 2, 0, 0, 1]);
  const apart = await answerTo('周边 外交', rows.slice(1));
  assert.deepEqual([...summed(apart), apart.together], ['exact', 1, 3, 0, 0, 1, false]);
});

test('how the printed words differ', async () => {
  const { results } = await answerTo('周边外交', [row('c/q01', [['a', '周边，外交。周边外交。']])]);
  assert.deepEqual([results[0].remarks, results[0].remarked, results[0].places], [['标点不同'], 1, 2]);
});

test('what is not there whole is offered in pieces', async () => {
  const rows = [
    row('c/q01', [
      ['q', '远亲不如近邻'],
      ['a', '远亲不如近邻。中国人说1500年。'],
    ]),
  ];
  const { status, pieces } = await answerTo('中国人有句老话，远亲不如近邻', rows);
  assert.equal(status, 'none');
  assert.deepEqual(pieces, [{ text: '远亲不如近邻', exchanges: 1, remarks: 0, places: 2 }]);
  assert.deepEqual((await answerTo('说150年', rows)).pieces, []);
  assert.deepEqual((await answerTo('远亲不如近邻', rows)).pieces, []);
  const filtered = (await answerTo('老话远亲不如近邻 范围:问', rows)).pieces;
  assert.deepEqual(filtered, [{ text: '远亲不如近邻', exchanges: 1, remarks: 0, places: 1 }]);
});

test('only words to leave out: what to do is said', async () => {
  assert.equal((await answerTo('-中国', VERDICTS)).status, 'excluded');
  assert.equal((await answerTo('-，', VERDICTS)).status, 'empty');
  assert.notEqual((await answerTo('-45周年', [row('c/q01', [['a', '45周年']])])).status, 'exact');
  assert.equal((await answerTo('-5', [row('c/q01', [['a', '气温-5度']])])).status, 'exact');
});
