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
