// What was found, in words and addresses. Pure.
import { anchorOf, pagePath, partsOf } from '../addresses.mjs';

/** @import {Answer, Passage, Piece, Reading, Result} from '../engine/types.mjs' */
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

/** A piece of text as a query for it alone. @param {string} text */
export const queryFor = (text) => quoted(text);

/** A word that a query would take for something else. @param {string} word */
const quoted = (word) => (/^[-－−]|\s|[:：]/.test(word) ? `"${word.replaceAll('"', '')}"` : word);

/** What was found, as a sentence that is shown and announced. @param {Answer} answer */
export function summary(answer) {
  const { status, exchanges, terms } = answer;
  if (status === 'exact' || status === 'reading' || status === 'heading') {
    return terms.length ? found(answer) : `${exchanges} 则问答`;
  }
  if (status === 'near') return `没有原文一致的。最接近的 ${exchanges} 段，不是原话：`;
  if (status === 'too-short') return '一个字太少，请至少输入两个字。';
  if (status === 'excluded') return '只写了要排除的词；要找带“-”的原话，请加引号。';
  if (status === 'empty') return '';
  return '没有找到，也没有接近的。';
}

/** Printed words, then what an editor suggests, then what only a heading has. @param {Answer} answer */
function found({ exchanges, remarks, places, together, apart, readings, headings, terms }) {
  const some = terms.length > 1 ? '有的词' : '';
  const words = together ? '' : '（分别有这几个词）';
  return [
    exchanges + remarks ? `原文一致：${entries({ exchanges, remarks })}，${places} 处${words}` : '',
    apart ? `另有 ${apart} 则分别有这几个词` : '',
    readings ? `${some}合乎校记的拟改：${readings} 则，原文另作他字` : '',
    headings ? `${some}只在编者所加的标题里：${headings} 则，原文没有这些字` : '',
  ]
    .filter(Boolean)
    .join('；');
}

/** @param {{exchanges: number, remarks: number}} counts */
const entries = ({ exchanges, remarks }) =>
  [exchanges ? `${exchanges} 则问答` : '', remarks ? `${remarks} 段开场或结束的话` : '']
    .filter(Boolean)
    .join('、');

/** How many have a piece of a query. @param {Piece} piece */
export const pieceCount = ({ exchanges, remarks, places }) =>
  `${remarks ? entries({ exchanges, remarks }) : `${exchanges} 则`}，${places} 处`;

/** What a result rests on, and how the printed words differ from those asked for. @param {Result} result */
export function verdict({ match, remarks, remarked, places, readings }) {
  if (match === 'heading') return '只在编者所加的标题里';
  if (match === 'reading') return readings.map(suggested).join('；');
  if (!remarks.length) return '原文一致';
  return `${remarked < places ? `其中 ${remarked} 处` : ''}${remarks.join('、')}`;
}

/** @param {Reading} reading */
const suggested = ({ reading, printed }) =>
  `合乎校记的拟改${reading ? `「${reading}」` : '（删去）'}，${printed ? `原文作「${printed}」` : '原文没有'}`;
