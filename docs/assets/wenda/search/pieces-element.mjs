// The parts of a query that are printed, where the whole is not, as links.
import { make } from '../elements.mjs';
import { pieceCount, queryFor } from './results.mjs';

/** @import {Piece} from '../engine/types.mjs' */

/**
 * @param {Piece[]} pieces @param {(query: string) => string} hrefOf
 * @returns {HTMLElement[]} none where there are none
 */
export function piecesElements(pieces, hrefOf) {
  if (!pieces.length) return [];
  const links = pieces.flatMap((piece, at) => [
    at ? '；' : '',
    make('a', { href: hrefOf(queryFor(piece.text)) }, `「${piece.text}」${pieceCount(piece)}`),
  ]);
  return [make('p', { className: 'wd-pieces' }, '整句没有找到，原文里有其中的：', ...links)];
}
