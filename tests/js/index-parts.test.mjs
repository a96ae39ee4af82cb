// What an index is made of: units, their table, shards of bigrams, places, and marks as printed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marksOf, matchesIn, placesIn } from '../../docs/assets/wenda/engine/passages.mjs';
import { byPositions, cover, rarest, sizeOfRuns, spread } from '../../docs/assets/wenda/engine/positions.mjs';
import { weighing } from '../../docs/assets/wenda/engine/rarity.mjs';
import { toAsk } from '../../docs/assets/wenda/engine/segment.mjs';
import { readShard, runAt } from '../../docs/assets/wenda/engine/shard.mjs';
import { Table } from '../../docs/assets/wenda/engine/table.mjs';
import { kindOf, touches, unitsOf } from '../../docs/assets/wenda/engine/units.mjs';
import { scriptFrom } from '../../docs/assets/wenda/fold.mjs';

const exchange = (paragraphs, errata = [], heading = '') => ({
  heading,
  paragraphs: paragraphs.map(([role, text]) => ({ role, text })),
  errata: errata.map(([paragraph, start, end, reading]) => ({ paragraph, start, end, reading })),
});

test('paragraphs of one role are one unit, with the way back', () => {
  const { spoken, alternates, heading } = unitsOf(
    exchange(
      [
        ['question', '甲，乙'],
        ['answer', '“丙'],
        ['answer', '丁”'],
        ['aside', '（笑）'],
        ['answer', '戊'],
      ],
      [],
      '题：目',
    ),
  );
  assert.deepEqual(spoken, [
    { role: 'question', text: '甲乙', paragraph: [0, 0], start: [0, 2], end: [1, 3] },
    { role: 'answer', text: '丙丁', paragraph: [1, 2], start: [1, 0], end: [2, 1] },
    { role: 'aside', text: '笑', paragraph: [3], start: [1], end: [2] },
    { role: 'answer', text: '戊', paragraph: [4], start: [0], end: [1] },
  ]);
  assert.deepEqual(alternates, []);
  assert.deepEqual([heading[0].role, heading[0].text], ['heading', '题目']);
});

test('of a heading 63 characters count', () => {
  const text = (length) => unitsOf(exchange([], [], '字'.repeat(length))).heading[0].text;
  assert.equal(text(70).length, 63);
  assert.equal(text(63).length, 63);
  assert.equal(text(62).length, 62);
});

test('a unit with errata has alternates: with each reading, and with all', () => {
  const two = exchange(
    [
      ['answer', '前言。'],
      ['answer', '是正否，错事'],
    ],
    [
      [1, 1, 3, '否'],
      [1, 4, 5, '正'],
    ],
  );
  const { spoken, alternates } = unitsOf(two);
  assert.equal(spoken[0].text, '前言是正否错事');
  assert.equal(spoken[0].core, undefined);
  const shown = alternates.map(({ role, text, paragraph, start, end, core }) => ({
    role,
    text,
    paragraph,
    start,
    end,
    core,
  }));
  assert.deepEqual(shown, [
    {
      role: 'answer',
      text: '前言是否错事',
      paragraph: [0, 0, 1, 1, 1, 1],
      start: [0, 1, 0, 1, 4, 5],
      end: [1, 2, 1, 3, 5, 6],
      core: [[3, 3]],
    },
    {
      role: 'answer',
      text: '前言是正否正事',
      paragraph: [0, 0, 1, 1, 1, 1, 1],
      start: [0, 1, 0, 1, 2, 4, 5],
      end: [1, 2, 1, 2, 3, 5, 6],
      core: [[5, 6]],
    },
    {
      role: 'answer',
      text: '前言是否正事',
      paragraph: [0, 0, 1, 1, 1, 1],
      start: [0, 1, 0, 1, 4, 5],
      end: [1, 2, 1, 3, 5, 6],
      core: [
        [3, 3],
        [4, 5],
      ],
    },
  ]);
});

test('an erratum belongs to its own unit, and one that changes no word makes no alternate', () => {
  const parted = unitsOf(
    exchange(
      [
        ['question', '甲乙'],
        ['answer', '丙丁'],
      ],
      [[1, 0, 1, '新']],
    ),
  );
  assert.deepEqual(
    parted.alternates.map(({ role, text, core }) => [role, text, core]),
    [['answer', '新丁', [[0, 1]]]],
  );
  assert.deepEqual(unitsOf(exchange([['answer', '甲，乙']], [[0, 1, 2, '、']])).alternates, []);
});

for (const [old, fresh, core] of [
  ['正否', '否', [0, 0]],
  ['否正', '否', [1, 1]],
  ['甲乙丙', '甲新丙', [1, 2]],
  ['甲甲', '甲甲甲', [2, 3]],
  ['甲甲甲', '甲甲', [2, 2]],
  ['甲', '乙丙', [0, 2]],
  ['', '乙', [0, 1]],
]) {
  test(`what ${fresh} changes of ${old}`, () => {
    const { alternates } = unitsOf(exchange([['answer', `${old}后`]], [[0, 0, old.length, fresh]]));
    assert.deepEqual(alternates[0].core, [core]);
  });
}

test('units are folded with the script', () => {
  const script = scriptFrom('紅红');
  const { spoken, heading, alternates } = unitsOf(
    exchange([['answer', '紅甲']], [[0, 1, 2, '紅紅']], '紅'),
    script,
  );
  assert.deepEqual([spoken[0].text, heading[0].text, alternates[0].text], ['红甲', '红', '红红红']);
});

test('what touches a change', () => {
  const core = [
    [2, 4],
    [7, 7],
  ];
  for (const [start, end, yes] of [
    [0, 2, false],
    [0, 3, true],
    [3, 5, true],
    [4, 6, false],
    [4, 7, false], // ends where something was dropped
    [6, 8, true],
    [7, 9, false], // begins there
  ]) {
    assert.equal(touches(core, start, end), yes, `${start}-${end}`);
  }
  assert.equal(touches([], 0, 9), false);
});

test('kinds of units', () => {
  assert.equal(kindOf({ role: 'answer' }), 'spoken');
  assert.equal(kindOf({ role: 'heading' }), 'heading');
  assert.equal(kindOf({ role: 'answer', core: [] }), 'alternates');
});

function table() {
  const made = new Table();
  made.add(0, 0, 'question');
  made.add(256, 0, 'answer');
  made.add(768, 1, 'remarks');
  made.add(1024, 0, 'heading');
  made.add(1088, 1, 'heading');
  made.add(1280, 0, 'answer', [[3, 5]]);
  made.add(1536, 0, 'answer', [[0, 0]]);
  return made;
}

test('whose text stands at an address', () => {
  const rows = [0, 255, 256, 767, 768, 1023, 1024, 1087, 1088, 1279, 1280, 1536, 9999];
  assert.deepEqual(
    rows.map((address) => table().at(address)),
    [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 6],
  );
  assert.deepEqual(
    rows.map((address) => table().ownerAt(address)),
    [0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0],
  );
});

test('addresses in order go from row to row', () => {
  const made = table();
  let searched = 0;
  const at = made.at.bind(made);
  made.at = (address) => {
    searched++;
    return at(address);
  };
  let row = 0;
  const rows = [5, 255, 256, 300, 1100, 1101, 1600, 1700].map((address) => (row = made.next(row, address)));
  assert.deepEqual(rows, [0, 0, 1, 1, 4, 4, 6, 6]);
  assert.equal(searched, 3);
});

test('a match counts in an alternate only where it touches the change', () => {
  const made = table();
  assert.ok(made.counts(1, 256, 2));
  assert.ok(!made.counts(5, 1280, 3));
  assert.ok(made.counts(5, 1280, 4));
  assert.ok(made.counts(5, 1284, 2));
  assert.ok(!made.counts(5, 1285, 2));
});

/** A bit stream as the format has it: symbols of q zeros, a one, and v in w bits. */
class Bits {
  text = '';
  symbol(q, v, w) {
    this.text += `${'0'.repeat(q)}1${w ? v.toString(2).padStart(w, '0') : ''}`;
  }
  gamma(x) {
    this.golomb(x - 1, 0);
  }
  rice(x, k) {
    this.symbol(Math.floor(x / 2 ** k), x % 2 ** k, k);
  }
  golomb(x, k) {
    const digits = (x + 2 ** k).toString(2).slice(1);
    this.symbol(digits.length - k, Number.parseInt(digits || '0', 2), digits.length);
  }
  bytes() {
    const padded = this.text.padEnd(Math.ceil(this.text.length / 8) * 8, '0');
    return Uint8Array.from(padded.match(/.{8}/g), (byte) => Number.parseInt(byte, 2));
  }
}

/** log2 of 11/16 of the mean gap, at least 0. */
const parameter = (space, count) =>
  Math.max(0, Math.floor(Math.log2(Math.floor(Math.floor((space * 11) / 16) / (count + 1)) || 1)));

/** @param lists per key, per owner: its number and its places, each offset, kind and flags */
function shardOf(lists, { size, bits, n, mean }) {
  const stream = new Bits();
  const at = size === 3 ? stream : new Bits();
  stream.gamma(1 + lists.length);
  const keyBits = parameter(2 ** (16 * size - bits), lists.length);
  let last = -1;
  for (const [key, owners] of lists) {
    stream.rice(key - last - 1, keyBits);
    last = key;
    stream.gamma(owners.length);
    let whose = -1;
    for (const [owner, places] of owners) {
      stream.rice(owner - whose - 1, parameter(n, owners.length));
      whose = owner;
      stream.gamma(places.length);
      let before = -1;
      for (const [offset, kind, flags] of places) {
        at.golomb(offset - before - 1, parameter(mean, places.length));
        before = offset;
        stream.text += `${'0'.repeat(kind)}1${flags.toString(2).padStart(2, '0')}`;
      }
    }
  }
  return [stream.bytes(), size === 2 ? at.bytes() : undefined];
}

for (const [name, shape, lists] of [
  ['one run', { size: 2, bits: 1, n: 1, mean: 9, stride: 16 }, [[5, [[0, [[0, 0, 3]]]]]]],
  [
    'several',
    { size: 2, bits: 4, n: 70_000, mean: 600, stride: 2 ** 20 },
    [
      [
        0,
        [
          [0, [[0, 1, 0]]],
          [
            69_999,
            [
              [1, 0, 1],
              [2, 11, 2],
              [900_000, 2, 3],
            ],
          ],
        ],
      ],
      [1, [[300, [[7, 3, 3]]]]],
      [2 ** 28 - 1, [[4, [[65_536, 0, 1]]]]],
    ],
  ],
  [
    'a crowded one',
    { size: 3, bits: 8, n: 40, mean: 50, stride: 64 },
    Array.from({ length: 40 }, (_, key) => [
      key * 7 + (key % 3),
      Array.from({ length: 40 }, (_, owner) => [
        owner,
        Array.from({ length: 50 }, (_, at) => [at + (at > 20 ? 3 : 0), at % 12, at % 4]),
      ]),
    ]),
  ],
  ['the largest key', { size: 3, bits: 1, n: 2, mean: 1, stride: 2 }, [[2 ** 47 - 1, [[1, [[1, 0, 1]]]]]]],
]) {
  test(`a shard gives back what was written: ${name}`, () => {
    const [bytes, offsets] = shardOf(lists, shape);
    const read = [...readShard(bytes, shape, offsets)].map(([key, { at, kinds, flags }]) => [
      key,
      at.map((address, i) => [address, kinds[i], flags[i]]),
    ]);
    const written = lists.map(([key, owners]) => [
      key,
      owners.flatMap(([owner, places]) =>
        places.map(([offset, ...more]) => [owner * shape.stride + offset, ...more]),
      ),
    ]);
    assert.deepEqual(read, written);
  });
}

test('without their offsets runs of two units tell who has them, and how often', () => {
  const shape = { size: 2, bits: 1, n: 9, mean: 20, stride: 64 };
  const places = [
    [5, 0, 3],
    [9, 1, 0],
  ];
  const [bytes] = shardOf([[7, [2, 8].map((owner) => [owner, places])]], shape);
  const list = readShard(bytes, shape).get(7);
  assert.deepEqual(
    list.at.map((address) => Math.floor(address / 64)),
    [2, 2, 8, 8],
  );
  assert.equal(new Set(list.at).size, 4);
  assert.deepEqual(
    [list.kinds, list.flags],
    [
      [0, 1, 0, 1],
      [3, 0, 3, 0],
    ],
  );
});

test('a shard that is cut off is no shard', () => {
  const shape = { size: 3, bits: 1, n: 9, mean: 20, stride: 64 };
  const [bytes] = shardOf([[7, [[2, [[5, 0, 3]]]]]], shape);
  assert.throws(() => readShard(bytes.slice(0, 3), shape), RangeError);
});

test('a run has its own shard and key', () => {
  const seen = new Set();
  const texts = Array.from('国国中人', (char) => char).flatMap((a) =>
    Array.from('中\uffff\u0001', (b) => a + b + b),
  );
  for (const size of [2, 3]) {
    for (const text of new Set(texts.map((each) => each.slice(0, size)))) {
      const { shard, key } = runAt(text, 0, { bits: 4, size });
      assert.ok(shard >= 0 && shard < 16 && key >= 0 && key < 2 ** (16 * size - 4));
      assert.ok(!seen.has(`${size} ${shard} ${key}`), text);
      seen.add(`${size} ${shard} ${key}`);
    }
  }
});

test('how many runs each segment is asked for at first', () => {
  for (const [length, segments, most] of [
    [2, 1, [1]],
    [2, 2, [1, 1]],
    [6, 2, [2, 2]],
    [7, 2, [3, 1]],
    [12, 1, [4]],
    [60, 1, [4]],
    [60, 2, [3, 1]],
  ]) {
    assert.deepEqual(toAsk('字'.repeat(length), segments), most, `${length} ${segments}`);
  }
});

const rank = weighing(Array.from('的国人', (char) => char.charCodeAt(0)));

test('a frequent character weighs less, an unknown one most', () => {
  const weights = Array.from('的国人稀', (char) => rank(char.charCodeAt(0)));
  assert.deepEqual(weights, [Math.log(2), Math.log(3), Math.log(4), Math.log(1502)]);
});

test('a cover touches every character with the fewest runs, and is the rarest', () => {
  const weigh = (code) => (String.fromCharCode(code) === '稀' ? 9 : 1);
  for (const [term, offsets] of [
    ['常常', [0]],
    ['常常常', [0]],
    ['常常常常常常', [0, 3]],
    ['常常稀常', [0, 1]],
    ['常常稀常常', [0, 2]],
    ['常常稀常常常常', [0, 1, 4]],
    ['常常常常稀常常常', [0, 2, 5]],
    ['常常稀常常常常常', [0, 2, 5]],
    ['常'.repeat(28), [0, 3, 6, 9, 12, 15, 18, 21, 24, 25]],
  ]) {
    if (term.length < 28) assert.deepEqual(cover(term, weigh), offsets, term);
    const size = sizeOfRuns(term);
    const touched = new Set(
      cover(term, weigh).flatMap((at) => Array.from({ length: size }, (_, i) => at + i)),
    );
    assert.deepEqual(
      [...touched].sort((a, b) => a - b),
      Array.from(term, (_, at) => at),
      term,
    );
    assert.equal(cover(term, weigh).length, Math.ceil(term.length / size), term);
  }
});

test('of a cover the rarest, the earlier of two alike', () => {
  const weigh = (code) => Number(String.fromCharCode(code));
  assert.deepEqual(rarest('111111111', weigh, [0, 3, 6], 9), [0, 3, 6]);
  assert.deepEqual(rarest('111119111', weigh, [0, 3, 6], 2), [3, 0]);
  assert.deepEqual(rarest('11', weigh, [0], 1), [0]);
});

test('the rarest of each stretch', () => {
  const weigh = (code) => Number(String.fromCharCode(code));
  assert.deepEqual(spread('1119111119111', weigh, 2), [2, 8]);
  assert.deepEqual(spread('1111', weigh, 8), [0, 1, 2]);
  assert.deepEqual(spread('1115111119111', weigh, 2), [2, 8]); // the rarest of all is in the second
  assert.deepEqual(spread('11111', weigh, 1), [0]);
  assert.deepEqual(spread('1', weigh, 3), []);
});

/** The places of a term whose runs are those at the offsets, of lists by run: [address, flags] each. */
function placesBy(lists, term, offsets) {
  const size = sizeOfRuns(term);
  const asked = offsets.map((offset) => {
    const list = lists[term.slice(offset, offset + size)];
    const at = list.map(([address]) => address);
    return { offset, list: { at, flags: list.map(([, flags]) => flags), kinds: at.map((each) => each % 7) } };
  });
  return byPositions(term, asked);
}

test('places where all runs stand as in the term, with what they are in and the edges of words', () => {
  const lists = {
    甲乙丙: [
      [3, 2],
      [10, 0],
      [20, 3],
      [40, 2],
    ],
    丁戊己: [
      [6, 1],
      [13, 1],
      [14, 1],
      [23, 2],
      [39, 1],
      [50, 0],
    ],
    乙丙丁: [
      [4, 0],
      [11, 0],
      [21, 0],
    ],
    甲乙: [
      [3, 2],
      [10, 0],
      [20, 3],
      [40, 2],
    ],
  };
  const kinds = [3, 3, 6]; // of the shortest list's addresses
  const found = (offsets, term = '甲乙丙丁戊己') => placesBy(lists, term, offsets);
  assert.deepEqual(placed(found([0, 3])), { at: [3, 10, 20], edges: [2, 1, 1] });
  assert.deepEqual(placed(found([3, 0])), { at: [3, 10, 20], edges: [2, 1, 1] });
  assert.deepEqual(placed(found([0, 1, 3])), { at: [3, 10, 20], edges: [2, 1, 1] });
  assert.deepEqual(placed(found([1])), { at: [3, 10, 20], edges: [0, 0, 0] });
  assert.deepEqual(placed(found([0], '甲乙')), { at: [3, 10, 20, 40], edges: [1, 0, 2, 1] });
  assert.deepEqual(found([0, 3]).kinds, kinds);
});

const placed = ({ at, edges }) => ({ at, edges });

test('a term may not begin everywhere', () => {
  const list = { at: [1, 5, 9], flags: [0, 0, 0], kinds: [0, 1, 2] };
  const { at, kinds } = byPositions('甲乙丙', [{ offset: 0, list }], (address) => address !== 5);
  assert.deepEqual(
    [at, kinds],
    [
      [1, 9],
      [0, 2],
    ],
  );
});

test('long lists are gone through without loss', () => {
  const long = Array.from({ length: 500 }, (_, n) => [3 * n, 3]);
  const short = long.filter((_, n) => n % 7 === 0 || n > 495).map(([address]) => [address + 3, 3]);
  const { at, edges } = placesBy({ 甲乙丙: long, 丁戊己: short }, '甲乙丙丁戊己', [0, 3]);
  assert.deepEqual(
    at,
    short.map(([address]) => address - 3),
  );
  assert.ok(edges.every((each) => each === 2));
  const other = short.map(([address]) => [address + 1, 0]);
  assert.deepEqual(placesBy({ 甲乙丙: long, 丁戊己: other }, '甲乙丙丁戊己', [0, 3]).at, []);
});

test('terms in a unit, overlapping ones too', () => {
  const unit = { text: '甲甲甲乙' };
  assert.deepEqual(placesIn(unit, ['甲甲', '乙', '丙', '']), [
    [0, 2],
    [1, 3],
    [3, 4],
  ]);
  const alternate = { text: '甲甲甲乙', core: [[3, 4]] };
  assert.deepEqual(placesIn(alternate, ['甲甲', '甲乙']), [[2, 4]]);
});

test('marks per paragraph, in order, overlapping ones joined and others not', () => {
  const { spoken } = unitsOf(
    exchange([
      ['answer', '甲乙，丙'],
      ['answer', '丁戊己庚'],
    ]),
  );
  const marks = (...spans) => [...marksOf(spoken, () => spans)];
  assert.deepEqual(marks([2, 4]), [
    [0, [[3, 4]]],
    [1, [[0, 1]]],
  ]);
  assert.deepEqual(marks([5, 6], [0, 1]), [
    [0, [[0, 1]]],
    [1, [[2, 3]]],
  ]);
  assert.deepEqual(marks([3, 5], [4, 6]), [[1, [[0, 3]]]]);
  assert.deepEqual(marks([4, 6], [3, 7], [5, 6]), [[1, [[0, 4]]]]);
  assert.deepEqual(marks([3, 4], [4, 5]), [
    [
      1,
      [
        [0, 1],
        [1, 2],
      ],
    ],
  ]);
  assert.deepEqual(marks([3, 3]), []);
  assert.deepEqual(marks([3, 5], [3, 4]), [[1, [[0, 2]]]]);
});

test('the words of a query on a page: as one phrase, else each', () => {
  const paragraphs = [
    { role: 'question', text: '金砖' },
    { role: 'answer', text: '合作与金砖合作' },
  ];
  assert.deepEqual(matchesIn(paragraphs, '金砖 合作'), [[], [[3, 7]]]);
  assert.deepEqual(matchesIn(paragraphs, '合作 金砖'), [
    [[0, 2]],
    [
      [0, 2],
      [3, 5],
      [5, 7],
    ],
  ]);
  assert.deepEqual(matchesIn(paragraphs, ''), [[], []]);
});

test('a number is found by positions only where it is whole', () => {
  // Flags: 2 a word begins at the run, 1 a word ends with it.
  const lists = {
    15: [
      [3, 3],
      [10, 1],
      [20, 2],
    ],
    '15年': [
      [3, 3],
      [10, 1],
      [20, 2],
    ],
    增长了: [
      [6, 1],
      [13, 1],
      [23, 1],
    ],
    '5年增': [
      [4, 0],
      [11, 0],
      [21, 0],
    ],
    总增长: [
      [1, 2],
      [8, 2],
    ],
    占比15: [
      [4, 3],
      [11, 2],
    ],
    比15: [
      [4, 3],
      [11, 2],
    ],
  };
  assert.deepEqual(placesBy(lists, '15', [0]).at, [3]);
  assert.deepEqual(placesBy(lists, '15年增长了', [0, 3]).at, [3, 20]);
  assert.deepEqual(placesBy(lists, '15年增长了', [1, 3]).at, [3, 10, 20]); // the first was not asked for
  assert.deepEqual(placesBy(lists, '总增长比15', [0, 3]).at, [1]); // at 8 it is 15 of 1500
});

test('each place has the edges of its own runs', () => {
  const lists = {
    甲乙丙: [
      [1, 0],
      [5, 0],
      [9, 0],
    ],
    丁戊己: [
      [4, 1],
      [8, 0],
      [12, 1],
    ],
  };
  assert.deepEqual(placesBy(lists, '甲乙丙丁戊己', [0, 3]).edges, [1, 0, 1]);
});

test('the end of a list is no place', () => {
  const begins = [
    [0, 0],
    [4, 0],
    [9, 0],
  ];
  assert.deepEqual(placesBy({ 甲乙丙: begins, 丁戊己: [[3, 0]] }, '甲乙丙丁戊己', [0, 3]).at, [0]);
  assert.deepEqual(placesBy({ 甲乙丙: begins, 丁戊己: [] }, '甲乙丙丁戊己', [0, 3]).at, []);
});

test('numbers of two paragraphs are kept apart, and letters are not', () => {
  const { spoken } = unitsOf(
    exchange([
      ['answer', '增长1'],
      ['answer', '5年'],
      ['answer', '后'],
    ]),
  );
  assert.deepEqual(spoken[0].text, '增长1 5年后');
  assert.deepEqual(spoken[0].paragraph, [0, 0, 0, 0, 1, 1, 2]);
  assert.deepEqual(spoken[0].start, [0, 1, 2, 3, 0, 1, 0]);
  assert.deepEqual(spoken[0].end, [1, 2, 3, 3, 1, 2, 1]);
});

test('a heading is not cut inside a number', () => {
  const text = (heading) => unitsOf(exchange([], [], heading)).heading[0].text;
  const words = (count) => '字'.repeat(count);
  assert.equal(text(`${words(62)}15年`), words(62)); // 62 to 64: the cut at 63 would part it
  assert.equal(text(`${words(61)}15年`), `${words(61)}15`);
  assert.equal(text(`${words(63)}15年`), words(63));
  assert.equal(text(`${words(60)}15年后的今天`), `${words(60)}15年`);
  assert.equal(text(`${words(64)}15年`), words(63));
  assert.equal(text(`10年${words(58)}2024年`), `10年${words(58)}`);
});

test('a reading belongs to the turn that it stands in', () => {
  const paragraphs = [
    ['question', '甲乙'],
    ['answer', '丙丁'],
    ['question', '戊己'],
  ];
  for (const [at, role] of [
    [0, 'question'],
    [1, 'answer'],
    [2, 'question'],
  ]) {
    const { alternates } = unitsOf(exchange(paragraphs, [[at, 0, 1, '某']]));
    assert.deepEqual(
      alternates.map((unit) => [unit.role, unit.text, unit.core]),
      [[role, `某${paragraphs[at][1][1]}`, [[0, 1]]]],
    );
  }
});

test('readings in two turns make an alternate each, and none of both', () => {
  const paragraphs = [
    ['question', '甲乙'],
    ['answer', '丙丁'],
  ];
  const both = [
    [0, 0, 1, '某'],
    [1, 0, 1, '某'],
  ];
  const { alternates } = unitsOf(exchange(paragraphs, both));
  assert.deepEqual(
    alternates.map(({ text }) => text),
    ['某乙', '某丁'],
  );
});

test('of a reading only what it changes counts', () => {
  const core = (old, fresh) =>
    unitsOf(exchange([['answer', `前${old}后`]], [[0, 1, 1 + old.length, fresh]])).alternates[0].core;
  assert.deepEqual(core('甲乙丙', '甲某丙'), [[2, 3]]);
  assert.deepEqual(core('甲甲', '甲'), [[2, 2]]);
  assert.deepEqual(core('甲', '甲甲'), [[2, 3]]);
  assert.deepEqual(core('甲乙', '乙乙'), [[1, 2]]);
  assert.deepEqual(core('甲乙丙丁', '甲丁'), [[2, 2]]);
  assert.deepEqual(core('甲乙丙丁', '甲某丙丁'), [[2, 3]]);
});
