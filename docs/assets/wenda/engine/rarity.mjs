// How rare characters and runs of them are: rare ones tell more about where a text stands.

/** @typedef {(code: number) => number} Weight how rare a character is */

const RANK = 1500; // of a character that is not among the frequent ones

/**
 * How rare a character is: near the logarithm of its rank.
 * @param {number[]} frequent codes, the most frequent first @returns {Weight}
 */
export function weighing(frequent) {
  const ranks = new Map(frequent.map((code, rank) => [code, rank]));
  return (code) => Math.log(2 + (ranks.get(code) ?? RANK));
}

/** How rare the runs of so many units of a text are, in its order. @param {string} text @param {Weight} weight @param {number} size */
export function raritiesOf(text, weight, size) {
  const weights = Array.from({ length: text.length }, (_, at) => weight(text.charCodeAt(at)));
  return weights
    .slice(size - 1)
    .map((_, at) => weights.slice(at, at + size).reduce((sum, each) => sum + each, 0));
}
