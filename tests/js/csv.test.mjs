// Rows as CSV: no cell is run by a spreadsheet, and each gives its words back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csv, csvText } from '../../docs/assets/wenda/search/csv.mjs';

for (const words of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', "'引", "'"]) {
  test(`kept text: ${JSON.stringify(words)}`, () => assert.equal(csvText([[words]]), `'${words}\r\n`));
}

test('kept text and quoted: what begins with a carriage return', () => {
  assert.equal(csvText([['\r=1']]), `"'\r=1"\r\n`);
  assert.equal(csvText([['="a",b']]), `"'=""a"",b"\r\n`);
});

for (const words of ['', ' =1+1', '1=1', '甲-乙', '2024-03-07', '－1', '“=”', '甲;乙', '甲\t乙']) {
  test(`as it is: ${JSON.stringify(words)}`, () => assert.equal(csvText([[words]]), `${words}\r\n`));
}

for (const [words, cell] of [
  ['甲,乙', '"甲,乙"'],
  ['他说"好"', '"他说""好"""'],
  ['甲\n乙', '"甲\n乙"'],
  ['甲\r乙', '"甲\r乙"'],
]) {
  test(`quoted: ${JSON.stringify(words)}`, () => assert.equal(csvText([[words]]), `${cell}\r\n`));
}

test('cells and rows are parted, and there may be none', () => {
  assert.equal(
    csvText([
      ['甲', '乙'],
      ['', '丙'],
    ]),
    '甲,乙\r\n,丙\r\n',
  );
  assert.equal(csvText([]), '');
});

test('the file says that it is UTF-8', async () => {
  const file = csv([['甲']]);
  assert.equal(file.type, 'text/csv;charset=utf-8');
  assert.equal(
    Buffer.from(await file.arrayBuffer()).toString('hex'),
    Buffer.from('\ufeff甲\r\n').toString('hex'),
  );
});
