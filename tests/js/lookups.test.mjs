// How often an index is asked for a term: a large one fetches files for each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exact, hitsOf } from '../../docs/assets/wenda/engine/exact.mjs';

/** One exchange, whose answer is printed below 100 and whose alternate reading is above. */
function indexOf(places) {
  const asked = [];
  const find = async (term) => {
    asked.push(term);
    if (places[term] instanceof Error) throw places[term];
    const at = places[term] ?? [];
    return {
      at,
      owners: at.map(() => 0),
      kinds: at.map((address) => ({ role: 'answer', reading: address >= 100, remarks: false })),
      edges: at.map(() => 2),
    };
  };
  return { n: 1, asked, find };
}

test('a term is looked up once, while paging and typing on', async () => {
  const index = indexOf({ 金砖: [3] });
  for (let turn = 0; turn < 3; turn++) assert.deepEqual((await hitsOf(index, '金砖')).get(0).at, [3]);
  assert.deepEqual(index.asked, ['金砖']);
  await hitsOf(index, '合作');
  await hitsOf(index, '金砖');
  assert.deepEqual(index.asked, ['金砖', '合作']);
});

test('what was found is not kept for ever', async () => {
  const index = indexOf({ 金砖: [3] });
  await hitsOf(index, '金砖');
  for (let at = 0; at < 200; at++) await hitsOf(index, `第${at}`);
  await hitsOf(index, '金砖');
  assert.equal(index.asked.filter((term) => term === '金砖').length, 2);
});

test('a term that could not be looked up is looked up again', async () => {
  const places = { 金砖: new TypeError('Failed to fetch') };
  const index = indexOf(places);
  await assert.rejects(hitsOf(index, '金砖'), TypeError);
  places.金砖 = [3];
  assert.deepEqual((await hitsOf(index, '金砖')).get(0).at, [3]);
});

test('characters too short to be looked up alone add no printed words to a reading', async () => {
  const index = indexOf({ 周边: [100] });
  const wanted = { terms: [], whole: '周边', excluded: [] };
  const found = await exact(index, wanted, { keeps: () => true });
  assert.deepEqual(
    [...found].map(([owner, { match, places }]) => [owner, match, places]),
    [[0, 'reading', 1]],
  );
});
