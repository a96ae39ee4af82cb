// How a whole quotation stands in a text: stretches that both have, in order, and what is between.
// The twin of scripts/wenda/check/alignment.py, which says why it is not search's alignment. Pure.

export const LEFT_OUT = 4; // so many characters of the text in a row are an omission
/** Of a quotation of more than so many characters, how long a stretch must be. @type {[number, number][]} */
const LEAST = [
  [400, 8],
  [80, 4],
  [-1, 2],
];
const BACK = 150; // stretches that a chain looks back
const UNIT = 8; // the weight of a character in a chain
const DEAREST = 3; // what an omission costs at most, in characters
const CELLS = 40_000; // of a gap that is filled by edit distance

/**
 * @typedef {'same'|'changed'|'missing'|'extra'} StepKind missing from the text, extra in it
 * @typedef {[StepKind, number, number, number, number]} Step [from, to) in quotation and in text
 * @typedef {[number, number, number]} Stretch
 * @typedef {[number, number, number, number]} Gap
 */

/**
 * The steps, in order, that cover all of a folded quotation; none where they share too little.
 * @param {string} quotation @param {string} text @returns {Step[]}
 */
export function align(quotation, text) {
  const [, least] = LEAST.find(([more]) => quotation.length > more) ?? LEAST[0];
  const chain = chained(stretchesOf(quotation, text, least));
  if (!chain.length) return [];
  const [first, at] = chain[0];
  /** @type {Step[]} */
  const steps = [...gap(quotation, text, [0, first, Math.max(0, at - first - LEFT_OUT), at], 'left')];
  let [here, there] = [first, at];
  for (const [start, place, length] of chain) {
    steps.push(...gap(quotation, text, [here, start, there, place], ''));
    [here, there] = [start + length, place + length];
    steps.push(['same', start, here, place, there]);
  }
  const window = Math.min(text.length, there + quotation.length - here + LEFT_OUT);
  steps.push(...gap(quotation, text, [here, quotation.length, there, window], 'right'));
  return joined(steps);
}

/** 0 to 1: characters that both have, of these and all that differs. @param {Step[]} steps */
export function likenessOf(steps) {
  let same = 0;
  let cost = 0;
  for (const [kind, start, to, at, end] of steps) {
    if (kind === 'same') same += to - start;
    else cost += kind === 'extra' ? Math.min(end - at, DEAREST) : to - start;
  }
  return same ? same / (same + cost) : 0;
}

/** @param {string} quotation @param {string} text @param {number} least @returns {Stretch[]} */
function stretchesOf(quotation, text, least) {
  /** @type {Map<string, number[]>} */
  const places = new Map();
  for (let at = 0; at + least <= quotation.length; at++) places.set(quotation.slice(at, at + least), []);
  for (let at = 0; at + least <= text.length; at++) places.get(text.slice(at, at + least))?.push(at);
  /** @type {Stretch[]} */
  const stretches = [];
  for (let start = 0; start + least <= quotation.length; start++) {
    for (const at of places.get(quotation.slice(start, start + least)) ?? []) {
      if (start && at && quotation[start - 1] === text[at - 1]) continue;
      let length = least;
      while (
        start + length < quotation.length &&
        at + length < text.length &&
        quotation[start + length] === text[at + length]
      )
        length++;
      stretches.push([start, at, length]);
    }
  }
  return stretches;
}

/** The chain of the greatest weight, the earliest of several. @param {Stretch[]} stretches */
function chained(stretches) {
  /** @type {[number, number, number][]} weight, the one before, characters cut off */
  const best = [];
  stretches.forEach(([start, at, length], to) => {
    /** @type {[number, number, number]} */
    let mine = [UNIT * length, -1, 0];
    for (let back = Math.max(0, to - BACK); back < to; back++) {
      const [before, place, long] = stretches[back];
      if (before + long >= start + length || place + long >= at + length || place >= at) continue;
      const cut = Math.max(0, before + long - start, place + long - at);
      if (cut >= length) continue;
      const skipped = at - place - (start - before);
      const cost = skipped > 0 ? UNIT * Math.min(skipped, DEAREST) + 32 - Math.clz32(skipped) : 0;
      const weight = best[back][0] + UNIT * (length - cut) - cost;
      if (weight > mine[0]) mine = [weight, back, cut];
    }
    best.push(mine);
  });
  let end = -1;
  best.forEach(([weight], each) => {
    if (end < 0 || weight > best[end][0]) end = each;
  });
  /** @type {Stretch[]} */
  const chain = [];
  while (end >= 0) {
    const [, back, cut] = best[end];
    const [start, at, length] = stretches[end];
    chain.push([start + cut, at + cut, length - cut]);
    end = back;
  }
  return chain.reverse();
}

/**
 * @param {string} quotation @param {string} text @param {Gap} span @param {''|'left'|'right'} free
 * @returns {Step[]}
 */
function gap(quotation, text, [start, to, at, end], free) {
  if (start === to) return !free && at < end ? [['extra', start, start, at, end]] : [];
  const far = !free && end - at > 2 * (to - start) + 2 * LEFT_OUT;
  if (at < end && !far && (to - start) * (end - at) <= CELLS)
    return edits(quotation, text, [start, to, at, end], free);
  const place = free === 'left' ? end : at;
  /** @type {Step[]} */
  const steps = [['missing', start, to, place, place]];
  if (!free && at < end) steps.push(['extra', to, to, at, end]);
  return steps;
}

/**
 * Edit distance with its trace: same or changed before missing before extra.
 * @param {string} quotation @param {string} text @param {Gap} span @param {''|'left'|'right'} free
 */
function edits(quotation, text, [start, to, at, end], free) {
  const rows = to - start;
  const columns = end - at;
  const table = [Array.from({ length: columns + 1 }, (_, column) => (free === 'left' ? 0 : column))];
  for (let row = 1; row <= rows; row++) {
    const above = table[row - 1];
    const line = [row];
    for (let column = 1; column <= columns; column++) {
      const differs = Number(quotation[start + row - 1] !== text[at + column - 1]);
      line.push(Math.min(above[column - 1] + differs, above[column] + 1, line[column - 1] + 1));
    }
    table.push(line);
  }
  let row = rows;
  let column = columns;
  if (free === 'right') {
    // of several ends the last whose character is the quotation's own
    const least = Math.min(...table[rows]);
    const ends = [...table[rows].keys()].filter((each) => table[rows][each] === least);
    const whole = ends.filter((each) => each && text[at + each - 1] === quotation[to - 1]);
    column = whole.at(-1) ?? ends[0];
  }
  /** @type {Step[]} */
  const steps = [];
  while (row > 0 || (column > 0 && free !== 'left')) {
    const [here, there] = [start + row, at + column];
    const differs = Number(quotation[here - 1] !== text[there - 1]);
    if (row > 0 && column > 0 && table[row][column] === table[row - 1][column - 1] + differs) {
      steps.push([differs ? 'changed' : 'same', here - 1, here, there - 1, there]);
      row--;
      column--;
    } else if (row > 0 && table[row][column] === table[row - 1][column] + 1) {
      steps.push(['missing', here - 1, here, there, there]);
      row--;
    } else {
      steps.push(['extra', here, here, there - 1, there]);
      column--;
    }
  }
  return steps.reverse();
}

/** Steps of one kind that follow each other are one. @param {Step[]} steps */
function joined(steps) {
  /** @type {Step[]} */
  const out = [];
  for (const step of steps) {
    const last = out.at(-1);
    if (last && last[0] === step[0] && last[2] === step[1] && last[4] === step[3])
      [, , last[2], , last[4]] = step;
    else out.push([...step]);
  }
  return out;
}
