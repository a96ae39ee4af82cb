// Paths, anchors and names: the cases that scripts/wenda/addresses.py has too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  anchorIn,
  anchorOf,
  citeKey,
  entryOf,
  isExchange,
  outletPath,
  ownAnchor,
  pagePath,
  paragraphPath,
  partsOf,
  textAnchorOf,
  topicPath,
  YEARS,
} from '../../docs/assets/wenda/addresses.mjs';
import { siteAt } from '../../docs/assets/wenda/site.mjs';

const cases = JSON.parse(readFileSync(new URL('../cases/addresses.json', import.meta.url), 'utf8'));

for (const { name, conference, unit, paragraph, ...expected } of cases) {
  test(`地址：${name}`, () => {
    const made = {
      is_exchange: isExchange(unit),
      entry: entryOf(conference, unit),
      page: pagePath(conference, unit),
      anchor: anchorOf(unit, paragraph),
      text_anchor: textAnchorOf(unit, paragraph),
      link: paragraphPath(conference, unit, paragraph),
      key: citeKey(conference, unit),
    };
    assert.deepEqual(made, expected);
  });

  test(`地址，倒回去：${name}`, () => {
    assert.deepEqual(partsOf(expected.entry), { conference, unit });
    assert.equal(ownAnchor(unit, expected.anchor), expected.anchor);
    if (paragraph) assert.equal(ownAnchor(unit, expected.text_anchor), expected.anchor);
  });
}

test('lists', () => {
  assert.equal(topicPath('taiwan'), 'qa/topics/taiwan/');
  assert.equal(outletPath('xinhua'), 'qa/outlets/xinhua/');
  assert.equal(YEARS, 'qa/years/');
});

for (const [hash, anchor] of [
  ['#p3', 'p3'],
  ['#p3:~:text=%E5%8E%9F%E8%AF%9D', 'p3'],
  ['#%70%33', 'p3'],
  ['#100%', '100%'],
  ['#%zz', '%zz'],
  ['#', ''],
  ['', ''],
]) {
  test(`锚：${hash}`, () => assert.equal(anchorIn(hash), anchor));
}

test('a site in a folder, and a copy of it', () => {
  const site = siteAt('https://mirror.example/wenda/', 'https://wenda.example/');
  assert.equal(site.url('qa/years/').href, 'https://mirror.example/wenda/qa/years/');
  assert.equal(site.published('qa/years/'), 'https://wenda.example/qa/years/');
  assert.equal(siteAt('https://mirror.example/wenda/').published('a/'), 'https://mirror.example/wenda/a/');
});
