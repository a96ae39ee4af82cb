// The rule of numbers by itself: what it keeps of characters in their usual width.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isOfNumber, mayHoldNumbers, numbersIn } from '../../docs/assets/wenda/number-signs.mjs';
import { keptOf } from '../../docs/assets/wenda/numbers.mjs';

/** Characters as folding hands them over. Of what folds otherwise than by NFKC the cases below have none. */
const charsOf = (text) =>
  Array.from(text.matchAll(/./gsu)).flatMap(({ 0: raw, index }) =>
    Array.from(raw.normalize('NFKC').toLowerCase())
      .filter((char) => !/[\p{Cf}\p{Mn}\p{Me}]/u.test(char))
      .map((char) => ({
        text: /\p{Extended_Pictographic}/u.test(char) && char > '\uffff' ? '_' : char,
        start: index,
        end: index + raw.length,
        raw,
        word: /[\p{L}\p{N}]/u.test(char),
        blank: /[\p{Z}\p{Cc}]/u.test(char),
      })),
  );

const kept = (text) =>
  keptOf(charsOf(text))
    .map((char) => char.text)
    .join('');

const casesOf = (name) => JSON.parse(readFileSync(new URL(`../cases/${name}.json`, import.meta.url), 'utf8'));

const BEYOND = /[\u0300-\u036f\u3099\u309a\uff9e\uff9f\ud800-\udfff]/; // what charsOf does not do

for (const { name, text, fold } of casesOf('fold').filter(({ text }) => !BEYOND.test(text))) {
  test(`数：${name}`, () => assert.equal(kept(text), fold));
}

for (const [text, folded] of casesOf('numbers')) {
  test(`数：${JSON.stringify(text)}`, () => assert.equal(kept(text), folded));
}

test('what is kept says where it was printed', () => {
  const places = (text) => keptOf(charsOf(text)).map(({ text, start, end }) => [text, start, end]);
  assert.deepEqual(places('5 - 3'), [
    ['5', 0, 1],
    ['~', 2, 3],
    ['3', 4, 5],
  ]);
  assert.deepEqual(places('5，。3'), [
    ['5', 0, 1],
    [' ', 1, 3],
    ['3', 3, 4],
  ]);
  assert.deepEqual(places('5 -3'), [
    ['5', 0, 1],
    [' ', 2, 3],
    ['-', 2, 3],
    ['3', 3, 4],
  ]);
  assert.deepEqual(places('5——3'), [
    ['5', 0, 1],
    ['~', 1, 3],
    ['3', 3, 4],
  ]);
  assert.deepEqual(places('2²'), [
    ['2', 0, 1],
    ['^', 1, 2],
    ['2', 1, 2],
  ]);
  assert.deepEqual(places('2½'), [
    ['2', 0, 1],
    [' ', 1, 2],
    ['1', 1, 2],
    ['/', 1, 2],
    ['2', 1, 2],
  ]);
});

test('where numbers stand in a folded text', () => {
  const words = (text) => numbersIn(text).map(([start, end]) => text.slice(start, end));
  assert.deepEqual(words('增1.5%至-3，$100亿、5~10与10^2'), ['1.5%', '-3', '$100', '5', '10', '10^2']);
  assert.deepEqual(words('甲乙'), []);
  assert.deepEqual(words('≥5°.5 1/2×3 4€ .. 7+'), ['≥5°', '.5', '1/2×3', '4€', '7+']);
});

const RUN = 300_000; // so long that what takes its square would not end

test('a long run of signs is read once', () => {
  const run = '$'.repeat(RUN);
  assert.deepEqual(numbersIn(`${run}甲`), []);
  assert.deepEqual(numbersIn(`${run}5甲$5`), [
    [0, RUN + 1],
    [RUN + 2, RUN + 4],
  ]);
  assert.deepEqual(numbersIn('5$$-3--.5'), [
    [0, 3],
    [3, 5],
    [5, 9],
  ]);
});

test('a gap may be as long as it likes', () => {
  for (const sign of ['$', '+', '-', '（']) {
    const chars = charsOf(`甲5${sign.repeat(RUN)}5乙`);
    assert.ok(keptOf(chars).length > 3, sign);
  }
});

test('what is of a number', () => {
  for (const char of '09 ~.:/·×^+±<>≤≥≠=≈、$€%‰°′″') assert.ok(isOfNumber(char), char);
  for (const char of '甲aé') assert.ok(!isOfNumber(char), char);
});

test('texts in which nothing can be kept are told', () => {
  for (const text of ['0', '甲9乙', '$', '¢', '€', '%', '‰', '‱']) assert.ok(mayHoldNumbers(text), text);
  for (const text of ['', '甲，乙', '一二三', 'abc +-', '～']) assert.ok(!mayHoldNumbers(text), text);
});
