// A shard, as it travels: a stream of bits, most significant first. The format is written down in
// scripts/wenda/search/format.py.

const WIDTHS = { 2: 32, 3: 48 }; // bits of a run of so many units

/**
 * Where a run of units stands: addresses in the segment, the kinds of the texts there, and the edges of
 * words: 2 before the run, 1 after it. Of runs of two units without their offsets the addresses only tell
 * one place of a document from the other. @typedef {{at: number[], kinds: number[], flags: number[]}} List
 *
 * @typedef {object} Shape what a shard's numbers are coded by
 * @property {number} bits log2 of how many shards there are
 * @property {2|3} size units of a run
 * @property {number} n documents
 * @property {number} mean units of a document
 * @property {number} stride addresses of a document
 *
 * @param {Uint8Array} bytes @param {Shape} shape @param {Uint8Array} [offsets] of runs of two units
 * @returns {Map<number, List>} by key
 */
export function readShard(bytes, shape, offsets) {
  const stream = bitsOf(bytes);
  const places = shape.size === 3 ? stream : offsets && bitsOf(offsets);
  const count = stream.gamma() - 1;
  const keyBits = riceParameter(2 ** (WIDTHS[shape.size] - shape.bits), count);
  const shard = new Map();
  for (let i = 0, key = -1; i < count; i++) {
    key += 1 + stream.rice(keyBits);
    shard.set(key, readList(stream, shape, places));
  }
  return shard;
}

/** @typedef {ReturnType<typeof bitsOf>} Stream */
/** @param {Stream} stream @param {Shape} shape @param {Stream} [offsets] @returns {List} */
function readList(stream, { n, mean, stride }, offsets) {
  /** @type {List} */
  const list = { at: [], kinds: [], flags: [] };
  const owners = stream.gamma();
  const ownerBits = riceParameter(n, owners);
  for (let i = 0, owner = -1; i < owners; i++) {
    owner += 1 + stream.rice(ownerBits);
    const places = stream.gamma();
    const offsetBits = riceParameter(mean, places);
    for (let j = 0, offset = -1; j < places; j++) {
      offset += 1 + (offsets ? offsets.golomb(offsetBits) : 0);
      list.at.push(owner * stride + offset);
      list.kinds.push(stream.zeros());
      list.flags.push(stream.read(2));
    }
  }
  return list;
}

/** The Golomb-Rice parameter for that many gaps in a space: near ln 2 of the mean gap. */
const riceParameter = (/** @type {number} */ space, /** @type {number} */ count) =>
  Math.max(0, log2(Math.floor(Math.floor((space * 11) / 16) / (count + 1))));

/** The highest bit of a whole number below 2^53. @param {number} x @returns {number} */
const log2 = (x) => (x < 2 ** 31 ? 31 - Math.clz32(x) : 31 + log2(Math.floor(x / 2 ** 31)));

/** @param {Uint8Array} bytes */
function bitsOf(bytes) {
  let at = 0;
  const bit = () => (bytes[at >> 3] >> (7 - (at++ & 7))) & 1;
  const read = (/** @type {number} */ width) => {
    let value = 0;
    for (let left = width; left; ) {
      const take = Math.min(left, 8 - (at & 7));
      value = value * 2 ** take + ((bytes[at >> 3] >> (8 - (at & 7) - take)) & ((1 << take) - 1));
      at += take;
      left -= take;
    }
    return value;
  };
  const zeros = () => {
    let count = 0;
    while (!bit()) {
      if (at > 8 * bytes.length) throw new RangeError('搜索数据不完整，请刷新页面。');
      count++;
    }
    return count;
  };
  const gamma = () => golomb(0) + 1;
  const rice = (/** @type {number} */ k) => zeros() * 2 ** k + read(k);
  /** Exponential Golomb: x + 2^k in twice as many bits as it has, but k. */
  const golomb = (/** @type {number} */ k) => {
    const log = zeros() + k;
    return 2 ** log + read(log) - 2 ** k;
  };
  return { read, zeros, gamma, rice, golomb };
}

const MIX = 0x9e3779b1; // scatter runs over shards: see the format
const MIX_THIRD = 0x85ebca6b;

/**
 * The shard of the run that begins at a place of a text, and its key there.
 * @param {string} text @param {number} at @param {Pick<Shape, 'bits'|'size'>} shape
 */
export function runAt(text, at, { bits, size }) {
  const third = size === 3 ? text.charCodeAt(at + 2) : 0;
  const pair = (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
  const hash = (Math.imul(pair, MIX) + Math.imul(third, MIX_THIRD)) >>> 0;
  const rest = (hash << bits) >>> bits;
  return { shard: hash >>> (32 - bits), key: size === 3 ? rest * 2 ** 16 + third : rest };
}
