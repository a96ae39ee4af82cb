// The verdict on one quotation: are these words in the record, and what differs.
// scripts/wenda/check/verdict.py is the twin; tests/cases/check.json runs in both. Pure.
import { fold } from '../fold.mjs';
import { align, likenessOf } from './alignment.mjs';
import {
  changesOf,
  GAP,
  isGap,
  isOmission,
  isWholeOmission,
  lacks,
  MARK,
  marksOf,
  shownOf,
  toClauseEdges,
  toNumberEdges,
} from './differences.mjs';
import { beginsClause, exactPlaces, printedOf } from './places.mjs';
import { cutBefore, patterns, turns } from './sense.mjs';
import { oneSpelling } from './spellings.mjs';
import { WORLD } from './world.mjs';

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

const CLAUSE_END = /[，。！？；：、,;:!?…—“”‘’「」『』（）()《》〈〉\s]+/;
const SENTENCE_END = new RegExp(`(?:${GAP}|[。！？!?；;\\n])+`);

/**
 * @typedef {object} Verdict
 * @property {string} code
 * @property {Place[]} places the earliest first; of Q10 the nearest, which is not it
 * @property {number} likeness
 * @property {[string, string, string][]} steps kind, as quoted, as printed
 * @property {Turn[]} turns
 * @property {string[]} notes
 * @property {boolean} joined places of several sentences, not several places of one
 */

/** @param {string} code @param {Partial<Verdict>} [more] @returns {Verdict} */
const verdictOf = (code, more) => ({
  code,
  places: [],
  likeness: 0,
  steps: [],
  turns: [],
  notes: [],
  joined: false,
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
    this.#kinds = patterns([...names, ...WORLD]);
  }

  /** A quotation folded; signs of an omission are none of its words. @param {string} quotation */
  fold(quotation) {
    const words = quotation.replace(MARK, (mark) => '…'.repeat(mark.length));
    const folded = fold(words, this.#script);
    return { ...folded, text: oneSpelling(folded.text) };
  }

  /** The sentences of a quotation, and what stands between signs of an omission. @param {string} quotation */
  parts(quotation) {
    return quotation.split(SENTENCE_END).filter((part) => this.fold(part).text.length >= LEAST);
  }

  /**
   * The verdict, given all units that have all of it, and likely others; oldest first.
   * @param {string} quotation @param {CheckUnit[]} candidates @returns {Verdict}
   */
  judge(quotation, candidates) {
    const folded = this.fold(quotation);
    const units = candidates.map((unit) => ({ ...unit, text: oneSpelling(unit.text) }));
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
    if (!best || whole.code === 'Q05') return whole;
    const put = this.#putTogether(quotation, units, best.unit);
    const far = whole.likeness < FOUND || lacks(whole.steps);
    if (put && (far || ['Q05', 'Q06'].includes(put.code))) return put;
    return (far && this.#reordered(quotation, best.unit)) || whole;
  }

  /** @param {string} quotation @param {Folded} folded @param {CheckUnit} unit @param {Step[]} aligned */
  #explained(quotation, folded, unit, aligned) {
    const steps = toNumberEdges(toClauseEdges(aligned, unit), unit.text);
    /** @type {Place} */
    const place = { unit, start: steps[0][3], end: /** @type {Step} */ (steps.at(-1))[4] };
    const likeness = rounded(likenessOf(aligned));
    const differences = shownOf(quotation, folded, unit, steps);
    if (likeness < OFFERED) return verdictOf('Q10', { likeness });
    if (likeness < FOUND) return verdictOf('Q10', { places: [place], likeness, steps: differences });
    const marks = marksOf(quotation, folded);
    const changes = changesOf(steps).filter((step) => !isWholeOmission(step, unit, marks));
    const found = changes.flatMap((step) => {
      const [, ...change] = step;
      return turns(this.#kinds, folded.text, unit.text, change, isGap(step, unit, marks));
    });
    const cut = cutBeforePlace(place);
    if (cut) found.push({ kind: '否定', quoted: '', printed: cut });
    const onlyLeftOut = steps.every((step) => step[0] === 'same' || isOmission(step, marks));
    const unmarked = steps.some((step) => isOmission(step, marks) && !marks.has(step[1]));
    const notes = unmarked ? ['删节处没有标明'] : [];
    const wrong = changes
      .filter((step) => !isGap(step, unit, marks))
      .reduce((sum, [, start, to, at, end]) => sum + Math.max(to - start, end - at), 0);
    if (wrong) notes.push(`引文 ${folded.text.length} 字，${wrong} 字与刊印的不同`);
    return verdictOf(found.length ? 'Q08' : onlyLeftOut ? 'Q05' : 'Q07', {
      places: [place],
      likeness,
      steps: differences,
      turns: found,
      notes,
    });
  }

  /** Sentences of several places, each there by itself, as printed or with changes. @param {string} quotation @param {CheckUnit[]} units @param {CheckUnit} likest */
  #putTogether(quotation, units, likest) {
    /** @type {Verdict[]} */
    const found = [];
    for (const part of this.parts(quotation)) {
      const folded = this.fold(part);
      const printed = exactPlaces(folded.text, units).filter(({ unit }) => !unit.core);
      const likely = printed.length ? undefined : nearestOf(folded.text, units);
      const here = printed.find(({ unit }) => unit === likest) ?? printed[0];
      if (here) found.push(this.#identical(part, folded, [here]));
      else if (likely && rounded(likely.likeness) >= FOUND)
        found.push(this.#explained(part, folded, likely.unit, likely.steps));
      else return undefined;
    }
    if (found.length < 2) return undefined;
    return shortened(found, quotation.search(MARK) >= 0) ?? together(found);
  }

  /** The clauses in another order: each a clause as printed, in one unit. @param {string} quotation @param {CheckUnit} unit */
  #reordered(quotation, unit) {
    /** @type {Verdict[]} */
    const found = [];
    for (const clause of quotation.split(CLAUSE_END)) {
      const folded = this.fold(clause);
      if (!folded.text) continue;
      const places = exactPlaces(folded.text, unit.core ? [] : [unit]).filter(
        ({ start, end }) => beginsClause(unit, start) && beginsClause(unit, end),
      );
      if (!places.length) return undefined;
      found.push(this.#identical(clause, folded, places.slice(0, 1)));
    }
    const starts = found.map(({ places: [{ start }] }) => start);
    return starts.some((start, at) => start < starts[at - 1]) ? together(found) : undefined;
  }
}

/** Parts that stand in order in one unit, with what is left out between them. @param {Verdict[]} found @param {boolean} marked */
function shortened(found, marked) {
  const places = found.map((each) => each.places[0]);
  const { unit } = places[0];
  const inOrder = places.every(
    (place, at) => place.unit === unit && place.start >= (places[at - 1]?.end ?? 0),
  );
  if (!inOrder || found.some(({ code }) => !['Q01', 'Q02', 'Q03'].includes(code))) return undefined;
  /** @type {import('./differences.mjs').Shown[]} */
  const steps = [];
  let at = places[0].start;
  for (const { start, end } of places) {
    if (at < start) steps.push(['extra', '', printedOf(unit, at, start)]);
    const words = printedOf(unit, start, end);
    steps.push(['same', words, words]);
    at = end;
  }
  const notes = marked ? [] : ['删节处没有标明'];
  return verdictOf('Q05', { places: [{ unit, start: places[0].start, end: at }], likeness: 1, steps, notes });
}

/** One verdict of the verdicts on the parts of a quotation. @param {Verdict[]} found */
function together(found) {
  const places = found.flatMap((each) => each.places);
  const turned = found.flatMap((each) => each.turns);
  const owners = new Set(places.map(({ unit }) => unit.entry.key));
  const where = owners.size > 1 ? '不同的问答' : '同一则问答，次序或说话的人不同';
  const changed = found.some(({ code }) => code === 'Q07' || code === 'Q08');
  const code = turned.length ? 'Q08' : changed ? 'Q07' : 'Q06';
  const put = code === 'Q06' ? `各处出自${where}` : `${CODES.Q06}，各处出自${where}`;
  return verdictOf(code, {
    places,
    likeness: Math.min(...found.map((each) => each.likeness)),
    steps: found.flatMap((each) => each.steps),
    turns: turned,
    notes: [...new Set([put, ...found.flatMap((each) => each.notes)])],
    joined: true,
  });
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

/** The negation right before a place, which a quotation of it leaves off. @param {Place} place */
const cutBeforePlace = ({ unit, start }) => (beginsClause(unit, start) ? '' : cutBefore(unit.text, start));

/** Q01, Q02 or Q03: what of the words' dress differs. @param {string} quotation @param {Folded} folded @param {Place} place */
function levelOf(quotation, { text, starts, ends }, { unit, start, end }) {
  for (let at = 0; at < text.length; at++)
    if (quotation.slice(starts[at], ends[at]) !== printedOf(unit, start + at, start + at + 1)) return 'Q03';
  const tail = quotation.slice(ends[ends.length - 1]).trim();
  const asks = /[？?]/.test(tail);
  const { text: paragraph } = unit.entry.paragraphs[unit.paragraph[end - 1]];
  const asked = /^[^\p{L}\p{N}_]*[？?]/u.test(paragraph.slice(unit.end[end - 1]));
  const words = quotation.slice(starts[0], ends[ends.length - 1]);
  return words !== printedOf(unit, start, end) || (tail && asks !== asked) ? 'Q02' : 'Q01';
}
