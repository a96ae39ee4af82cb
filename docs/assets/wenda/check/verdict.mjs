// The verdict on one quotation: are these words in the record, and what differs.
// scripts/wenda/check/verdict.py is the twin; tests/cases/check.json runs in both. Pure.
import { fold } from '../fold.mjs';
import { numbersIn } from '../number-signs.mjs';
import { align, LEFT_OUT, likenessOf } from './alignment.mjs';
import { beginsClause, printedOf } from './places.mjs';
import { cutBefore, patterns, turns } from './sense.mjs';

/** @import {Folded, Script} from '../fold.mjs' */
/** @import {Step} from './alignment.mjs' */
/** @import {CheckUnit, Place} from './places.mjs' */
/** @import {Kinds, Turn} from './sense.mjs' */

/** @type {Record<string, string>} */
export const CODES = {
  Q01: '逐字一致',
  Q02: '仅标点、空白或数字写法不同',
  Q03: '仅繁简、全半角或大小写不同',
  Q04: '合乎校记的拟改，刊印的是另一个读法',
  Q05: '有删节',
  Q06: '由几处的话拼成',
  Q07: '有改动',
  Q08: '有改动，意思可能变了',
  Q09: '话在，归属不符',
  Q10: '未找到',
  Q11: '过短，不足以核对',
};

const FOUND = 0.8; // likeness from which a passage, or one of several, is the quotation with changes
const OFFERED = 0.45; // likeness from which one is shown as the nearest, and not said to be it
const LEAST = 4; // characters, below which nothing can be told
const FEW = 8; // below so many characters in MANY places, only common words
const MANY = 20;

const GAP = '…+|\\.{3,}|。{3,}|[\\[［(（【]\\s*(?:…+|\\.{3,}|略|中略|下略)\\s*[\\]］)）】]';
const MARK = new RegExp(GAP, 'g');
const SENTENCE_END = new RegExp(`(?:${GAP}|[。！？!?；;\\n])+`);

/**
 * @typedef {object} Verdict
 * @property {string} code
 * @property {Place[]} places the earliest first; of Q10 the nearest, which is not it
 * @property {number} likeness
 * @property {[string, string, string][]} steps kind, as quoted, as printed
 * @property {Turn[]} turns
 * @property {string[]} notes
 */

/** @param {string} code @param {Partial<Verdict>} [more] @returns {Verdict} */
const verdictOf = (code, more) => ({
  code,
  places: [],
  likeness: 0,
  steps: [],
  turns: [],
  notes: [],
  ...more,
});

/** Judges quotations by units that the caller brings. */
export class Judge {
  #script;
  /** @type {Kinds} */
  #kinds;

  /** @param {Iterable<string>} names folded @param {Script|undefined} script */
  constructor(names, script) {
    this.#script = script;
    this.#kinds = patterns(names);
  }

  /** A quotation folded; signs of an omission are none of its words. @param {string} quotation */
  fold(quotation) {
    return fold(
      quotation.replace(MARK, (mark) => '…'.repeat(mark.length)),
      this.#script,
    );
  }

  /** The sentences of a quotation, and what stands between signs of an omission. @param {string} quotation */
  parts(quotation) {
    return quotation.split(SENTENCE_END).filter((part) => this.fold(part).text.length >= LEAST);
  }

  /**
   * The verdict, given all units that have all of it, and likely others; oldest first.
   * @param {string} quotation @param {CheckUnit[]} units @returns {Verdict}
   */
  judge(quotation, units) {
    const folded = this.fold(quotation);
    const places = exactPlaces(folded.text, units);
    const printed = places.filter(({ unit }) => !unit.core);
    const { length } = folded.text;
    if (length < LEAST || (length < FEW && printed.length >= MANY))
      return verdictOf('Q11', { places: printed, likeness: printed.length ? 1 : 0 });
    if (printed.length) return this.#identical(quotation, folded, printed);
    if (places.length) return verdictOf('Q04', { places, likeness: 1 });
    return this.#different(quotation, folded, units);
  }

  /** @param {string} quotation @param {Folded} folded @param {Place[]} places */
  #identical(quotation, folded, places) {
    const code = places.map((place) => levelOf(quotation, folded, place)).sort()[0];
    const cuts = places.map(cutBeforePlace);
    const verdict = verdictOf(code, { places, likeness: 1 });
    if (cuts.some((cut) => !cut)) return verdict;
    const notes = [`引文从“${cuts[0]}”之后截起`];
    return { ...verdict, code: 'Q08', turns: [{ kind: '否定', quoted: '', printed: cuts[0] }], notes };
  }

  /** @param {string} quotation @param {Folded} folded @param {CheckUnit[]} units */
  #different(quotation, folded, units) {
    const best = nearestOf(folded.text, units);
    const whole = best ? this.#explained(quotation, folded, best.unit, best.steps) : verdictOf('Q10');
    if (whole.likeness < FOUND || lacks(whole)) return this.#putTogether(quotation, units) ?? whole;
    return whole;
  }

  /** @param {string} quotation @param {Folded} folded @param {CheckUnit} unit @param {Step[]} aligned */
  #explained(quotation, folded, unit, aligned) {
    const steps = toNumberEdges(aligned, unit.text);
    /** @type {Place} */
    const place = { unit, start: steps[0][3], end: /** @type {Step} */ (steps.at(-1))[4] };
    const likeness = rounded(likenessOf(aligned));
    const differences = shown(quotation, folded, unit, steps);
    if (likeness < OFFERED) return verdictOf('Q10', { likeness });
    if (likeness < FOUND) return verdictOf('Q10', { places: [place], likeness, steps: differences });
    const marks = marksOf(quotation, folded);
    const found = changesOf(steps)
      .filter((step) => !isWholeOmission(step, unit, marks))
      .flatMap(([, ...change]) => turns(this.#kinds, folded.text, unit.text, change));
    const cut = cutBeforePlace(place);
    if (cut) found.push({ kind: '否定', quoted: '', printed: cut });
    const onlyLeftOut = steps.every((step) => step[0] === 'same' || isOmission(step, marks));
    const unmarked = steps.some((step) => isOmission(step, marks) && !marks.has(step[1]));
    return verdictOf(found.length ? 'Q08' : onlyLeftOut ? 'Q05' : 'Q07', {
      places: [place],
      likeness,
      steps: differences,
      turns: found,
      notes: unmarked ? ['删节处没有标明'] : [],
    });
  }

  /** Sentences of several places, each there by itself. @param {string} quotation @param {CheckUnit[]} units */
  #putTogether(quotation, units) {
    const parts = this.parts(quotation);
    if (parts.length < 2) return undefined;
    /** @type {Verdict[]} */
    const found = [];
    for (const part of parts) {
      const folded = this.fold(part);
      const printed = exactPlaces(folded.text, units).filter(({ unit }) => !unit.core);
      const likely = printed.length ? undefined : nearestOf(folded.text, units);
      if (printed.length) found.push(this.#identical(part, folded, printed.slice(0, 1)));
      else if (likely && rounded(likely.likeness) >= FOUND)
        found.push(this.#explained(part, folded, likely.unit, likely.steps));
      else return undefined;
    }
    const places = found.flatMap((each) => each.places);
    const owners = new Set(places.map(({ unit }) => unit.entry.key));
    const where = owners.size > 1 ? '不同的问答' : '同一则问答，次序或说话的人不同';
    return verdictOf('Q06', {
      places,
      likeness: Math.min(...found.map((each) => each.likeness)),
      steps: found.flatMap((each) => each.steps),
      turns: found.flatMap((each) => each.turns),
      notes: [`各处出自${where}`],
    });
  }
}

/** To thousandths. @param {number} likeness */
const rounded = (likeness) => Math.floor(likeness * 1000 + 0.5) / 1000;

/** @param {string} folded @param {CheckUnit[]} units */
function nearestOf(folded, units) {
  let best = /** @type {{unit: CheckUnit, steps: Step[], likeness: number}|undefined} */ (undefined);
  for (const unit of units) {
    const steps = align(folded, unit.text);
    const likeness = likenessOf(steps);
    if (steps.length && (!best || likeness > best.likeness)) best = { unit, steps, likeness };
  }
  return best;
}

/** Every place of a folded text, none that cuts a number. @param {string} folded @param {CheckUnit[]} units */
function exactPlaces(folded, units) {
  /** @type {Place[]} */
  const places = [];
  for (const unit of units) {
    let at = folded ? unit.text.indexOf(folded) : -1;
    if (at < 0) continue;
    const numbers = numbersIn(unit.text);
    const cuts = (/** @type {number} */ edge) => numbers.some(([start, end]) => start < edge && edge < end);
    for (; at >= 0; at = unit.text.indexOf(folded, at + 1)) {
      const end = at + folded.length;
      if (!cuts(at) && !cuts(end) && (!unit.core || touchesReading(unit, at, end)))
        places.push({ unit, start: at, end });
    }
  }
  return places;
}

/** @param {CheckUnit} unit @param {number} start @param {number} end */
function touchesReading(unit, start, end) {
  for (let at = start; at < end; at++)
    for (const { paragraph, start: from, end: to } of unit.errata ?? [])
      if (unit.paragraph[at] === paragraph && unit.start[at] < to && unit.end[at] > from) return true;
  return false;
}

/** The negation right before a place, which a quotation of it leaves off. @param {Place} place */
const cutBeforePlace = ({ unit, start }) => (beginsClause(unit, start) ? '' : cutBefore(unit.text, start));

/** Before which folded characters a sign of an omission stands. @param {string} quotation @param {Folded} folded */
const marksOf = (quotation, { starts }) =>
  new Set(Array.from(quotation.matchAll(MARK), ({ index }) => starts.filter((at) => at < index).length));

/** Q01, Q02 or Q03: what of the words' dress differs. @param {string} quotation @param {Folded} folded @param {Place} place */
function levelOf(quotation, { text, starts, ends }, { unit, start, end }) {
  for (let at = 0; at < text.length; at++)
    if (quotation.slice(starts[at], ends[at]) !== printedOf(unit, start + at, start + at + 1)) return 'Q03';
  const tail = quotation.slice(ends[ends.length - 1]).trim();
  const asks = /[？?]/.test(tail);
  const { text: paragraph } = unit.entry.paragraphs[unit.paragraph[end - 1]];
  const asked = /^[？?]/.test(paragraph.slice(unit.end[end - 1]));
  const words = quotation.slice(starts[0], ends[ends.length - 1]);
  return words !== printedOf(unit, start, end) || (tail && asks !== asked) ? 'Q02' : 'Q01';
}

/**
 * Steps that differ, those that touch put together; an omission stands by itself.
 * @param {Step[]} steps @returns {[string, number, number, number, number][]}
 */
function changesOf(steps) {
  /** @type {[string, number, number, number, number][]} */
  const out = [];
  for (const [kind, start, to, at, end] of steps) {
    if (kind === 'same') continue;
    const last = out.at(-1);
    if (kind === 'extra' && end - at >= LEFT_OUT) out.push(['extra!', start, to, at, end]);
    else if (last && last[0] !== 'extra!' && last[2] === start && last[4] === at)
      out[out.length - 1] = ['changed', last[1], to, last[3], end];
    else out.push([kind, start, to, at, end]);
  }
  return out;
}

/** @param {[string, number, number, number, number]} step @param {Set<number>} marks */
const isOmission = ([kind, at, , start, end], marks) =>
  kind.startsWith('extra') && (end - start >= LEFT_OUT || marks.has(at));

/** @param {[string, number, number, number, number]} step @param {CheckUnit} unit @param {Set<number>} marks */
const isWholeOmission = (step, unit, marks) =>
  isOmission(step, marks) && beginsClause(unit, step[3]) && beginsClause(unit, step[4]) && step[3] > 0;

/** No number of the text cut at their ends: 15 is not all of 1500. @param {Step[]} steps @param {string} text */
function toNumberEdges(steps, text) {
  const out = [...steps];
  const first = out[0];
  const last = /** @type {Step} */ (out.at(-1));
  for (const [start, end] of numbersIn(text)) {
    if (start < first[3] && first[3] < end) out.unshift(['extra', first[1], first[1], start, first[3]]);
    if (start < last[4] && last[4] < end) out.push(['extra', last[2], last[2], last[4], end]);
  }
  return out;
}

/**
 * @param {string} quotation @param {Folded} folded @param {CheckUnit} unit @param {Step[]} steps
 * @returns {[string, string, string][]}
 */
const shown = (quotation, { text, starts, ends }, unit, steps) =>
  steps.map(([kind, start, to, at, end], number) => {
    const goesOn = number < steps.length - 1;
    const until = goesOn && to < text.length ? Math.max(ends[to - 1], starts[to]) : ends[to - 1];
    return [kind, start < to ? quotation.slice(starts[start], until) : '', printedOf(unit, at, end, goesOn)];
  });

/** Whether a long stretch of the quotation is not in the passage. @param {Verdict} verdict */
const lacks = ({ steps }) => steps.some(([kind, mine]) => kind === 'missing' && mine.length >= 2 * LEAST);
