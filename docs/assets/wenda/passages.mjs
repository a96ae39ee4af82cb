// An exchange as search sees it: its folded units, and the way from a match to marks on the text
// as printed. Exchange pages use matchesIn; the index (scripts/wenda/search_index.py) says what a
// unit and an alternate reading are.
import { fold } from './fold.mjs';
import { parse } from './query.mjs';

export const SLOT = 64;  // the index holds one character less of a heading
const WORDS = 8;         // more words than this are one pasted text

export const kindOf = ({ role, core }) => (core ? 'alternate' : role === 'h' ? 'heading' : 'spoken');

/**
 * The folded units of an exchange with their way back: the heading, then what was spoken, then
 * the alternate readings. Unit i of `text` was printed in paragraph[i] at [start[i], end[i]).
 */
export function unitsOf(exchange, script) {
  const [, heading, , , , , paragraphs, errata] = exchange;
  const spoken = [], alternates = [];
  for (let from = 0, to; from < paragraphs.length; from = to) {
    const role = paragraphs[from][0];
    for (to = from; to < paragraphs.length && paragraphs[to][0] === role;) to++;
    const unit = build(role, paragraphs, from, to, [], script);
    spoken.push(unit);
    const mine = errata.filter(([at]) => at >= from && at < to);
    for (const chosen of [...mine.map((each) => [each]), ...(mine.length > 1 ? [mine] : [])]) {
      const other = build(role, paragraphs, from, to, chosen, script);
      if (other.text !== unit.text) alternates.push(other);
    }
  }
  const title = fold(heading, script);
  return [{ role: 'h', text: title.text.slice(0, SLOT - 1), start: title.starts, end: title.ends }, ...spoken, ...alternates];
}

function build(role, paragraphs, from, to, errata, script) {
  const unit = { role, text: '', paragraph: [], start: [], end: [] };
  const add = (at, text, offset, span) => {
    const folded = fold(text, script);
    unit.text += folded.text;
    for (let i = 0; i < folded.text.length; i++) {
      unit.paragraph.push(at);
      unit.start.push(span ? span[0] : offset + folded.starts[i]);
      unit.end.push(span ? span[1] : offset + folded.ends[i]);
    }
    return folded.text;
  };
  if (errata.length) unit.core = [];
  for (let at = from; at < to; at++) {
    const printed = paragraphs[at][1];
    let offset = 0;
    for (const [, start, end, reading] of errata.filter((each) => each[0] === at)) {
      add(at, printed.slice(offset, start), offset);
      const old = fold(printed.slice(start, end), script).text, begin = unit.text.length;
      const fresh = add(at, reading, 0, [start, end]);
      let before = 0, after = 0;
      const least = Math.min(old.length, fresh.length);
      while (before < least && old[before] === fresh[before]) before++;
      while (after < least - before && old[old.length - 1 - after] === fresh[fresh.length - 1 - after]) after++;
      unit.core.push([begin + before, begin + fresh.length - after]);
      offset = end;
    }
    add(at, printed.slice(offset), offset);
  }
  return unit;
}

/** Whether [start, end) has one of the changed characters (or closes over a dropped one). */
export const touches = (core, start, end) =>
  core.some(([from, to]) => (from < to ? start < to && end > from : start < from && end > from));

function occurrences(text, term) {
  const found = [];
  for (let at = term ? text.indexOf(term) : -1; at >= 0; at = text.indexOf(term, at + 1)) found.push(at);
  return found;
}

/** The folded stretches of a unit where any of the terms stands. */
export function places(unit, terms) {
  return terms.flatMap((term) => occurrences(unit.text, term).map((at) => [at, at + term.length]))
    .filter(([start, end]) => !unit.core || touches(unit.core, start, end));
}

/** Stretches of a unit as marks per printed paragraph, overlapping ones joined. */
export function marksOf(units, stretches) {
  const marks = new Map();
  units.forEach((unit, i) => stretches(unit, i).forEach(([start, end]) => {
    for (let at = start, to; at < end; at = to) {
      for (to = at; to < end && unit.paragraph[to] === unit.paragraph[at];) to++;
      const list = marks.get(unit.paragraph[at]) ?? [];
      marks.set(unit.paragraph[at], [...list, [unit.start[at], unit.end[to - 1]]]);
    }
  }));
  return new Map([...marks].sort((a, b) => a[0] - b[0]).map(([at, list]) => [at, joined(list)]));
}

function joined(marks) {
  const out = [];
  for (const [start, end] of marks.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = out[out.length - 1];
    if (last && start < last[1]) last[1] = Math.max(last[1], end); else out.push([start, end]);
  }
  return out;
}

/**
 * Where the words of a query stand in the paragraphs of one exchange, for marking them on its page.
 * @param {{role: string, text: string}[]} paragraphs as printed, in order
 * @param {string} query @param {Map<number, number>} [script]
 * @returns {[number, number][][]} per paragraph, UTF-16 offsets
 */
export function matchesIn(paragraphs, query, script) {
  const rows = paragraphs.map(({ role, text }) => [role, text]);
  const units = unitsOf(['', '', '', '', [], [], rows, []], script).slice(1);
  const { whole, terms } = words(parse(query), (text) => fold(text, script).text);
  const phrase = marksOf(units, (unit) => places(unit, [whole]));
  const marks = phrase.size ? phrase : marksOf(units, (unit) => places(unit, terms));
  return paragraphs.map((_, at) => marks.get(at) ?? []);
}

/** The folded words of a query, and all of them as one phrase. */
export function words(parsed, folded) {
  const terms = [...new Set(parsed.words.map(folded).filter(Boolean))];
  const whole = folded(parsed.words.join(''));
  return { whole, terms: terms.length > WORDS ? [whole] : terms };
}
