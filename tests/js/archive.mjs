// A small archive made here, as its files: for tests of the engine that need one. The index that the
// build makes is tested in tests/search/.
import { deflateRawSync } from 'node:zlib';
import { MissingFile } from '../../docs/assets/wenda/engine/errors.mjs';
import { FOLD_VERSION } from '../../docs/assets/wenda/fold.mjs';

const ESCAPED = /[\u0080-\uffff]/g; // ASCII is GB18030 as it is

const jsonBin = (value) => {
  const escaped = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return new Uint8Array(deflateRawSync(JSON.stringify(value).replace(ESCAPED, escaped)));
};

/**
 * An exchange, or remarks, as the files hold it. @param {string} key @param {[string, string][]} paragraphs
 * @param {string} [heading] @param {[number, number, number, string][]} [errata]
 */
export const row = (key, paragraphs, heading = '', errata = []) => [
  key,
  heading,
  '2024-03-07',
  [],
  [],
  [],
  paragraphs,
  errata,
  ['', ''],
];

/**
 * The files of an archive, by path. @param {unknown[][]} rows
 * @param {string} [words] lengths of words, two to a character: chr(48 + 9 * one + other); else every
 *   character is a word
 */
export function filesOf(rows, name = 'today', words = '9'.repeat(1000)) {
  const names = { outlet: [['xinhua', '新华社', ['新华']]], speaker: [], topic: [] };
  const pointer = {
    version: 2,
    fold: FOLD_VERSION,
    n: rows.length,
    pairs: '',
    suggest: `suggest-${name}.bin`,
    script: `script-${name}.bin`,
    pack: `pack-${name}.bin`,
  };
  return {
    'current.json': new TextEncoder().encode(JSON.stringify(pointer)),
    [pointer.pack]: jsonBin({ names, exchanges: rows, words }),
    [pointer.suggest]: jsonBin([['outlet', 'xinhua', '新华社', ['新华'], 'xinhuashe', 'xhs']]),
    [pointer.script]: jsonBin(''),
  };
}

/** A host of files, which may change, and what it was asked for. */
export class Host {
  asked = [];

  constructor(files) {
    this.files = files;
  }

  fetchBytes = async (path) => {
    this.asked.push(path);
    if (this.failure) throw this.failure;
    if (!(path in this.files)) throw new MissingFile(`404 ${path}`);
    return this.files[path];
  };
}
