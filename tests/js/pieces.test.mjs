// Pure pieces of the pages: snippets and CSV.
import assert from 'node:assert/strict';
import test from 'node:test';
import { csvText } from '../../docs/assets/wenda/search/csv.mjs';
import { snippet } from '../../docs/assets/wenda/search/snippet.mjs';

const shown = (pieces) => pieces.map(({ text, mark }) => (mark ? `[${text}]` : text)).join('');

test('a short paragraph is shown whole', () => {
  assert.equal(shown(snippet('坚持一个中国原则。', [[2, 6]])), '坚持[一个中国]原则。');
});

test('a long one is cut around its marks', () => {
  const text = `${'甲'.repeat(100)}原话${'乙'.repeat(100)}`;
  assert.equal(shown(snippet(text, [[100, 102]])), `…${'甲'.repeat(24)}[原话]${'乙'.repeat(40)}…`);
});

test('marks near each other share their surroundings, far ones do not', () => {
  const text = `原话${'丙'.repeat(10)}原话${'丁'.repeat(200)}原话`;
  const pieces = snippet(text, [
    [0, 2],
    [12, 14],
    [214, 216],
  ]);
  assert.equal(pieces.filter(({ mark }) => mark).length, 3);
  assert.equal(pieces.filter(({ text }) => text === '…').length, 1);
});

test('no mark: the beginning', () => {
  assert.equal(shown(snippet('字'.repeat(60), [])), `${'字'.repeat(40)}…`);
});

test('a surrogate pair is not cut', () => {
  for (const { text } of snippet('𠮷'.repeat(80), [[80, 82]])) assert.ok(text.isWellFormed?.() ?? true);
});

test('many marks do not make an endless snippet', () => {
  const text = `原话${'戊'.repeat(98)}`;
  const many = text.repeat(50);
  const marks = Array.from({ length: 50 }, (_, at) => [at * 100, at * 100 + 2]);
  assert.ok(shown(snippet(many, marks)).length < 500);
});

test('CSV quotes what it must and runs no formula', () => {
  const rows = [
    ['日期', '原文'],
    ['2024-03-07', '他说："好，\n再见"'],
    ['', '=1+1'],
  ];
  assert.equal(csvText(rows), '日期,原文\r\n2024-03-07,"他说：""好，\n再见"""\r\n,\'=1+1\r\n');
});
