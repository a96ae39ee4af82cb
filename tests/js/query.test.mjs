// A query taken apart: every form of a minus, of a quotation mark, of a colon and of a day.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateRange, parse, wordsOf } from '../../docs/assets/wenda/engine/query.mjs';

for (const minus of ['-', '－', '−']) {
  test(`${minus} excludes a word`, () => {
    assert.deepEqual(parse(`金砖 ${minus}合作`), { words: ['金砖'], not: ['合作'], fields: [] });
    assert.deepEqual(parse(`${minus}合作${minus}共赢`).not, [`合作${minus}共赢`]);
    assert.deepEqual(parse(`${minus}“一带 一路”`).not, ['“一带 一路”']);
  });

  test(`${minus} inside or alone excludes nothing`, () => {
    for (const text of [`上合${minus}组织`, minus, `${minus}${minus}合作`, `合作${minus}`]) {
      assert.deepEqual(parse(text), { words: [text], not: [], fields: [] }, text);
    }
  });
}

test('minus signs of two forms are a dash', () => {
  for (const text of ['-－合作', '－−合作', '−-合作']) assert.deepEqual(parse(text).words, [text]);
});

for (const [open, close] of ['""', '“”', '「」', '『』']) {
  test(`${open}${close} hold blanks together`, () => {
    assert.deepEqual(parse(`甲${open}乙 丙${close}丁 戊`).words, [`甲${open}乙 丙${close}丁`, '戊']);
    assert.deepEqual(parse(`媒体:${open}埃及 电视台${close}`).fields, [
      { field: 'outlet', value: '埃及 电视台', word: `媒体:${open}埃及 电视台${close}` },
    ]);
  });
}

test('a quotation mark that is never closed, or only before, holds nothing together', () => {
  assert.deepEqual(parse('甲” “乙 丙').words, ['甲”', '“乙', '丙']);
  assert.deepEqual(parse('"甲 乙').words, ['"甲', '乙']);
  assert.deepEqual(parse('甲"" 乙').words, ['甲""', '乙']);
});

for (const [name, field] of [
  ['媒体', 'outlet'],
  ['议题', 'topic'],
  ['发言人', 'speaker'],
  ['年', 'year'],
  ['日期', 'date'],
  ['范围', 'role'],
]) {
  test(`${name} is a field, with either colon`, () => {
    for (const colon of [':', '：']) {
      const word = `${name}${colon}甲“乙`;
      assert.deepEqual(parse(word), { words: [], not: [], fields: [{ field, value: '甲“乙', word }] });
    }
  });
}

test('what is no field', () => {
  const long = `媒体:${'甲'.repeat(41)}`;
  for (const word of ['媒体:', '多媒体:甲', '-媒体', '媒体', long])
    assert.deepEqual(parse(word).fields, [], word);
  assert.equal(parse(`媒体:${'甲'.repeat(40)}`).fields.length, 1);
});

test('blanks of every kind part words', () => {
  assert.deepEqual(parse('\t甲　乙\n丙  丁 ').words, ['甲', '乙', '丙', '丁']);
  assert.deepEqual(parse('').words, []);
});

for (const [value, range] of [
  ['2024-03-07', ['2024-03-07', '2024-03-07~']],
  ['2024-03', ['2024-03', '2024-03~']],
  ['2024~2025', ['2024', '2025~']],
  ['2024—2025', ['2024', '2025~']],
  ['2024至2025-02', ['2024', '2025-02~']],
  ['2024-01-02到2024-01-03', ['2024-01-02', '2024-01-03~']],
  ['２０２４－０３', ['2024-03', '2024-03~']],
  ['..2024', ['0000', '2024~']],
  ['2024..', ['2024', '9999~']],
  ['2024-3', null],
  ['2024-03-7', null],
  ['024', null],
  ['20240', null],
  ['2024年', null],
  ['x2024', null],
  ['2024..2025..2026', null],
  ['2024..去年', null],
  ['', null],
]) {
  test(`days: ${value}`, () => assert.deepEqual(dateRange(value), range));
}

test('days of one year are told apart', () => {
  const inside = (day, value) => {
    const [from, to] = dateRange(value);
    return day >= from && day <= to;
  };
  assert.ok(!inside('2024-03-06', '2024-03-07..2024-03'));
  assert.ok(inside('2024-03-07', '2024-03-07..2024-03'));
  assert.ok(inside('2024-03-31', '2024-03-07..2024-03'));
  assert.ok(!inside('2024-04-01', '2024-03-07..2024-03'));
  assert.ok(!inside('2024-03-08', '2024-03-07'));
});

test('folded words: each once, none empty, and all of them as one phrase', () => {
  const folded = (text) => text.replaceAll('，', '').replaceAll(' ', '');
  const words = (text) => {
    const { whole, words: each } = wordsOf(parse(text).words, folded);
    return { whole: whole.term, terms: each.map(({ term }) => term) };
  };
  assert.deepEqual(words('甲乙 丙丁， 甲乙， ，'), { whole: '甲乙丙丁甲乙', terms: ['甲乙', '丙丁'] });
  assert.deepEqual(words('甲乙 -丙丁 年:2024'), { whole: '甲乙', terms: ['甲乙'] });
});
