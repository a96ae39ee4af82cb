// The longest parts of a query that are printed, where the whole is not: so that nobody takes «not found»
// for «never said».
import { fold } from '../fold.mjs';
import { isOfNumber, numbersIn } from '../number-signs.mjs';
import { hitsOf } from './exact.mjs';

/** @import {Filter, Index, Piece, Span} from './types.mjs' */
/** @import {Folded, Script} from '../fold.mjs' */

const MOST = 3; // pieces that are offered
const LOOKUPS = 6; // in a large index
const LEAST = 2; // characters
const SHORT = 4; // so many may always be offered, fewer only where they are a quarter of the query
const LONGEST = 1000; // so many characters of a query are looked at

/**
 * The longest first, none inside another.
 * @param {Index} index @param {string} asked as typed @param {Script} script @param {Filter} filter
 * @returns {Promise<Piece[]>}
 */
export async function piecesOf(index, asked, script, filter) {
  const folded = fold(asked, script);
  const { text } = folded;
  const isEnough = (/** @type {Span} */ [start, end]) =>
    end - start >= LEAST &&
    end - start < text.length &&
    (end - start >= SHORT || (end - start) * 4 >= text.length);
  const spans = (
    index.has ? longest(text, index.has.bind(index)) : clausesOf(folded).slice(0, LOOKUPS)
  ).filter(isEnough);
  /** @type {Piece[]} */
  const pieces = [];
  for (const span of spans) {
    if (pieces.length === MOST) break;
    const piece = await pieceAt(index, asked, folded, span, filter);
    const isPart = pieces.some((other) => other.text.includes(piece.text));
    if (piece.places && !isPart) pieces.push(piece);
  }
  return pieces;
}

/**
 * A stretch of a query and how many have it in print.
 * @param {Index} index @param {string} asked @param {Folded} folded @param {Span} span
 * @param {Filter} filter
 */
async function pieceAt(index, asked, { text, starts, ends }, [start, end], { role, keeps }) {
  const hits = await hitsOf(index, text.slice(start, end), role);
  const piece = { text: asked.slice(starts[start], ends[end - 1]), exchanges: 0, remarks: 0, places: 0 };
  for (const [owner, { at, remarks }] of hits) {
    if (!at.length || !keeps(owner)) continue;
    piece[remarks ? 'remarks' : 'exchanges']++;
    piece.places += at.length;
  }
  return piece;
}

const byLength = (/** @type {Span} */ a, /** @type {Span} */ b) => b[1] - b[0] - (a[1] - a[0]) || a[0] - b[0];

/**
 * The stretches that are printed and could not be longer, cut between numbers only, the longest first.
 * @param {string} text folded @param {(term: string) => boolean} has
 */
function longest(text, has) {
  const edges = edgesOf(text.slice(0, LONGEST));
  /** @type {Span[]} */
  const found = [];
  let to = 0; // an edge: how far the stretch from this one reaches; the next one reaches as far
  let reached = 0;
  for (let from = 0; from + 1 < edges.length; from++) {
    to = Math.max(to, from);
    while (to + 1 < edges.length && has(text.slice(edges[from], edges[to + 1]))) to++;
    if (to > Math.max(reached, from)) found.push([edges[from], edges[to]]);
    reached = Math.max(reached, to);
  }
  return found.sort(byLength);
}

/** Where a folded text may be cut: anywhere but inside a number or a surrogate pair. @param {string} text */
function edgesOf(text) {
  const inside = new Set();
  for (const [start, end] of numbersIn(text)) for (let at = start + 1; at < end; at++) inside.add(at);
  return Array.from({ length: text.length + 1 }, (_, at) => at).filter(
    (at) => !inside.has(at) && !/[\udc00-\udfff]/.test(text[at] ?? ''),
  );
}

/** The stretches between punctuation and white space, the longest first. @param {Folded} folded */
function clausesOf({ text, starts, ends }) {
  /** @type {Span[]} */
  const clauses = [];
  for (let at = 1, from = 0; at <= text.length; at++) {
    const parted = starts[at] > ends[at - 1] && !(isOfNumber(text[at - 1]) && isOfNumber(text[at]));
    if (at < text.length && !parted) continue;
    clauses.push([from, at]);
    from = at;
  }
  return clauses.sort(byLength);
}
