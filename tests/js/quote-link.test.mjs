// Links to selected words: made, read again, and honest when the words have changed.
import assert from 'node:assert/strict';
import test from 'node:test';
import { findAgain, fingerprint, linkTo, placeIn, wordsAt } from '../../docs/assets/wenda/quote-link.mjs';

const page = [
  { id: 'p1', text: '问：前景如何？' },
  { id: 'p2', text: '我们的政策很清晰，就是继续以最大诚意争取和平统一的前景。我们的底线也很清楚。' },
  { id: 'p3', text: '台湾岛内谁想搞“台独”，必将遭到历史的清算；谁要纵容支持“台独”，必将引火烧身。' },
];
const place = (from, start, to, end) => ({ from: { id: from, at: start }, to: { id: to, at: end } });
const parts = (link) => [link.slice(0, link.indexOf('#')), link.slice(link.indexOf('#'))];
const text = (link) => decodeURIComponent(link.split(':~:text=')[1]);

test('a link says where the words stand and leads back to them', () => {
  for (const [from, start, to, end] of [['p2', 3, 'p2', 5], ['p2', 12, 'p3', 9], ['p1', 0, 'p3', 30]]) {
    const chosen = place(from, start, to, end);
    const link = placeIn(...parts(linkTo(page, chosen)));
    assert.deepEqual({ from: link.from, to: link.to }, chosen);
    const found = findAgain(page, link);
    assert.equal(found.same, true);
    assert.equal(wordsAt(page, found.place), wordsAt(page, chosen));
  }
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

test('words that moved are found, words that changed are not', () => {
  const link = placeIn(...parts(linkTo(page, place('p2', 9, 'p2', 27))));
  const moved = [page[0], { id: 'p4', text: '先说一句。' + page[1].text }, page[2]];
  const found = findAgain(moved, link);
  assert.equal(found.same, false);
  assert.equal(wordsAt(moved, found.place), '就是继续以最大诚意争取和平统一的前景');
  const changed = [page[0], { id: 'p2', text: page[1].text.replace('最大诚意', '最大耐心') }, page[2]];
  assert.deepEqual(findAgain(changed, link), { place: null, same: false });
});

test('corrected punctuation is no change of words', () => {
  const link = placeIn(...parts(linkTo(page, place('p2', 0, 'p2', 10))));
  const corrected = [page[0], { id: 'p2', text: page[1].text.replace('，', '：') }, page[2]];
  assert.equal(findAgain(corrected, link).same, true);
});

test('a long selection is known by its ends', () => {
  const long = [{ id: 'p1', text: Array.from({ length: 300 }, (_, i) => String.fromCodePoint(0x4e00 + i * 7)).join('') }];
  const link = placeIn(...parts(linkTo(long, place('p1', 10, 'p1', 200))));
  assert.equal(link.words.length, 49);
  const moved = [{ id: 'p1', text: '前言' + long[0].text }];
  const found = findAgain(moved, link);
  assert.equal(wordsAt(moved, found.place), wordsAt(long, link));
});

test('fingerprints of folded words', () => {
  assert.equal(fingerprint('一带一路'), fingerprint('“一带 一路”'));
  assert.notEqual(fingerprint('一带一路'), fingerprint('一路一带'));
});
