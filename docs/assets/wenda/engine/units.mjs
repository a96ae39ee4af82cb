// An exchange as search sees it: its folded units, with the way back to the text as printed.
// scripts/wenda/search/format.py says what a unit and an alternate reading are.
import { fold } from '../fold.mjs';
import { mustPart, numbersIn } from '../number-signs.mjs';

/** @import {Erratum, Paragraph, Role, Span, Unit, UnitKind, Units} from './types.mjs' */
/** @import {Script} from '../fold.mjs' */

const HEADING = 63; // so many units of a heading are looked at

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
  const cut = numbersIn(text).find(([start, end]) => start < HEADING && end > HEADING);
  return {
    role: 'heading',
    text: text.slice(0, cut ? cut[0] : HEADING),
    paragraph: [],
    start: starts,
    end: ends,
  };
}

/**
 * @param {{from: number, to: number, paragraphs: Pick<Paragraph, 'role'|'text'>[], script?: Script}} run
 * @param {Erratum[]} errata whose readings are chosen, in order @returns {Unit}
 */
function build({ from, to, paragraphs, script }, errata) {
  /** @type {Unit} */
  const unit = { role: paragraphs[from].role, text: '', paragraph: [], start: [], end: [] };
  if (errata.length) Object.assign(unit, { core: [], errata });
  for (let at = from; at < to; at++) {
    const { text } = paragraphs[at];
    const mine = errata.filter(({ paragraph }) => paragraph === at);
    const other = mine.length ? withReadings(text, mine) : undefined;
    const folded = fold(other?.text ?? text, script);
    if (mustPart(unit.text, folded.text)) part(unit);
    const begin = unit.text.length;
    append(unit, at, folded, other);
    for (const [start, end, printed] of other?.readings ?? []) {
      const first = folded.starts.filter((each) => each < start).length;
      const last = folded.starts.filter((each) => each < end).length;
      const core = changed(fold(printed, script).text, folded.text.slice(first, last));
      unit.core?.push([begin + first + core[0], begin + first + core[1]]);
    }
  }
  return unit;
}

/**
 * A paragraph with readings in the place of what is printed; where each of its characters was printed, a
 * reading's where all of that was; and the readings in it, with what is printed there.
 * @typedef {{text: string, from: number[], to: number[], readings: [number, number, string][]}} Other
 * @param {string} printed @param {Erratum[]} errata in order @returns {Other}
 */
function withReadings(printed, errata) {
  /** @type {Other} */
  const other = { text: '', from: [], to: [], readings: [] };
  let offset = 0;
  const add = (/** @type {string} */ text, /** @type {Span[]} */ ...spans) => {
    other.text += text;
    for (const [from, to] of spans) {
      other.from.push(from);
      other.to.push(to);
    }
  };
  const copy = (/** @type {number} */ end) => {
    for (; offset < end; offset++) add(printed[offset], [offset, offset + 1]);
  };
  for (const { start, end, reading } of errata) {
    copy(start);
    other.readings.push([other.text.length, other.text.length + reading.length, printed.slice(start, end)]);
    add(reading, .../** @type {Span[]} */ (Array(reading.length).fill([start, end])));
    offset = end;
  }
  copy(printed.length);
  return other;
}

/**
 * A paragraph's folded text joins a unit.
 * @param {Unit} unit @param {number} at the paragraph @param {import('../fold.mjs').Folded} folded
 * @param {Other} [other] that was folded in its place
 */
function append(unit, at, { text, starts, ends }, other) {
  unit.text += text;
  for (let i = 0; i < text.length; i++) {
    unit.paragraph.push(at);
    unit.start.push(other ? other.from[starts[i]] : starts[i]);
    unit.end.push(other ? other.to[ends[i] - 1] : ends[i]);
  }
}

/** A blank between the numbers of two paragraphs. @param {Unit} unit */
function part(unit) {
  const last = unit.text.length - 1;
  unit.text += ' ';
  unit.paragraph.push(unit.paragraph[last]);
  unit.start.push(unit.end[last]);
  unit.end.push(unit.end[last]);
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
