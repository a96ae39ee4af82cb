// Quotations in a text, and who is plainly said to have said them. Indirect speech is not judged.
// scripts/wenda/check/quotations.py is the twin; tests/cases/quotations.json runs in both. Pure.

/** @type {Record<string, string>} */
const CLOSES = { '“': '”', '「': '」', '『': '』' };
const VERB =
  '表示|指出|强调|认为|重申|谈到|提到|介绍|坦言|回应|回答|答道|说道|提出|透露|警告|呼吁|宣布|问道|提问|说|称|问|写道';
const BEFORE = new RegExp(`(?:${VERB})道?[，,：:\\s]*$`);
const AFTER = new RegExp(`^[，,。]?\\s*([^，。！？；：“”「」『』\\n]{1,24}?)(?:${VERB})`);
const DATE = /(?<![自从就对于关])(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/g;
const SENTENCE = /[。！？；\n”」』]/;
const QUOTE_LINE = /^[ \t]{0,3}>[ \t]?/;

/**
 * @typedef {{speaker: string, year: string, month: string, day: string}} Said empty where not plain
 * @typedef {{text: string, start: number, end: number, said: Said}} Quotation
 */

/**
 * Every quotation in order; blocks are stretches known to be block quotations.
 * @param {string} text @param {string[]} speakers @param {[number, number][]} [blocks]
 * @returns {Quotation[]}
 */
export function quotationsIn(text, speakers, blocks = []) {
  const whole = [...blocks, ...quotedLines(text)].sort((a, b) => a[0] - b[0]);
  /** @type {Quotation[]} */
  const found = [];
  for (const [start, end] of whole) {
    const words = withoutMarks(text.slice(start, end));
    if (words)
      found.push({ text: words, start, end, said: saidOf(text.slice(0, start).trimEnd(), '', speakers) });
  }
  for (const [start, end] of marked(text)) {
    if (whole.some(([first, last]) => first <= start && start < last)) continue;
    const said = saidOf(text.slice(0, start - 1), text.slice(end + 1, end + 60), speakers);
    found.push({ text: text.slice(start, end), start, end, said });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The insides of the outermost quotation marks. @param {string} text @returns {Generator<[number, number]>} */
function* marked(text) {
  for (let at = 0; at < text.length; at++) {
    const closing = CLOSES[text[at]];
    if (!closing) continue;
    const end = closed(text, at, closing);
    if (text.slice(at + 1, end).trim()) yield [at + 1, end];
    at = end;
  }
}

/** One that nobody closes ends with its paragraph. @param {string} text @param {number} start @param {string} closing */
function closed(text, start, closing) {
  let depth = 0;
  let lineEnd = -1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === text[start]) {
      if (lineEnd >= 0) return lineEnd;
      depth++;
    } else if (text[at] === closing) {
      if (--depth === 0) return at;
    } else if (text[at] === '\n') {
      if (lineEnd < 0) lineEnd = at;
      const next = text.indexOf('\n', at + 1);
      if (!text.slice(at + 1, next < 0 ? text.length : next).trim()) return lineEnd;
    }
  }
  return lineEnd >= 0 ? lineEnd : text.length;
}

/** Block quotations of Markdown. @param {string} text @returns {Generator<[number, number]>} */
function* quotedLines(text) {
  let at = 0;
  let start = -1;
  let end = -1;
  for (const line of [...text.split('\n'), '']) {
    if (QUOTE_LINE.test(line)) {
      if (start < 0) start = at;
      end = at + line.length;
    } else if (start >= 0) {
      yield [start, end];
      start = -1;
    }
    at += line.length + 1;
  }
}

/** The words of a block quotation, without its own marks around them. @param {string} text */
function withoutMarks(text) {
  const lines = text.split('\n').map((line) => line.replace(QUOTE_LINE, ''));
  const words = lines
    .map((line) => (line.trim() ? line : '\n'))
    .join('')
    .trim();
  return words && CLOSES[words[0]] === words.at(-1) ? words.slice(1, -1) : words;
}

/** @param {string} before @param {string} after @param {string[]} speakers @returns {Said} */
function saidOf(before, after, speakers) {
  const said = { speaker: '', year: '', month: '', day: '' };
  let lead = /** @type {string} */ (before.split(SENTENCE).at(-1));
  if (!BEFORE.test(lead)) {
    const match = AFTER.exec(after);
    if (!match) return said;
    lead = match[1];
  }
  let place = -1;
  for (const name of speakers) {
    const at = lead.lastIndexOf(name);
    if (at > place) [said.speaker, place] = [name, at];
  }
  const date = [...lead.matchAll(DATE)].at(-1);
  if (!said.speaker || !date) return said;
  const [, year = '', month, day] = date;
  return { ...said, year, month, day };
}
