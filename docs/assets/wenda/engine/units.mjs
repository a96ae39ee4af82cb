// An exchange as search sees it: its folded units, with the way back to the text as printed.
// scripts/wenda/search_index.py says what a unit and an alternate reading are.
import { fold } from '../fold.mjs';

/** @import {Erratum, Paragraph, Role, Span, Unit, UnitKind, Units} from './types.mjs' */
/** @import {Script} from '../fold.mjs' */

export const SLOT = 64; // the index holds one character less of a heading

/** @param {{role: Role, core?: Span[]}} unit @returns {UnitKind} */
export const kindOf = ({ role, core }) => (core ? 'alternates' : role === 'heading' ? 'heading' : 'spoken');

/**
 * The folded units of an exchange. A unit with errata has alternates: with each reading, and with all.
 * @param {{heading: string, paragraphs: Pick<Paragraph, 'role'|'text'>[], errata: Erratum[]}} exchange
 * @param {Script} [script] @returns {Units}
 */
export function unitsOf({ heading, paragraphs, errata }, script) {
  /** @type {Unit[]} */
  const spoken = [];
  /** @type {Unit[]} */
  const alternates = [];
  for (const run of runs(paragraphs)) {
    const builder = { ...run, paragraphs, script };
    const unit = build(builder, []);
    spoken.push(unit);
    const mine = errata.filter(({ paragraph }) => paragraph >= run.from && paragraph < run.to);
    for (const chosen of [...mine.map((each) => [each]), ...(mine.length > 1 ? [mine] : [])]) {
      const other = build(builder, chosen);
      if (other.text !== unit.text) alternates.push(other);
    }
  }
  return { heading: [titleOf(heading, script)], spoken, alternates };
}

/** Runs of paragraphs of one role. @param {Pick<Paragraph, 'role'>[]} paragraphs */
function* runs(paragraphs) {
  for (let from = 0, to = 0; from < paragraphs.length; from = to) {
    while (to < paragraphs.length && paragraphs[to].role === paragraphs[from].role) to++;
    yield { from, to };
  }
}

/** @param {string} heading @param {Script} [script] @returns {Unit} */
function titleOf(heading, script) {
  const { text, starts, ends } = fold(heading, script);
  return { role: 'heading', text: text.slice(0, SLOT - 1), paragraph: [], start: starts, end: ends };
}

/**
 * @param {{from: number, to: number, paragraphs: Pick<Paragraph, 'role'|'text'>[], script?: Script}} run
 * @param {Erratum[]} errata whose readings are chosen, in order @returns {Unit}
 */
function build({ from, to, paragraphs, script }, errata) {
  /** @type {Unit} */
  const unit = { role: paragraphs[from].role, text: '', paragraph: [], start: [], end: [] };
  if (errata.length) unit.core = [];
  for (let at = from; at < to; at++) {
    const { text } = paragraphs[at];
    let offset = 0;
    for (const { start, end, reading } of errata.filter(({ paragraph }) => paragraph === at)) {
      append(unit, at, fold(text.slice(offset, start), script), offset);
      const begin = unit.text.length;
      const fresh = fold(reading, script);
      append(unit, at, fresh, 0, [start, end]);
      const [first, last] = changed(fold(text.slice(start, end), script).text, fresh.text);
      unit.core?.push([begin + first, begin + last]);
      offset = end;
    }
    append(unit, at, fold(text.slice(offset), script), offset);
  }
  return unit;
}

/**
 * Folded text joins a unit: it was printed from `offset` on, or stands for all of `span`.
 * @param {Unit} unit @param {number} at the paragraph @param {import('../fold.mjs').Folded} folded
 * @param {number} offset @param {Span} [span]
 */
function append(unit, at, { text, starts, ends }, offset, span) {
  unit.text += text;
  for (let i = 0; i < text.length; i++) {
    unit.paragraph.push(at);
    unit.start.push(span ? span[0] : offset + starts[i]);
    unit.end.push(span ? span[1] : offset + ends[i]);
  }
}

/** The stretch of a fresh reading that an old one does not have. @returns {Span} */
function changed(/** @type {string} */ old, /** @type {string} */ fresh) {
  const least = Math.min(old.length, fresh.length);
  let before = 0;
  let after = 0;
  while (before < least && old[before] === fresh[before]) before++;
  while (after < least - before && old[old.length - 1 - after] === fresh[fresh.length - 1 - after]) after++;
  return [before, fresh.length - after];
}

/**
 * Whether [start, end) has one of the changed characters (or closes over a dropped one).
 * @param {Span[]} core @param {number} start @param {number} end
 */
export const touches = (core, start, end) =>
  core.some(([from, to]) => (from < to ? start < to && end > from : start < from && end > from));
