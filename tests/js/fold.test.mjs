import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fold, scriptFrom, signedNumbers, simplify } from '../../docs/assets/wenda/fold.mjs';

const cases = JSON.parse(readFileSync(new URL('../cases/fold.json', import.meta.url), 'utf8'));

for (const { name, text, fold: expected, version_1: before, numbers } of cases) {
  test(`折叠：${name}`, () => {
    const folded = fold(text);
    assert.equal(folded.text, expected);
    assert.equal(fold(text, undefined, 1).text, before);
    assert.equal(folded.starts.length, expected.length);
    assert.equal(fold(expected).text, expected);
    if (numbers) assert.deepEqual(signedNumbers(text), numbers);
    folded.starts.forEach((start, i) => {
      assert.ok(start < folded.ends[i] && folded.ends[i] <= text.length);
      assert.ok(!i || start >= folded.starts[i - 1]);
    });
  });
}

test('offsets are UTF-16 units, a surrogate pair is one character', () => {
  const { text, starts, ends } = fold('，𠮷！野');
  assert.equal(text, '𠮷野');
  assert.deepEqual(starts, [1, 1, 4]);
  assert.deepEqual(ends, [3, 3, 5]);
});

test('a lone surrogate goes', () => assert.equal(fold('中\ud800国\udc00').text, '中国'));

test('the table travels as sources and then targets', () => {
  assert.equal(simplify('紅燈區', scriptFrom('紅燈红灯')), '红灯區');
  assert.equal(fold('紅、燈', scriptFrom('紅燈红灯')).text, '红灯');
});
