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

test('a minus before a number of any form excludes nothing', () => {
  for (const text of ['-5', '-５', '-.5', '-．5', '-$5', '-￥5', '-€.5', '－5年', '−5%', '-٣'])
    assert.deepEqual(parse(text), { words: [text], not: [], fields: [] }, text);
  for (const text of ['-$甲', '-.甲', '-甲5', '-%5', '-..5'])
    assert.deepEqual(parse(text).not, [text.slice(1)]);
});

test('a value keeps the quotation marks inside it', () => {
  const value = (text) => parse(text).fields[0]?.value;
  assert.equal(value('媒体:甲”乙'), '甲”乙');
  assert.equal(value('媒体:“甲”乙”'), '甲”乙');
  assert.equal(value('媒体:「甲」'), '甲');
});

test('a quotation mark at the beginning holds blanks together too', () => {
  assert.deepEqual(parse('“甲 乙”').words, ['“甲 乙”']);
  assert.deepEqual(parse('甲 “乙').words, ['甲', '“乙']);
});

const same = (text) => text;
const termsOf = (words) => wordsOf(words, same).words.map(({ term }) => term);

test('what is spaced letter by letter is one phrase, and nothing else is', () => {
  assert.deepEqual(termsOf(['周', '边', '外', '交']), ['周 边 外 交']);
  assert.deepEqual(termsOf(['周', '边']), ['周 边']);
  assert.deepEqual(termsOf(['周']), ['周']);
  assert.deepEqual(termsOf(['周', '边外']), ['周', '边外']);
  assert.deepEqual(termsOf(['周边', '外']), ['周边', '外']);
  assert.deepEqual(termsOf(['a', 'b']), ['a', 'b']);
  assert.deepEqual(termsOf(['周', 'b']), ['周', 'b']);
});

test('eight words are words, nine are a pasted text', () => {
  const words = Array.from('一二三四五六七八九', (char) => `第${char}`);
  assert.deepEqual(termsOf(words.slice(0, 8)), words.slice(0, 8));
  assert.deepEqual(termsOf(words), [words.join(' ')]);
});

test('a word is folded for the search and kept as it was typed', () => {
  const { whole, words } = wordsOf(['A甲', 'B乙', 'a甲'], (text) => text.toLowerCase().replaceAll(' ', ''));
  assert.deepEqual(whole, { term: 'a甲b乙a甲', asked: 'A甲 B乙 a甲' });
  assert.deepEqual(words, [
    { term: 'a甲', asked: 'A甲' },
    { term: 'b乙', asked: 'B乙' },
  ]);
});
