// The engine's parts that need no index. The index against its oracle is in tests/search/.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { align, compare } from '../../docs/assets/wenda/engine/alignment.mjs';
import { matchesIn } from '../../docs/assets/wenda/engine/passages.mjs';
import { cover, rarest, spread } from '../../docs/assets/wenda/engine/positions.mjs';
import { dateRange, parse, wordsOf } from '../../docs/assets/wenda/engine/query.mjs';
import { remarksOf } from '../../docs/assets/wenda/engine/remarks.mjs';
import { readShard } from '../../docs/assets/wenda/engine/shard.mjs';
import { fold, scriptFrom } from '../../docs/assets/wenda/fold.mjs';
import { isOfNumber, mustPart, numberCuts, numbersIn } from '../../docs/assets/wenda/number-signs.mjs';

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
  ['-5 -45周年 －５ −.5 -$5', ['-5', '-45周年', '－５', '−.5', '-$5']],
  ['-五 -$', [], ['五', '$']],
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

test('no mark cuts a number, or joins those of two paragraphs', () => {
  const paragraphs = ['1500余名，15年', '1.5%。'].map((text) => ({ role: 'answer', text }));
  assert.deepEqual(matchesIn(paragraphs, '15'), [[[7, 9]], []]);
  assert.deepEqual(matchesIn(paragraphs, '5%'), [[], []]);
  const seam = ['有5', '10年'].map((text) => ({ role: 'answer', text }));
  assert.deepEqual(matchesIn(seam, '510年'), [[], []]);
  assert.deepEqual(matchesIn(seam, '有5\n10'), [[[0, 2]], [[0, 2]]]);
});

test('numbers with their signs are words', () => {
  const text = fold('涨1.5%，$100亿，3-5，≥2，10²').text;
  assert.deepEqual(
    numbersIn(text).map(([start, end]) => text.slice(start, end)),
    ['1.5%', '$100', '3', '5', '≥2', '10^2'],
  );
  const cuts = numberCuts('连续15年1500余名1.5%');
  assert.deepEqual(
    [cuts(2, 4), cuts(5, 7), cuts(5, 9), cuts(13, 15), cuts(0, 3), cuts(0, 2)],
    [false, true, false, true, true, false],
  );
  assert.ok(['5', '%', '、', ' '].every(isOfNumber) && !isOfNumber('年') && !isOfNumber(undefined));
});

test('which texts are kept apart', () => {
  for (const [before, after, parted] of [
    ...[
      ['有5', '10', true],
      ['5%', '10', false],
      ['5%', '-10', true],
      ['5', '%', true],
    ],
    ...[
      ['有', '10', false],
      ['5', '年', false],
      ['', '5', false],
      ['5', '', false],
    ],
  ]) {
    assert.equal(mustPart(before, after), parted, `${before}|${after}`);
  }
});

test('words, together and apart', () => {
  const words = (...typed) => {
    const { whole, words } = wordsOf(typed, (text) => fold(text).text);
    return [whole.term, words.map(({ term }) => term)];
  };
  assert.deepEqual(words('金砖', '合作'), ['金砖合作', ['金砖', '合作']]);
  assert.deepEqual(words('周', '边', '外', '交'), ['周边外交', ['周边外交']]);
  assert.deepEqual(words('第', '15', '届'), ['第15届', ['第', '15', '届']]);
  assert.deepEqual(words('3', '000'), ['3 000', ['3', '000']]);
  assert.deepEqual(words('金砖', '，', '金砖'), ['金砖金砖', ['金砖']]);
  assert.deepEqual(words(...'甲乙 丙丁 戊己 庚辛 壬癸 子丑 寅卯 辰巳 午未'.split(' '))[1].length, 1);
});

for (const [asked, printed, ...remarks] of [
  ['一带一路', '一带一路'],
  ['，一带一路。', '一带一路'],
  ['“一带一路”', '一带一路'],
  ['下一个，中国', '下一个中国', '标点不同'],
  ['不仅，而且', '不仅、而且', '标点不同'],
  ['周 边 外 交', '周边外交', '空格不同'],
  ['前一段后一段', '前一段\n后一段'],
  ['前一段。\n后一段', '前一段。\n后一段'],
  ['前一段后一段', '前一段。\n后一段', '标点不同'],
  ['搞台独的', '搞“台独”的', '引号不同'],
  ['搞"台独"的', '搞“台独”的', '引号不同'],
  ['有2000人', '有2,000人', '数字写法不同'],
  ['有２０００人', '有2000人', '数字写法不同'],
  ['有1/2人', '有½人', '数字写法不同'],
  ['有5%的', '有5 %的', '空格不同'],
  ['cgtn台', 'CGTN台', '全半角或大小写不同'],
  ['ＣＧＴＮ台', 'CGTN台', '全半角或大小写不同'],
  ['不仅,而且', '不仅，而且', '全半角或大小写不同'],
  ['下一個中國', '下一个中国', '繁简不同'],
  ['一\u200b带', '一带'],
  ['「紅燈」，黃燈 綠', '“红灯、黄灯绿', '标点不同', '空格不同', '引号不同', '繁简不同'],
]) {
  test(`不同：${asked}｜${printed}`, () => {
    assert.deepEqual(remarksOf(asked, printed, scriptFrom('個國紅燈黃綠个国红灯黄绿')), remarks);
  });
}

test('an empty shard has no runs', () => {
  const shape = { bits: 1, n: 1, mean: 1, stride: 256 };
  for (const size of [2, 3])
    assert.equal(readShard(new Uint8Array([0b10000000]), { ...shape, size }).size, 0);
});

test('a term is covered by the fewest runs, the rarest of them', () => {
  const weight = (code) => (String.fromCharCode(code) === '稀' ? 9 : 1);
  assert.deepEqual(cover('一带', weight), [0]);
  assert.deepEqual(cover('一带一', weight), [0]);
  assert.deepEqual(cover('一带一路', weight), [0, 1]);
  assert.deepEqual(cover('常常常常稀常常', weight), [0, 2, 4]); // 稀 twice
  assert.deepEqual(rarest('常常常常稀常常', weight, [0, 1, 4], 2), [4, 0]);
  assert.deepEqual(spread('常稀常常常常常', weight, 2), [0, 3]);
});
