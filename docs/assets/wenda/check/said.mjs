// Who is plainly said to have said a quotation, on which day, and on what occasion.
// scripts/wenda/check/said.py is the twin, which says what is plain; tests/cases/quotations.json runs in
// both. Pure.

import { simplify } from '../fold.mjs';

/** @import {Script} from '../fold.mjs' */

export const LEAD = 200; // characters before a quotation in which it is said who speaks

const ASKED = '[问問]道|提[问問]|[问問]';
export const VERB =
  '表示|指出|[强強][调調]|[认認][为為]|重申|[谈談]到|提到|介[绍紹]|坦言|回[应應]|回答|答道|[说說]道' +
  `|提出|透露|警告|呼[吁籲]|宣[布佈]|${ASKED}|[说說]|[称稱]|[写寫]道`;
const BEFORE = new RegExp(`(?:${VERB})道?[，,：:\\s]*$`);
const AFTER = new RegExp(`^[，,]?\\s*([^，。！？；：“”「」『』\\n]{1,32}?)(?:${VERB})`);
const ASKS = new RegExp(`(?:${ASKED})[，,：:\\s]*$`); // 路透社记者问, not 回答路透社记者提问
const ANSWERS = /[答复復]|回[应應]|就|[对對]/;
const SENTENCE = /[。！？；\n”」』]/;
const CLAUSE = /[，,：:\s]+/;
// 并再次强调 has no subject of its own; 日本外相称 has one that nobody knows.
const GOES_ON = new RegExp(
  '(?:[并並][还還]?|[还還]|也|又|再次|再|[则則]|同[时時]|[随隨][后後]|接着|[进進]一步|明[确確]|[严嚴]正' +
    `|[郑鄭]重|着重|特[别別]|重[点點]|坦率|[对對就为為]此|地|他|她|${VERB})*道?$`,
  'y',
);
// 会见王毅时, 就王毅访问: not the subject. 对此王毅 and 同王毅 are not among them.
const OBJECT = new RegExp(
  '(?:[谈談][到及]|提[到及]|[会會][见見晤])[^后後时時]{0,6}$' +
    '|(?:[针針][对對]|[关關][于於]|有[关關]|[回][应應]|批[评評]|[评評][价價]|就|[对對]|向|致)$',
);
const TOPIC =
  /^(?:就|[针針]?[对對][于於]?|[关關][于於]|在?[谈談][到及]|在?回[应應答]|在?答[复復]|被[问問][到及])/;
const OFFICE = '外[长長]|部[长長]|主任|[发發]言人|局[长長]|司[长長]|委[员員]|先生|女士|同志';
// 外交部发言人, 他; of 日本外长 and 美国国防部发言人 the record knows nothing.
const SOMEBODY = new RegExp(
  '(?:中[国國]|我[国國]?)?(?:外交部|[国國]防部|商[务務]部|[国國][台臺新][办辦])?(?:新[闻聞]司?)?' +
    `(?:${OFFICE}|他|她)`,
  'y',
);
const OWN_OFFICE = new RegExp(`(?:${OFFICE}|[记記]者)?`, 'y');
const OTHER_MATTER = /[后後时時的称稱说說就对對]/; // 3月5日日本试射导弹后毛宁表示
const [YEAR, MONTH, DAY] = ['([0-9]{4})年', '([0-9]{1,2})月份?', '([0-9]{1,2})[日号號]'];
const DATE = // not 3月7日起, 7日至8日, 2023年度
  `(?<![0-9至到—～~-])(?:${YEAR}(?:${MONTH}(?:${DAY})?)?|${MONTH}(?:${DAY})?|${DAY})` +
  '(?![0-9内內间間以之至到起前后後度、和与與—～~-])';
const DATES = new RegExp(DATE, 'g');
const FILLER =
  '[当當]地[时時][间間]|北京[时時][间間]|[今昨前][天日晚]|[当當][天日晚]|星期[一二三四五六日天]' +
  '|[周週][一二三四五六日]|[上下中]午|[晚早][上间間晨]|日前|近日|此前|[随隨][后後]|今年|去年|（[^（）]*）';
const TIME = new RegExp(`(?:(?:${DATE})|${FILLER})*`, 'y');
const OF_DAY = new RegExp(`^(?:${FILLER}|[举舉]行的|召[开開]的|的)+`);
const HEAD =
  '[记記]者(?:招待)?[会會]|[发發][布佈][会會]|吹[风風][会會]|[见見]面[会會]|[会會][议議]|大[会會]' +
  '|年[会會]|峰[会會]|[论論][坛壇]|[对對][话話][会會]|研[讨討][会會]|座[谈談][会會]|[开開闭閉]幕式' +
  '|招待[会會]|晚宴|午宴|[两兩][会會]';
const ELSE = '[谈談提][到及]|回[应應答]|有[关關]|[关關][于於]|[针針][对對]|[在于於就]';
const PHRASE = `((?:(?!${ELSE}).)*?(?:${HEAD}))`;
const EVENT = new RegExp(
  `(?:[在于於]${PHRASE}[上中]|(?:主持|出席)${PHRASE}(?:[上中时時并並]|$))(?!的|所)`,
  'y',
);
const HELD = new RegExp(`^(.{0,16})(?:[举舉]行|召[开開])${PHRASE}$`);

/**
 * @typedef {{who: string[], year: string, month: string, day: string, event: string}} Said empty where not
 *   plain; of several names in one clause nobody plainly knows which; of a day its year or its month may be
 *   all that is said; the event is as written
 * @typedef {{speakers: string[], outlets?: string[], script?: Script}} Names who can have spoken, as the
 *   record names them
 */

/**
 * What is said of a quotation by the text before it and the text after it.
 * @param {string} before @param {string} after @param {Names} names @returns {Said}
 */
export function saidOf(before, after, { speakers, outlets = [], script }) {
  let lead = leadOf(before);
  let asks = ASKS.test(lead) && !ANSWERS.test(lead);
  if (!BEFORE.test(lead)) {
    const match = AFTER.exec(after);
    if (!match) return { who: [], year: '', month: '', day: '', event: '' };
    [lead, asks] = [match[1], false];
  }
  const known = asks ? [...speakers, ...outlets] : speakers;
  const clauses = lead.split(CLAUSE).filter(Boolean).map(withDigits);
  let at = clauses.length - 1;
  let found = inClause(clauses[at], known, script);
  if (!found.length && at && goesOn(clauses[at], 0)) {
    do at--;
    while (at && onlyCircumstances(clauses[at]));
    found = inClause(clauses[at], known, script);
  }
  let date = ['', '', ''];
  let event = '';
  for (const text of circumstances(clauses, at, found[0]?.[1])) {
    if (!date.some(Boolean)) date = dateIn(text);
    event ||= eventIn(text);
  }
  const [year, month, day] = date;
  return { who: [...new Set(found.map(([name]) => name))], year, month, day, event };
}

/** The sentence that leads to a quotation; where it is longer, its whole clauses. @param {string} before */
function leadOf(before) {
  const sentences = before.trimEnd().split(SENTENCE);
  const lead = /** @type {string} */ (sentences.at(-1));
  if (sentences.length > 1 || before.length < LEAD) return lead;
  const cut = CLAUSE.exec(lead);
  return cut ? lead.slice(cut.index + cut[0].length) : '';
}

const withDigits = (/** @type {string} */ text) =>
  text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

/**
 * The texts that say when and where somebody spoke, the nearest to the speaker first.
 * @param {string[]} clauses @param {number} at @param {number} [subject] where the speaker's name ends
 */
function* circumstances(clauses, at, subject) {
  const clause = clauses[at];
  const start = beginning(clause);
  const end = subject ?? ended(SOMEBODY, clause, start.length) ?? 0;
  if (end) yield beginning(clause.slice(ended(OWN_OFFICE, clause, end)));
  if (end ? OTHER_MATTER.test(clause.slice(start.length, end)) : !goesOn(clause, start.length)) return;
  yield start;
  for (const before of clauses.slice(0, at).reverse()) {
    if (onlyCircumstances(before)) yield before;
    else if (!TOPIC.test(before)) return;
  }
}

/** Whether nobody of whom the record knows nothing is named from here on. @param {string} clause @param {number} from */
const goesOn = (clause, from) => ended(GOES_ON, clause, from) === clause.length;

/** As much of a text as says when and on what occasion. @param {string} text */
function beginning(text) {
  let time = /** @type {number} */ (ended(TIME, text, 0));
  const event = ended(EVENT, text, time);
  if (event === undefined && !time && /^[在于於]/.test(text)) {
    const dated = /** @type {number} */ (ended(TIME, text, 1));
    time = dated > 1 ? dated : 0;
  }
  return text.slice(0, event ?? time);
}

/** Where a match ends that begins there. @param {RegExp} sticky @param {string} text @param {number} from */
function ended(sticky, text, from) {
  sticky.lastIndex = from;
  const match = sticky.exec(text);
  return match ? match.index + match[0].length : undefined;
}

const onlyCircumstances = (/** @type {string} */ clause) => beginning(clause) === clause || HELD.test(clause);

/** The last year, month and day of a text, as far as it has them. @param {string} text */
function dateIn(text) {
  const last = [...text.matchAll(DATES)].at(-1);
  if (!last) return ['', '', ''];
  const [, year = '', ...rest] = last;
  return [year, rest[0] ?? rest[2] ?? '', rest[1] ?? rest[3] ?? rest[4] ?? ''];
}

/** @param {string} text */
function eventIn(text) {
  const held = HELD.exec(text);
  if (held) return `${withoutTime(held[1])}${withoutTime(held[2])}`;
  const found = new RegExp(EVENT.source).exec(text);
  return found ? withoutTime(found[1] ?? found[2]) : '';
}

/** 在3月7日举行的例行记者会上 names the 例行记者会. @param {string} phrase */
const withoutTime = (phrase) => phrase.replace(DATES, '').replace(OF_DAY, '');

/**
 * The names that a clause has for its subject, and where each ends; 李强国 is not 李强.
 * @param {string} clause @param {string[]} names @param {Script} [script] @returns {[string, number][]}
 */
function inClause(clause, names, script) {
  const simple = (/** @type {string} */ text) => (script ? simplify(text, script) : text);
  const known = new Map(names.map((name) => [simple(name).replace(/^[《》]+|[《》]+$/g, ''), name]));
  const byLength = [...known.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (!byLength.length) return [];
  const pattern = byLength.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|');
  const plain = simple(clause);
  return [...plain.matchAll(new RegExp(pattern, 'g'))].flatMap(({ 0: name, index }) =>
    OBJECT.test(clause.slice(0, index))
      ? []
      : [[/** @type {string} */ (known.get(name)), index + name.length]],
  );
}
