// The nearest passages where nothing is exact: bigram votes choose exchanges, an alignment decides.
import { LONGEST } from './search-core.mjs';
import { marksOf } from './passages.mjs';

// Alignment, in weights of a character: chosen on 15 kinds of misquotation of 200 real sentences.
const WRONG = -0.1, OPEN = -0.5, EXTEND = -0.1, LOOSE = 0.9;
// Below it a passage is not offered. Of 205 sentences of another conference none was above it on the
// briefings and 2 among 10,000 exchanges (formulas that both share); the ordinary misquotations lose
// nothing up to 0.6, a quarter of the characters wrong is found in 92 of 100 (at 0.52: 97). 2026-11.
export const THRESHOLD = 0.57;

/** The passages that come nearest to a query, best first. Bounded: 400 characters, 20 texts. */
export async function nearby(index, query, filter) {
  const wanted = query.slice(0, LONGEST);
  const [votes, table] = await Promise.all([index.votes(wanted), index.table()]);
  const owners = candidates(index, table, votes, filter);
  const scored = await Promise.all(owners.map(async (owner) => {
    const units = (await index.units(owner)).slice(1);
    let best;
    units.forEach((unit, i) => {
      if (filter.role && unit.role !== filter.role) return;
      const near = compare(wanted, unit.text, index.weight);
      if (!best || near.score > best.score) best = { ...near, i };
    });
    return { owner, near: best && { ...best, units }, paragraphs: (await index.exchange(owner))[6] };
  }));
  return scored.filter(({ near }) => near && near.score >= THRESHOLD)
    .sort((a, b) => b.near.score - a.near.score || b.owner - a.owner)
    .map(({ owner, near, paragraphs }) => ({ owner, near: explain(near, wanted, paragraphs) }));
}

/** The exchanges with the best diagonals, and those with the most of the bigrams. */
function candidates(index, table, votes, filter) {
  const width = 32, lanes = new Float32Array(Math.ceil((index.space + LONGEST) / width) + 2);
  const most = new Map(), line = new Map();
  for (const { offset, at } of votes) {
    const weight = Math.log2(1 + index.space / (1 + at.length));
    for (let i = 0, row = 0, previous = -1; i < at.length; i++) {
      const lane = Math.floor((at[i] - offset + LONGEST) / width);
      lanes[lane] += weight;
      lanes[lane + 1] += weight;
      if (at[i] >= (table.start[row + 1] ?? Infinity)) row = table.at(at[i]);
      if (row !== previous) most.set(row, (most.get(row) ?? 0) + weight);
      previous = row;
    }
  }
  const top = lanes.reduce((a, b) => Math.max(a, b), 0);
  lanes.forEach((weight, lane) => {
    if (weight < top * 0.3) return;
    for (const end of [lane, lane - 1]) {
      const owner = table.owner[table.at(Math.max(0, end * width - LONGEST + width - 1))];
      if (weight > (line.get(owner) ?? 0)) line.set(owner, weight);
    }
  });
  const owners = new Map();
  for (const [row, weight] of most) owners.set(table.owner[row], Math.max(weight, owners.get(table.owner[row]) ?? 0));
  const best = (weights) => [...weights].filter(([owner]) => filter.keeps(owner))
    .sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, index.shown).map(([owner]) => owner);
  return [...new Set([...best(line), ...best(owners)])];
}

/**
 * How well a query stands in a text, 0 to 1, rare characters weighing more: the better of an affine
 * local alignment and LOOSE of the mean share of its bigrams and characters (for shuffled words),
 * in the stretch of the text that has most of its bigrams. Linear in the text, then at most five
 * queries long.
 * @param {string} query @param {string} text @param {(code: number) => number} weight
 */
export function compare(query, text, weight) {
  const weights = Array.from({ length: query.length }, (_, i) => weight(query.charCodeAt(i)));
  const bigrams = new Map();
  for (let i = 0; i + 1 < query.length; i++) bigrams.set(query.slice(i, i + 2), weights[i] + weights[i + 1]);
  const width = 2 * query.length + 10, inside = new Map();
  let sum = 0, best = 0, from = 0;
  for (let i = 0; i + 1 < text.length; i++) {
    const gone = text.slice(i - width, i - width + 2), bigram = text.slice(i, i + 2);
    if (i >= width && inside.has(gone)) {
      inside.set(gone, inside.get(gone) - 1);
      if (!inside.get(gone)) { inside.delete(gone); sum -= bigrams.get(gone); }
    }
    if (!bigrams.has(bigram)) continue;
    if (!inside.has(bigram)) sum += bigrams.get(bigram);
    inside.set(bigram, (inside.get(bigram) ?? 0) + 1);
    if (sum > best + 1e-9) { best = sum; from = i + 2 - width; }
  }
  const start = Math.max(0, from - 5), stretch = text.slice(start, Math.max(0, from) + 2 * width);
  const aligned = align(query, stretch, weights);
  const left = new Map();
  for (const char of text.slice(Math.max(0, from), from + width)) left.set(char, (left.get(char) ?? 0) + 1);
  let total = 0, has = 0;
  weights.forEach((each, i) => {
    total += each;
    const count = left.get(query[i]);
    if (count) { has += each; left.set(query[i], count - 1); }
  });
  const all = [...bigrams.values()].reduce((a, b) => a + b, 0);
  const bag = all ? LOOSE * (best / all + has / total) / 2 : 0;
  return { score: Math.min(1, Math.max(aligned.score / total, bag)), pairs: aligned.pairs.map(([a, b]) => [a, b + start]) };
}

/**
 * The best affine local alignment (Gotoh 1982) as pairs (query, text) in order; its score is the
 * weight of the right characters less the penalties, in mean weights.
 * @returns {{score: number, pairs: [number, number][]}}
 */
export function align(query, text, weights) {
  const m = query.length, n = text.length, row = n + 1;
  const mean = weights.reduce((a, b) => a + b, 0) / m, open = OPEN * mean, extend = EXTEND * mean;
  const trace = new Uint8Array((m + 1) * row); // 3: where from; 4: a gap in the text goes on; 8: in the query
  const high = new Float32Array(row), up = new Float32Array(row).fill(-1e9);
  let best = 0, at = 0;
  for (let i = 1; i <= m; i++) {
    const right = weights[i - 1], wrong = WRONG * right;
    let diagonal = 0, left = -1e9, beside = 0;
    for (let j = 1; j <= n; j++) {
      const above = high[j];
      let mark = 0, from = 1;
      if (up[j] + extend >= above + open) { up[j] += extend; mark |= 4; } else up[j] = above + open;
      if (left + extend >= beside + open) { left += extend; mark |= 8; } else left = beside + open;
      let value = diagonal + (query[i - 1] === text[j - 1] ? right : wrong);
      if (up[j] > value) { value = up[j]; from = 2; }
      if (left > value) { value = left; from = 3; }
      if (value <= 0) { value = 0; from = 0; }
      trace[i * row + j] = mark | from;
      diagonal = above;
      high[j] = beside = value;
      if (value > best) { best = value; at = i * row + j; }
    }
  }
  const pairs = [];
  let i = Math.floor(at / row), j = at % row, state = 0;
  while (i && j) {
    const mark = trace[i * row + j], from = state || mark & 3;
    if (!from) break;
    if (from === 1) { pairs.push([--i, --j]); continue; }
    state = mark & (from === 2 ? 4 : 8) ? from : 0;
    if (from === 2) i--; else j--;
  }
  return { score: best, pairs: pairs.reverse() };
}

/**
 * Marks on the printed text, and the difference as runs of [kind, in the folded query, as printed],
 * kind 'same', 'changed', 'missing' (from the text) or 'extra' (in the text).
 */
function explain({ score, pairs, units, i }, query, paragraphs) {
  const unit = units[i], runs = [];
  const add = (kind, asked, from, to) => {
    const last = runs[runs.length - 1];
    if (!asked && from === to) return;
    if (last?.kind === kind) { last.asked += asked; last.to = to; } else runs.push({ kind, asked, from, to });
  };
  let q = 0, t = pairs.length ? pairs[0][1] : 0;
  for (const [a, b] of pairs) {
    add('missing', query.slice(q, a), t, t);
    add('extra', '', t, b);
    add(query[a] === unit.text[b] ? 'same' : 'changed', query[a], b, b + 1);
    [q, t] = [a + 1, b + 1];
  }
  add('missing', query.slice(q), t, t);
  const stretches = pairs.filter(([a, b]) => query[a] === unit.text[b]).map(([, b]) => [b, b + 1]);
  const marks = marksOf(units, (each, at) => (at === i ? stretches : []));
  for (const [at, list] of marks) marks.set(at, touching(list));
  const size = ({ kind, asked, from, to }) => (kind === 'same' ? 0 : Math.max(asked.length, to - from));
  return {
    score, units, marks, differences: runs.reduce((sum, run) => sum + size(run), 0),
    diff: runs.map(({ kind, asked, from, to }) => [kind, asked, printed(unit, from, to, paragraphs)]),
  };
}

/** Folded characters of a unit as printed, with the punctuation that follows them inside the unit. */
function printed(unit, from, to, paragraphs) {
  let out = '';
  for (let at = from; at < to; at++) {
    const next = at + 1 < to && unit.paragraph[at + 1] === unit.paragraph[at] ? unit.start[at + 1] : unit.end[at];
    out += paragraphs[unit.paragraph[at]][1].slice(unit.start[at], Math.max(next, unit.end[at]));
  }
  return out;
}

/** Marks that touch become one. */
function touching(marks) {
  const out = [];
  for (const [start, end] of marks) {
    if (out.length && out[out.length - 1][1] >= start) out[out.length - 1][1] = end; else out.push([start, end]);
  }
  return out;
}
