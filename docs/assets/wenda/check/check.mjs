// The quotations of a text checked against an index, small or large. Knows no DOM and no network.
import { paragraphPath, partsOf } from '../addresses.mjs';
import { hitsOf } from '../engine/exact.mjs';
import { candidates } from '../engine/nearest.mjs';
import { fold } from '../fold.mjs';
import { contradiction } from './attribution.mjs';
import { printedOf } from './places.mjs';
import { quotationsIn } from './quotations.mjs';
import { CODES, Judge } from './verdict.mjs';

/** @import {Filter, Index, Name, Span} from '../engine/types.mjs' */
/** @import {CheckUnit, Place} from './places.mjs' */
/** @import {Quotation} from './quotations.mjs' */
/** @import {Verdict} from './verdict.mjs' */

const MOST = 20; // places that are shown
const LONGEST = 400; // so many characters vote together: of more, each piece of so many
const AROUND = 60; // characters of context
const WORDS_ARE_THERE = ['Q01', 'Q02', 'Q03', 'Q04', 'Q05', 'Q06'];
/** @type {Filter} */
const ALL = { some: false, keeps: () => true };

/**
 * @typedef {object} Shown a place, for a page
 * @property {string} key
 * @property {string} heading
 * @property {string} date
 * @property {string} who
 * @property {string} url from where the site begins
 * @property {[string, string, string]} context before it, it, after it
 *
 * @typedef {object} Checked
 * @property {number} start
 * @property {number} end
 * @property {string} quotation
 * @property {string} code
 * @property {string} words the verdict on the words alone
 * @property {string} sentence
 * @property {number} likeness
 * @property {number} places how many there are
 * @property {Shown[]} shown
 * @property {[string, string, string][]} steps
 *
 * @typedef {{size: number, checked: Checked[]}} Report
 */

/**
 * @param {Index} index @param {string} text @param {Span[]} blocks known to be block quotations
 * @param {(done: number, all: number) => void} progress @returns {Promise<Report>}
 */
export async function check(index, text, blocks, progress) {
  const everyName = await index.names();
  const script = await index.script([text]);
  const named = Object.values(everyName).flat();
  const names = named.flatMap(({ name, aliases }) => [name, ...aliases]);
  const judge = new Judge(
    names.map((name) => fold(name, script).text),
    script,
  );
  const { speaker: speakers, outlet: outlets, other: others } = everyName;
  const nameOf = (/** @type {Name} */ { name }) => name;
  const known = { speakers: [...speakers, ...others].map(nameOf), outlets: outlets.map(nameOf), script };
  const found = quotationsIn(text, known, blocks);
  // A sentence that is pasted alone is a quotation without its marks.
  if (!found.length && text.trim() && !/\n\s*\n/.test(text.trim())) found.push(bare(text));
  /** @type {Checked[]} */
  const checked = [];
  for (const quotation of found) {
    progress(checked.length, found.length);
    const verdict = await verdictOn(index, judge, script, quotation.text);
    checked.push(checkedOf(quotation, verdict, speakers));
  }
  return { size: index.n, checked };
}

/** @param {string} text @returns {Quotation} */
function bare(text) {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  return { text: text.trim(), start, end, said: { who: [], year: '', month: '', day: '', event: '' } };
}

/**
 * The index knows the words as they are folded, not in one spelling: it is asked for both.
 * @param {Index} index @param {Judge} judge @param {import('../fold.mjs').Script} script
 * @param {string} quotation
 */
async function verdictOn(index, judge, script, quotation) {
  const whole = judge.fold(quotation).text;
  /** @type {Set<number>} */
  const owners = new Set();
  const parts = judge.parts(quotation).map((part) => judge.fold(part).text);
  for (const each of new Set([whole, fold(quotation, script).text, ...parts]))
    for (const owner of await ownersOf(index, each)) owners.add(owner);
  /** @type {CheckUnit[]} */
  const units = [];
  for (const owner of [...owners].sort((a, b) => a - b)) {
    const [entry, { spoken, alternates }] = [await index.exchange(owner), await index.units(owner)];
    for (const unit of [...spoken, ...alternates]) units.push({ ...unit, entry });
  }
  return judge.judge(quotation, units);
}

/** Who has all of it; else who has the weightiest bigrams of it. @param {Index} index @param {string} folded */
async function ownersOf(index, folded) {
  if (folded.length < 2) return []; // an index has bigrams
  const hits = await hitsOf(index, folded);
  const having = [...hits].flatMap(([owner, { at, readings }]) =>
    at.length + readings.length ? [owner] : [],
  );
  if (having.length) return having;
  /** @type {Set<number>} */
  const likely = new Set();
  for (let at = 0; at < folded.length; at += LONGEST)
    for (const owner of candidates(index, await index.votes(folded.slice(at, at + LONGEST)), ALL))
      likely.add(owner);
  return [...likely];
}

/** @param {Quotation} quotation @param {Verdict} verdict @param {Name[]} speakers @returns {Checked} */
function checkedOf({ text, start, end, said }, verdict, speakers) {
  const { places, steps, likeness } = verdict;
  const namesOf = (/** @type {string[]} */ ids) =>
    ids.map((id) => speakers.find((who) => who.id === id)?.name ?? id);
  const against = verdict.code === 'Q10' ? '' : contradiction(said, verdict, namesOf);
  const code = against && WORDS_ARE_THERE.includes(verdict.code) ? 'Q09' : verdict.code;
  const turned = verdict.turns.map(
    ({ kind, quoted, printed }) =>
      `${kind}：引作${quoted ? `“${quoted}”` : '无'}，刊印${printed ? `“${printed}”` : '无'}`,
  );
  const parts = [CODES[code], code === 'Q09' && CODES[verdict.code], against, ...turned, ...verdict.notes];
  if (verdict.code === 'Q10' && places.length) parts.push('最接近的一段差得太多，不能算这句话');
  return {
    start,
    end,
    quotation: text,
    code,
    words: verdict.code,
    sentence: parts.filter(Boolean).join('；'),
    likeness,
    places: places.length,
    shown: places.slice(0, MOST).map(shownOf),
    steps,
  };
}

/** @param {Place} place @returns {Shown} */
function shownOf({ unit, start, end }) {
  const { key, heading, date, outletName, speakerNames, paragraphs } = unit.entry;
  const { conference, unit: name } = partsOf(key);
  return {
    key,
    heading,
    date,
    who: unit.role === 'question' ? outletName : speakerNames,
    url: paragraphPath(conference, name, paragraphs[unit.paragraph[start]].id),
    context: [
      printedOf(unit, Math.max(0, start - AROUND), start, true),
      printedOf(unit, start, end, true),
      printedOf(unit, end, Math.min(unit.text.length, end + AROUND)),
    ],
  };
}
