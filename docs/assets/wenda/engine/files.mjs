// The files of one published index, and the script that its texts need. Knows no network: bytes come
// through fetchBytes(path, fresh).
import { FOLD_VERSION, scriptFrom } from '../fold.mjs';
import { UnknownVersion } from './errors.mjs';
import { suggestionsFrom } from './records.mjs';

/** @import {FetchBytes, Pointer, Suggestible} from './types.mjs' */

const FORMAT_VERSION = 2;

/** @param {FetchBytes} fetchBytes @returns {Promise<Files>} as the pointer says today */
export async function openFiles(fetchBytes) {
  const id = new TextDecoder().decode(await fetchBytes('current.json', true));
  /** @type {Pointer} */
  const pointer = JSON.parse(id);
  if (pointer.version !== FORMAT_VERSION || pointer.fold !== FOLD_VERSION) {
    const version = `${pointer.version}.${pointer.fold}`;
    throw new UnknownVersion(`搜索数据的版本（${version}）与本页不符，请刷新页面。`);
  }
  return new Files(id, pointer, fetchBytes);
}

/** Every file is named by its content, so it is fetched once and kept. */
export class Files {
  #fetchBytes;
  /** @type {Map<string, Promise<any>>} */
  #kept = new Map();
  #script;
  #whole = false; // the script has its rare pairs too

  /** @param {string} id @param {Pointer} pointer @param {FetchBytes} fetchBytes */
  constructor(id, pointer, fetchBytes) {
    this.id = id;
    this.pointer = pointer;
    this.#fetchBytes = fetchBytes;
    this.#script = scriptFrom(pointer.pairs);
  }

  /**
   * What a file holds, read once; what failed is fetched again when asked again.
   * @template T @param {string} path @param {(bytes: Uint8Array) => T|Promise<T>} read @returns {Promise<T>}
   */
  once(path, read) {
    let kept = this.#kept.get(path);
    if (!kept) {
      kept = this.#fetchBytes(path).then(read);
      this.#kept.set(path, kept);
      kept.catch(() => this.#kept.delete(path));
    }
    return kept;
  }

  /**
   * A `json.bin` of the format, as records. @template T
   * @param {string} path @param {(value: any) => T} read @returns {Promise<T>}
   */
  records(path, read) {
    return this.once(path, async (bytes) => read(await inflated(bytes)));
  }

  /** @returns {Promise<Suggestible[]>} */
  suggestions() {
    return this.records(this.pointer.suggest, suggestionsFrom);
  }

  /** The script that these texts need: nearly always the few pairs of the pointer. @param {string[]} texts */
  async script(texts) {
    if (!this.#whole && texts.some(isUnusual)) {
      const rare = scriptFrom(await this.records(this.pointer.script, String));
      for (const [from, to] of rare) this.#script.set(from, to);
      this.#whole = true;
    }
    return this.#script;
  }
}

/** JSON in GB18030 in raw deflate: a fifth smaller than in UTF-8. @param {Uint8Array} bytes */
async function inflated(bytes) {
  const blob = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]);
  const stream = blob.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(new TextDecoder('gb18030').decode(await new Response(stream).arrayBuffer()));
}

/** The ideographs of GB2312, which the platform knows. @type {Set<string>|undefined} */
let gb2312;

/** Whether a text has an ideograph outside GB2312: it may be a Traditional one. @param {string} text */
function isUnusual(text) {
  gb2312 ??= ideographsOfGb2312();
  for (const char of text) if (char >= '\u3400' && char <= '\u9fff' && !gb2312.has(char)) return true;
  return false;
}

function ideographsOfGb2312() {
  const codes = [];
  for (let row = 0xb0; row < 0xf8; row++) for (let cell = 0xa1; cell < 0xff; cell++) codes.push(row, cell);
  return new Set(new TextDecoder('gbk').decode(new Uint8Array(codes)));
}

/**
 * Every text of an exchange that is folded.
 * @param {import('./types.mjs').Exchange} exchange
 */
export const textsOf = ({ heading, paragraphs, errata }) => [
  heading,
  ...paragraphs.map(({ text }) => text),
  ...errata.map(({ reading }) => reading),
];
