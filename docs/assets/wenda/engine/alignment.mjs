// How well a query stands in a text where it is not exact. Pure.

/** @typedef {[number, number]} Pair a character of the query, and of the text */

// In weights of a character: chosen on 15 kinds of misquotation of 200 real sentences.
const WRONG = -0.1;
const OPEN = -0.5;
const EXTEND = -0.1;
const LOOSE = 0.9;

/**
 * How well a query stands in a text, 0 to 1, rare characters weighing more: the better of an affine
 * local alignment and LOOSE of the mean share of its bigrams and characters (for shuffled words),
 * in the stretch of the text that has most of its bigrams. Linear in the text, then at most five
 * queries long.
 * @param {string} query @param {string} text @param {(code: number) => number} weight
 * @returns {{score: number, pairs: Pair[]}}
 */
export function compare(query, text, weight) {
  const weights = Array.from({ length: query.length }, (_, i) => weight(query.charCodeAt(i)));
  const width = 2 * query.length + 10;
  const { share, from } = densest(query, text, weights, width);
  const start = Math.max(0, from - 5);
  const aligned = align(query, text.slice(start, Math.max(0, from) + 2 * width), weights);
  const total = sum(weights);
  const characters = charactersIn(query, text.slice(Math.max(0, from), from + width), weights);
  const loose = (LOOSE * (share + characters / total)) / 2;
  return {
    score: Math.min(1, Math.max(aligned.score / total, loose)),
    pairs: aligned.pairs.map(([asked, at]) => [asked, at + start]),
  };
}

const sum = (/** @type {Iterable<number>} */ values) => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/**
 * Of all stretches of that width the one with most of the query's bigrams, and their share by weight.
 * @param {string} query @param {string} text @param {number[]} weights @param {number} width
 */
function densest(query, text, weights, width) {
  /** @type {Map<string, number>} */
  const bigrams = new Map();
  for (let i = 0; i + 1 < query.length; i++) bigrams.set(query.slice(i, i + 2), weights[i] + weights[i + 1]);
  /** @type {Map<string, number>} */
  const inside = new Map(); // how often each is in the stretch
  let now = 0;
  let best = 0;
  let from = 0;
  for (let i = 0; i + 1 < text.length; i++) {
    const gone = i >= width ? text.slice(i - width, i - width + 2) : '';
    const leaving = inside.get(gone);
    if (leaving === 1) {
      inside.delete(gone);
      now -= bigrams.get(gone) ?? 0;
    } else if (leaving) inside.set(gone, leaving - 1);
    const bigram = text.slice(i, i + 2);
    const weight = bigrams.get(bigram);
    if (weight === undefined) continue;
    const count = inside.get(bigram) ?? 0;
    if (!count) now += weight;
    inside.set(bigram, count + 1);
    if (now > best + 1e-9) {
      best = now;
      from = i + 2 - width;
    }
  }
  const all = sum(bigrams.values());
  return { share: all ? best / all : 0, from };
}

/** The weight of the query's characters that a text has, in whatever order. */
function charactersIn(
  /** @type {string} */ query,
  /** @type {string} */ text,
  /** @type {number[]} */ weights,
) {
  /** @type {Map<string, number>} */
  const left = new Map();
  for (const char of text) left.set(char, (left.get(char) ?? 0) + 1);
  let has = 0;
  weights.forEach((each, i) => {
    const count = left.get(query[i]);
    if (!count) return;
    has += each;
    left.set(query[i], count - 1);
  });
  return has;
}

// The trace of a cell: where its value comes from, and whether a gap goes on.
const FROM = 3; // the bits that say where from: nowhere 0, the diagonal 1, above 2, beside 3
const DIAGONAL = 1;
const ABOVE = 2;
const BESIDE = 3;
const ABOVE_GOES_ON = 4;
const BESIDE_GOES_ON = 8;
const NEVER = -1e9;

/**
 * The best affine local alignment (Gotoh 1982) as pairs (query, text) in order; its score is the
 * weight of the right characters less the penalties, in mean weights.
 * @param {string} query @param {string} text @param {number[]} weights of the query's characters
 * @returns {{score: number, pairs: Pair[]}}
 */
export function align(query, text, weights) {
  const row = text.length + 1;
  const trace = new Uint8Array((query.length + 1) * row);
  const { score, cell } = fill(trace, query, text, weights);
  return { score, pairs: follow(trace, row, cell) };
}

/**
 * Fills the trace row by row; the best cell and its score.
 * @param {Uint8Array} trace @param {string} query @param {string} text @param {number[]} weights
 */
function fill(trace, query, text, weights) {
  const row = text.length + 1;
  const mean = sum(weights) / query.length;
  const gap = { open: OPEN * mean, extend: EXTEND * mean };
  const high = new Float32Array(row);
  const up = new Float32Array(row).fill(NEVER);
  let best = { score: 0, cell: 0 };
  for (let i = 1; i <= query.length; i++) {
    const marks = trace.subarray(i * row, (i + 1) * row);
    const { score, at } = fillRow(marks, text, query[i - 1], weights[i - 1], gap, high, up);
    if (score > best.score) best = { score, cell: i * row + at };
  }
  return best;
}

/**
 * One character of the query against the whole text; the best place and its score.
 * @param {Uint8Array} marks of this row, to be filled @param {string} text @param {string} char
 * @param {number} weight of the character @param {{open: number, extend: number}} gap penalties
 * @param {Float32Array} high the row above, then this one
 * @param {Float32Array} up the same where a gap in the text ends
 */
function fillRow(marks, text, char, weight, { open, extend }, high, up) {
  const wrong = WRONG * weight;
  let diagonal = 0;
  let left = NEVER;
  let beside = 0;
  let score = 0;
  let at = 0;
  for (let j = 1; j < marks.length; j++) {
    const above = high[j];
    const goesUp = up[j] + extend >= above + open;
    const goesLeft = left + extend >= beside + open;
    up[j] = goesUp ? up[j] + extend : above + open;
    left = goesLeft ? left + extend : beside + open;
    let value = diagonal + (char === text[j - 1] ? weight : wrong);
    let from = DIAGONAL; // of equals the straight way, then the one from above
    if (up[j] > value) {
      value = up[j];
      from = ABOVE;
    }
    if (left > value) {
      value = left;
      from = BESIDE;
    }
    if (value <= 0) {
      value = 0;
      from = 0;
    }
    marks[j] = (goesUp ? ABOVE_GOES_ON : 0) | (goesLeft ? BESIDE_GOES_ON : 0) | from;
    diagonal = above;
    high[j] = value;
    beside = value;
    if (value > score) {
      score = value;
      at = j;
    }
  }
  return { score, at };
}

/** The pairs on the way back from a cell. @param {Uint8Array} trace @param {number} row @param {number} cell */
function follow(trace, row, cell) {
  /** @type {Pair[]} */
  const pairs = [];
  let i = Math.floor(cell / row);
  let j = cell % row;
  let gap = 0; // the direction of the gap that we are in
  while (i && j) {
    const mark = trace[i * row + j];
    const from = gap || mark & FROM;
    if (!from) break;
    if (from === DIAGONAL) {
      pairs.push([--i, --j]);
      continue;
    }
    gap = mark & (from === ABOVE ? ABOVE_GOES_ON : BESIDE_GOES_ON) ? from : 0;
    if (from === ABOVE) i--;
    else j--;
  }
  return pairs.reverse();
}
