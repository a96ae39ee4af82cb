// Links to selected words: made, read again, and honest when the words have changed.
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  findAgain,
  fingerprint,
  linkTo,
  placeIn,
  wordsAt,
} from '../../docs/assets/wenda/reading/quote-link.mjs';

const page = [
  { id: 'p1', text: '问：前景如何？' },
  { id: 'p2', text: '我们的政策很清晰，就是继续以最大诚意争取和平统一的前景。我们的底线也很清楚。' },
  { id: 'p3', text: '台湾岛内谁想搞“台独”，必将遭到历史的清算；谁要纵容支持“台独”，必将引火烧身。' },
];
const place = (from, start, to, end) => ({ from: { id: from, at: start }, to: { id: to, at: end } });
const parts = (link) => [link.slice(0, link.indexOf('#')), link.slice(link.indexOf('#'))];
const text = (link) => decodeURIComponent(link.split(':~:text=')[1]);

test('a link says where the words stand and leads back to them', () => {
  for (const [from, start, to, end] of [
    ['p2', 3, 'p2', 5],
    ['p2', 12, 'p3', 9],
    ['p1', 0, 'p3', 30],
  ]) {
    const chosen = place(from, start, to, end);
    const link = placeIn(...parts(linkTo(page, chosen)));
    assert.deepEqual({ from: link.from, to: link.to }, chosen);
    const found = findAgain(page, link);
    assert.equal(found.state, 'same');
    assert.equal(wordsAt(page, found.place), wordsAt(page, chosen));
  }
});

test('a link is short: Chinese stands in it as it is, what may mean something does not', () => {
  const words = '继续以最大诚意争取和平统一的前景。我们的底线也很清楚。我们的政策很清晰，就是继续';
  const text = `${words} A-b&c,d=“e”#f+g%h　i`;
  const forty = linkTo([{ id: 'p1', text }], place('p1', 0, 'p1', words.length));
  assert.equal(words.length, 40);
  assert.ok(forty.length < 200, `${forty.length}`);
  const whole = linkTo([{ id: 'p1', text }], place('p1', 0, 'p1', text.length));
  assert.match(whole, /^[\w.?=&#:~,%\p{Script=Han}-]+$/u);
  const url = new URL(`https://wenda.example/${whole}`);
  assert.equal(placeIn(url.search, url.hash).words, text);
});

test('the text directive goes out to the edges of clauses', () => {
  assert.equal(text(linkTo(page, place('p2', 12, 'p2', 16))), '就是继续以最大诚意争取和平统一的前景');
});

test('a clause that occurs twice brings what stands around it', () => {
  const link = linkTo(page, place('p3', 9, 'p3', 11));
  assert.match(decodeURIComponent(link), /text=.+-,台独,-.+/);
});

test('signs that mean something to browsers are encoded', () => {
  const odd = [{ id: 'p1', text: 'A-B,C&D 有5.2%的增速' }];
  const link = linkTo(odd, place('p1', 0, 'p1', 7));
  assert.doesNotMatch(link.split(':~:text=')[1], /[&]|-(?!,)/);
});

test('an address without words is none of ours', () => {
  assert.equal(placeIn('', '#p3'), null);
  assert.equal(placeIn('?q=台独', '#p3'), null);
  assert.equal(placeIn('?s=nonsense', '#p3'), null);
});

const revised = (id, change) =>
  page.map((each) => (each.id === id ? { ...each, text: change(each.text) } : each));
const linked = (...where) => placeIn(...parts(linkTo(page, place(...where))));

test('words that moved are found, words that changed are not', () => {
  const link = linked('p2', 9, 'p2', 27);
  const moved = [page[0], { id: 'p4', text: `先说一句。${page[1].text}` }, page[2]];
  const found = findAgain(moved, link);
  assert.equal(found.state, 'moved');
  assert.equal(wordsAt(moved, found.place), '就是继续以最大诚意争取和平统一的前景');
  const changed = revised('p2', (text) => text.replace('最大诚意', '最大耐心'));
  assert.deepEqual(findAgain(changed, link), { place: null, state: 'gone' });
});

test('the same words in a paragraph that says something else', () => {
  const link = linked('p2', 9, 'p2', 27);
  const found = findAgain(
    revised('p2', (text) => text.replace('很清楚', '不清楚')),
    link,
  );
  assert.equal(found.state, 'around');
  assert.deepEqual(found.place.from, { id: 'p2', at: 9 });
});

test('words that occur elsewhere too are looked for where they stood', () => {
  const link = linked('p3', 29, 'p3', 31); // the second 台独
  assert.equal(wordsAt(page, link), '台独');
  const found = findAgain(
    revised('p3', (text) => `真的，${text}`),
    link,
  );
  assert.deepEqual([found.state, found.place.from], ['moved', { id: 'p3', at: 32 }]);
  // Their paragraph is gone, and they stand in two places: which one is meant, nobody can tell.
  const elsewhere = [{ id: 'p9', text: page[2].text }];
  assert.deepEqual(findAgain(elsewhere, link), { place: null, state: 'gone' });
});

test('corrected punctuation is no change of words', () => {
  const corrected = revised('p2', (text) => text.replace('，', '：'));
  assert.equal(findAgain(corrected, linked('p2', 0, 'p2', 10)).state, 'same');
});

test('the signs of numbers are words', () => {
  for (const [before, after] of [
    ['1.5%', '15%'],
    ['5%', '5'],
    ['-3', '3'],
    ['3-5', '35'],
    ['1,000', '1.000'],
  ]) {
    assert.notEqual(fingerprint(`增长${before}，好`), fingerprint(`增长${after}，好`), before);
  }
  assert.equal(fingerprint('在2024年，好'), fingerprint('在2024年好'));
  const numbers = [{ id: 'p1', text: '去年增长1.5%，好于预期。' }];
  const link = placeIn(...parts(linkTo(numbers, place('p1', 2, 'p1', 8))));
  const changed = [{ id: 'p1', text: '去年增长15%，好于预期。' }];
  const found = findAgain(changed, link);
  assert.equal(found.state, 'changed');
  assert.equal(wordsAt(changed, found.place), '增长15');
});

test('a long selection is known by its ends', () => {
  const long = [
    { id: 'p1', text: Array.from({ length: 300 }, (_, i) => String.fromCodePoint(0x4e00 + i * 7)).join('') },
  ];
  const link = placeIn(...parts(linkTo(long, place('p1', 10, 'p1', 200))));
  assert.equal(link.words.length, 49);
  const moved = [{ id: 'p1', text: `前言${long[0].text}` }];
  const found = findAgain(moved, link);
  assert.equal(found.state, 'moved');
  assert.equal(wordsAt(moved, found.place), wordsAt(long, link));
  const middle = [{ id: 'p1', text: `${long[0].text.slice(0, 100)}不${long[0].text.slice(101)}` }];
  const changed = findAgain(middle, link);
  assert.equal(changed.state, 'changed');
  assert.equal(wordsAt(middle, changed.place).length, 190);
});

test('fingerprints of folded words', () => {
  assert.equal(fingerprint('一带一路'), fingerprint('一带 一路'));
  assert.notEqual(fingerprint('一带一路'), fingerprint('一路一带'));
});

// As links were made before numbers and quotation marks were words, and as they stand in people's texts.
const OLD = [
  ['12-p3.9.5wt3zj.th33s2', '续以最大诚意争取和平统一的前景。我们的底线也很清楚。台湾岛内谁想搞“台', '#p2'],
  ['2-20.1v6v99j.196mfzh', '增长1.5%，第3、4条说2,000', '#p4'],
];
const before = [...page, { id: 'p4', text: '去年增长1.5%，第3、4条说2,000亿。' }];

for (const [s, w, hash] of OLD) {
  test(`a link of version 1 still says the truth: ${s}`, () => {
    const link = placeIn(`?${new URLSearchParams({ s, w })}`, hash);
    assert.equal(link.version, 1);
    assert.equal(wordsAt(before, link), w);
    assert.equal(findAgain(before, link).state, 'same');
    const moved = before.map((each) =>
      each.id === link.from.id ? { ...each, text: `先说。${each.text}` } : each,
    );
    const found = findAgain(moved, link);
    assert.deepEqual([found.state, wordsAt(moved, found.place)], ['moved', w]);
    const other = before.map((each) => ({ ...each, text: each.text.replace(/我们的底线|1\.5%/, '另说') }));
    assert.notEqual(findAgain(other, link).state, 'same');
  });
}

test('new links say their version; one that nobody knows is none of ours', () => {
  const [search, hash] = parts(linkTo(page, place('p2', 3, 'p2', 5)));
  assert.equal(placeIn(search, hash).version, 2);
  assert.equal(placeIn(search.replace('.2&', '.3&'), hash), null);
});

test('quotation marks are words of a new link, whichever they are, but not at its ends', () => {
  assert.notEqual(fingerprint('搞“台独”的'), fingerprint('搞台独的'));
  assert.equal(fingerprint('搞“台独”的'), fingerprint('搞「台独」的'));
  assert.equal(fingerprint('“台独”'), fingerprint('台独'));
  assert.equal(fingerprint('搞“台独”的', 1), fingerprint('搞台独的', 1));
  const unquoted = revised('p3', (text) => text.replace('搞“台独”', '搞台独'));
  assert.equal(findAgain(unquoted, linked('p3', 0, 'p3', 11)).state, 'changed');
});
