// What was found, in words and addresses. Pure.
import { anchorOf, pagePath, partsOf } from '../addresses.mjs';

/** @import {Answer, Passage, Result} from '../engine/types.mjs' */
/** @import {Site} from '../site.mjs' */

const MARKED = 300; // characters of words to mark that go into an address

/**
 * The address of a passage, with the words to mark on arrival.
 * @param {Site} site @param {string} entry @param {string} paragraph '' for none @param {string} marked
 */
export function addressOf(site, entry, paragraph, marked = '') {
  const { conference, unit } = partsOf(entry);
  const url = site.url(pagePath(conference, unit));
  if (marked) url.searchParams.set('q', marked);
  url.hash = anchorOf(unit, paragraph);
  return url.href;
}

/**
 * The words that a result marks, as printed, so that its page can mark them without the index.
 * @param {Passage[]} passages
 */
export function markedWords(passages) {
  const words = passages.flatMap(({ text, marks }) => marks.map(([start, end]) => text.slice(start, end)));
  return [...new Set(words)].map(quoted).join(' ').slice(0, MARKED);
}

/** A word that a query would take for something else. @param {string} word */
const quoted = (word) => (/^-|\s|[:：]/.test(word) ? `"${word.replaceAll('"', '')}"` : word);

/** What was found, as a sentence that is shown and announced. @param {Answer} answer */
export function summary({ status, exchanges, places, remarks, terms }) {
  if (status === 'exact' && terms.length) {
    const where = [
      exchanges || !remarks ? `${exchanges} 则问答` : '',
      remarks ? `${remarks} 段开场或结束的话` : '',
    ];
    return `完全一致：${where.filter(Boolean).join('、')}，${places} 处`;
  }
  if (status === 'exact') return `${exchanges} 则问答`;
  if (status === 'near') return `没有完全一致的。最接近的 ${exchanges} 段，不是原话：`;
  if (status === 'too-short') return '一个字太少，请至少输入两个字。';
  if (status === 'empty') return '';
  return '没有找到，也没有接近的。';
}

/** Whether results are shown as exact or as nearest. @param {Answer} answer @returns {'exact'|'near'} */
export const matchOf = ({ status }) => (status === 'near' ? 'near' : 'exact');
