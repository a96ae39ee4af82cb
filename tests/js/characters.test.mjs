// Single characters: where folding begins and ends, and what is dropped whole; as in Python.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fold, scriptFrom, signedNumbers, simplify } from '../../docs/assets/wenda/fold.mjs';

const known = JSON.parse(readFileSync(new URL('../cases/characters.json', import.meta.url), 'utf8'));
const char = (code) => String.fromCodePoint(Number.parseInt(code, 16));

for (const code of known.dropped) {
  test(`U+${code} is no part of a word`, () => {
    const { text, starts } = fold(`中${char(code)}国`);
    assert.equal(text, '中国');
    assert.deepEqual(starts, [0, 1 + char(code).length]);
  });
}

for (const code of known.unchanged) {
  test(`U+${code} passes unchanged`, () => assert.equal(fold(char(code)).text, char(code)));
}

for (const [code, folded] of known.folded) {
  test(`U+${code} is folded`, () => assert.equal(fold(char(code)).text, folded));
}

for (const [text, folded, starts, ends] of [
  ['甲e\u0301\u0302乙', '甲é乙', [0, 1, 4], [1, 4, 5]],
  ['か\u3099ｶﾞ', 'がガ', [0, 2], [2, 4]],
  ['\u0300甲', '甲', [1], [2]],
  ['甲\u036f\u0370', '甲ͱ', [0, 2], [2, 3]],
  ['中\u0301国', '中国', [0, 2], [2, 3]],
  ['𠮷\u0301野', '𠮷野', [0, 0, 3], [3, 3, 4]],
  ['5กิ甲', '5กิ甲', [0, 1, 2, 3], [1, 2, 3, 4]],
  ['5😀\u0301国', '5国', [0, 4], [1, 5]],
  ['5Ա\u0301', '5Ա', [0, 1], [1, 3]],
]) {
  test(`marks: ${JSON.stringify(text)}`, () => {
    const result = fold(text);
    assert.deepEqual(result, { text: folded, starts, ends });
  });
}

test('Traditional characters fold to Simplified ones by a table, and lead back', () => {
  const script = scriptFrom('國門国门');
  assert.equal(simplify('中國，門。', script), '中国，门。');
  assert.equal(simplify('', script), '');
  const { text, starts, ends } = fold('中國，5%門', script);
  assert.equal(text, '中国5%门');
  assert.deepEqual(
    [starts, ends],
    [
      [0, 1, 3, 4, 5],
      [1, 2, 4, 5, 6],
    ],
  );
});

test('numbers with a sign, as links of version 1 have them', () => {
  assert.deepEqual(signedNumbers('－3、1.5、15、5％，3：30'), ['-3', '1.5', '5%', '3:30']);
  assert.deepEqual(signedNumbers('甲-乙'), []);
  assert.equal(fold('1.5%，甲', undefined, 1).text, '15甲');
});
