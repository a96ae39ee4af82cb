// A paragraph cut down to what surrounds its marks. Pure.

const BEFORE = 24, AFTER = 40; // characters around a mark: a line on a phone before, two after
const MOST = 260;              // then the rest is left to the page

/**
 * @param {string} text a paragraph as printed @param {[number, number][]} marks in order
 * @returns {{text: string, mark: boolean}[]} pieces in order; … stands for what is left out
 */
export function snippet(text, marks) {
  const windows = [];
  for (const [start, end] of marks.length ? marks : [[0, 0]]) {
    const from = boundary(text, Math.max(0, start - BEFORE)), to = boundary(text, Math.min(text.length, end + AFTER));
    const open = windows[windows.length - 1];
    if (open && from <= open.to + 8) open.to = Math.max(open.to, to);
    else windows.push({ from, to });
  }
  const pieces = [];
  const add = (piece, mark) => piece && pieces.push({ text: piece, mark });
  let shown = 0, left = 0;
  for (const { from, to } of windows) {
    if (shown > MOST) break;
    if (from > left) add('…', false);
    let at = from;
    for (const [start, end] of marks) {
      if (end <= from || start >= to) continue;
      add(text.slice(at, start), false);
      add(text.slice(Math.max(at, start), end), true);
      at = end;
    }
    add(text.slice(at, to), false);
    shown += to - from;
    left = to;
  }
  if (left < text.length) add('…', false);
  return pieces;
}

/** Not inside a surrogate pair. */
function boundary(text, at) {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
