// The search engine over the files of an index: exact, and nearest where nothing is exact. Knows no DOM
// and no network. scripts/wenda/search/ makes the files, its format.py writes the format down.
import { MissingFile } from './errors.mjs';
import { openFiles } from './files.mjs';
import { LargeIndex } from './large.mjs';
import { suggest } from './names.mjs';
import { search } from './search.mjs';
import { openSmall } from './small.mjs';

/** @import {Engine, FetchBytes, Index} from './types.mjs' */

const SUGGESTIONS = 8;

/**
 * @param {{fetchBytes: FetchBytes}} options @returns {Promise<Engine & {size: number, small: boolean}>}
 * @throws {import('./errors.mjs').UnknownVersion}
 */
export async function open({ fetchBytes }) {
  let index = await openIndex(fetchBytes);
  /**
   * Once more with a fresh pointer where a file is gone: the site was rebuilt meanwhile.
   * @template T @param {(index: Index) => T|Promise<T>} work
   */
  const withIndex = async (work) => {
    try {
      return await work(index);
    } catch (error) {
      if (!(error instanceof MissingFile)) throw error;
      const fresh = await openIndex(fetchBytes);
      if (fresh.id === index.id) throw error;
      index = fresh;
      return work(index);
    }
  };
  return {
    get size() {
      return index.n;
    },
    get small() {
      return index.small;
    },
    search: (query, options) => withIndex((at) => search(at, query, options)),
    suggest: (prefix, limit = SUGGESTIONS) => withIndex((at) => suggest(at, prefix, limit)),
    check: (text, blocks = [], progress = () => {}) =>
      withIndex(async (at) => {
        const { check } = await import('../check/check.mjs'); // seldom needed
        return check(at, text, blocks, progress);
      }),
    names: () => withIndex((at) => at.names()),
  };
}

/** @param {FetchBytes} fetchBytes @returns {Promise<Index>} */
async function openIndex(fetchBytes) {
  const files = await openFiles(fetchBytes);
  if (files.pointer.pack) return openSmall(files);
  return new LargeIndex(files); // not imported later: small archives pay 25 ms, large ones save a round trip
}
