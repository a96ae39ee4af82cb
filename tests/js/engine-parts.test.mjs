// The engine's parts that need no index. The index against its oracle is in tests/test_search_index.py.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { align, compare } from '../../docs/assets/wenda/engine/alignment.mjs';
import { matchesIn } from '../../docs/assets/wenda/engine/passages.mjs';
import { cover, rarest, spread } from '../../docs/assets/wenda/engine/positions.mjs';
import { dateRange, parse } from '../../docs/assets/wenda/engine/query.mjs';
import { readShard } from '../../docs/assets/wenda/engine/shard.mjs';
import { scriptFrom } from '../../docs/assets/wenda/fold.mjs';

const even = () => 1;

for (const [query, words, not = [], fields = []] of [
  ['一带一路', ['一带一路']],
  ['一带一路 金砖', ['一带一路', '金砖']],
  ['一带一路　金砖\n合作', ['一带一路', '金砖', '合作']],
  ['"一带 一路" 金砖', ['"一带 一路"', '金砖']],
  ['“一带 一路”', ['“一带 一路”']],
  ['下一个“中国”还是中国', ['下一个“中国”还是中国']],
  ['没有合上的“引号 照常分开', ['没有合上的“引号', '照常分开']],
  ['金砖 -合作', ['金砖'], ['合作']],
  ['金砖 -"一带 一路"', ['金砖'], ['"一带 一路"']],
  ['——破折号开头', ['——破折号开头']],
  ['媒体:路透社 金砖', ['金砖'], [], [['outlet', '路透社']]],
  ['媒体：“埃及 电视台”', [], [], [['outlet', '埃及 电视台']]],
  [
    '年:2024 范围:问',
    [],
    [],
    [
      ['year', '2024'],
      ['role', '问'],
    ],
  ],
  ['来源:别的', ['来源:别的']],
  ['   ', []],
]) {
  test(`查询：${query}`, () => {
    const parsed = parse(query);
    assert.deepEqual(parsed.words, words);
    assert.deepEqual(parsed.not, not);
    assert.deepEqual(
      parsed.fields.map(({ field, value }) => [field, value]),
      fields,
    );
  });
}

test('日期', () => {
  assert.deepEqual(dateRange('2024-01-01..2024-03-31'), ['2024-01-01', '2024-03-31~']);
  assert.deepEqual(dateRange('2024'), ['2024', '2024~']);
  assert.deepEqual(dateRange('2024-03..'), ['2024-03', '9999~']);
  assert.deepEqual(dateRange('..2024-03'), ['0000', '2024-03~']);
  assert.equal(dateRange('昨天'), null);
  assert.equal(dateRange('..'), null);
  assert.ok('2024-03-31' <= dateRange('2024-03')[1] && '2024-04-01' > dateRange('2024-03')[1]);
});

test('alignment finds the pairs across a gap', () => {
  const { score, pairs } = align('abcxyz', 'ababc123xyzq', Array(6).fill(1));
  assert.deepEqual(pairs, [
    [0, 2],
    [1, 3],
    [2, 4],
    [3, 8],
    [4, 9],
    [5, 10],
  ]);
  assert.ok(score > 5 && score < 6);
  assert.deepEqual(align('ab', 'cd', [1, 1]).pairs, []);
});

test('the score is 1 for the words themselves and small for others', () => {
  assert.equal(compare('国家不分大小', '要确保国家不分大小强弱', even).score, 1);
  assert.equal(compare('国家不分大小', '完全无关之言', even).score, 0);
  assert.equal(compare('国家', '', even).score, 0);
  assert.ok(compare('大小不分国家', '要确保国家不分大小强弱', even).score > 0.6);
});

test('marks on an exchange page', () => {
  const paragraphs = [
    { role: 'question', text: '下一个' },
    { role: 'answer', text: '下一个“中国' },
    { role: 'answer', text: '”，还是中国。' },
  ];
  assert.deepEqual(matchesIn(paragraphs, '下一个中国'), [[], [[0, 6]], []]);
  assert.deepEqual(matchesIn(paragraphs, '中国还是'), [[], [[4, 6]], [[2, 4]]]);
  assert.deepEqual(matchesIn(paragraphs, '还是 下一个'), [[[0, 3]], [[0, 3]], [[2, 4]]]);
  assert.deepEqual(matchesIn(paragraphs, '下一個', scriptFrom('個个')), [[[0, 3]], [[0, 3]], []]);
  assert.deepEqual(matchesIn(paragraphs, '，。'), [[], [], []]);
  assert.deepEqual(matchesIn(paragraphs, '媒体:路透社 还是'), [[], [], [[2, 4]]]);
});

test('an empty shard has no bigrams', () => {
  assert.equal(readShard(new Uint8Array([0b10000000]), { space: 256, bits: 1 }).size, 0);
});

test('a term is covered by the fewest bigrams, the rarest of them', () => {
  const weight = (code) => (String.fromCharCode(code) === '稀' ? 9 : 1);
  assert.deepEqual(cover('一带一路', weight), [0, 2]);
  assert.deepEqual(cover('常稀常常常', weight), [0, 1, 3]); // 稀 twice
  assert.deepEqual(rarest('常常常常稀常常', weight, 2), [3, 0]);
  assert.deepEqual(spread('常稀常常常常常', weight, 2), [0, 3]);
});
