// A paragraph cut down to what surrounds its marks. Pure.

/** @import {Span} from '../engine/types.mjs' */
/** @typedef {{text: string, mark: boolean}} Piece */

const BEFORE = 24; // characters before a mark: a line on a phone
const AFTER = 40; // and after it: two lines
const MOST = 260; // then the rest is left to the page
const GAP = 8; // so few characters between two windows are shown too

/**
 * @param {string} text a paragraph as printed @param {Span[]} marks in order
 * @returns {Piece[]} in order; … stands for what is left out
 */
export function snippet(text, marks) {
  /** @type {Piece[]} */
  const pieces = [];
  let shown = 0;
  let left = 0; // off
  for (const [from, to] of windowsAround(text, marks)) {
    if (shown > MOST) break;
    if (from > left) pieces.push({ text: '…', mark: false });
    pieces.push(...piecesOf(text, marks, from, to));
    shown += to - from;
    left = to;
  }
  if (left < text.length) pieces.push({ text: '…', mark: false });
  return pieces;
}

/** What is shown around marks; the beginning where there are none. @param {string} text @param {Span[]} marks */
function windowsAround(text, marks) {
  /** @type {Span[]} */
  const windows = [];
  for (const [start, end] of marks.length ? marks : [[0, 0]]) {
    const from = boundary(text, Math.max(0, start - BEFORE));
    const to = boundary(text, Math.min(text.length, end + AFTER));
    const open = windows.at(-1);
    if (open && from <= open[1] + GAP) open[1] = Math.max(open[1], to);
    else windows.push([from, to]);
  }
  return windows;
}

/** A window in pieces. @param {string} text @param {Span[]} marks @param {number} from @param {number} to */
function piecesOf(text, marks, from, to) {
  /** @type {Piece[]} */
  const pieces = [];
  let at = from;
  for (const [start, end] of marks) {
    if (end <= from || start >= to) continue;
    pieces.push({ text: text.slice(at, start), mark: false });
    pieces.push({ text: text.slice(Math.max(at, start), end), mark: true });
    at = end;
  }
  pieces.push({ text: text.slice(at, to), mark: false });
  return pieces.filter((piece) => piece.text);
}

/** Not inside a surrogate pair. @param {string} text @param {number} at */
function boundary(text, at) {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
