// A shard of bigrams, as it travels: a stream of bits, most significant first. The format is written
// down in scripts/wenda/search_index.py.

/**
 * @typedef {{at: Uint32Array, flags: Uint8Array}} List addresses with their word edges
 * @param {Uint8Array} bytes @param {{space: number, bits: number}} pointer @returns {Map<number, List>} by key
 */
export function readShard(bytes, { space, bits }) {
  const stream = bitsOf(bytes);
  const count = stream.gamma() - 1;
  const keyBits = riceParameter(2 ** (32 - bits), count);
  const shard = new Map();
  for (let i = 0, key = -1; i < count; i++) {
    key += 1 + stream.rice(keyBits);
    shard.set(key, readList(stream, space));
  }
  return shard;
}

/** @param {ReturnType<typeof bitsOf>} stream @param {number} space */
function readList(stream, space) {
  const size = stream.gamma();
  const k = riceParameter(space, size);
  const list = { at: new Uint32Array(size), flags: new Uint8Array(size) };
  for (let i = 0, address = -1; i < size; i++) {
    address += 1 + stream.rice(k);
    list.at[i] = address;
    list.flags[i] = stream.read(2);
  }
  return list;
}

/** The Golomb-Rice parameter for that many gaps in a space: near ln 2 of the mean gap. */
const riceParameter = (/** @type {number} */ space, /** @type {number} */ count) =>
  Math.max(0, 31 - Math.clz32(Math.floor(Math.floor((space * 11) / 16) / (count + 1))));

/** @param {Uint8Array} bytes */
function bitsOf(bytes) {
  let at = 0;
  const bit = () => (bytes[at >> 3] >> (7 - (at++ & 7))) & 1;
  const read = (/** @type {number} */ width) => {
    let value = 0;
    for (let left = width; left; ) {
      const take = Math.min(left, 8 - (at & 7));
      value = (value << take) | ((bytes[at >> 3] >> (8 - (at & 7) - take)) & ((1 << take) - 1));
      at += take;
      left -= take;
    }
    return value;
  };
  const zeros = () => {
    let count = 0;
    while (!bit()) count++;
    return count;
  };
  const gamma = () => {
    const log = zeros();
    return 2 ** log + read(log);
  };
  const rice = (/** @type {number} */ k) => zeros() * 2 ** k + read(k);
  return { read, gamma, rice };
}
