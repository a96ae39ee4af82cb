// Changes that turn the sense, by rule and not by guess: scripts/wenda/check/sense.py is the twin. Pure.

const NEGATION = '否定';
const NUMBER = '数字日期';
const NAME = '名称职务';
const MODAL = '限定';
const WORDS = '词句';
const OTHER_WORDS = 3; // so many in a row that print does not have are no slip

const NEGATIONS =
  /未来|非洲|非常|无论|无非|不仅|不但|不断|不过|[南北东西中]非|非盟|非方|否则|(没有|并非|决非|绝非|绝不|决不|从不|从未|尚未|并不|[不没未无非勿莫否])/g;
const MODALS =
  /将军|反应|对应|供应|效应|响应|适应|相应|应对|应用|应急|(不仅|仅仅|仅|不只|只|应当|应该|应|必须|必定|必将|务必|可以|可能|能够|也许|或许|将要|将|已经|已|曾经|曾)/g;
const NUMBERS =
  /一些|一样|一起|一定|一直|一切|一般|一旦|一致|一贯|万一|统一|唯一|进一步|百姓|千方百计|半岛|([一二三四五六七八九十百千万亿两零〇半倍]+|[$¢£¤¥\u20a0-\u20cf+\-±∓<>≤≥≠=≈]*\.?[0-9]+(?:[.:/·×^、~ ]*[0-9]+)*[%‰‱°′″+$¢£¤¥\u20a0-\u20cf]*|[%‰‱$¢£¤¥\u20a0-\u20cf])/g;
const TITLES =
  '总书记|书记|国家主席|主席|副总理|总理|总统|首相|国王|外长|部长|国务委员|委员长|秘书长|大使|总领事|发言人|主任|司长|议长|参谋长';
const AROUND = 40; // so far from a change its words are looked for

/**
 * @typedef {{kind: string, quoted: string, printed: string}} Turn what a change touches on both sides
 * @typedef {[string, RegExp][]} Kinds
 */

/** What to look for. @param {Iterable<string>} names folded @returns {Kinds} */
export function patterns(names) {
  const known = [...new Set(names)].filter((name) => name.length > 1);
  known.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const escaped = known.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return [
    [NEGATION, NEGATIONS],
    [NUMBER, NUMBERS],
    [MODAL, MODALS],
    [NAME, new RegExp(`(${[...escaped, TITLES].join('|')})`, 'g')],
  ];
}

/**
 * @param {Kinds} kinds @param {string} quotation @param {string} printed
 * @param {[number, number, number, number]} change @returns {Turn[]}
 */
export function turns(kinds, quotation, printed, [start, to, at, end]) {
  const found = kinds.flatMap(([kind, pattern]) => {
    const mine = touched(pattern, quotation, start, to);
    const theirs = touched(pattern, printed, at, end);
    if ([...mine].sort().join('\n') === [...theirs].sort().join('\n')) return [];
    return [{ kind, quoted: mine.join('、'), printed: theirs.join('、') }];
  });
  if (found.length || to - start < OTHER_WORDS) return found;
  return [{ kind: WORDS, quoted: quotation.slice(start, to), printed: printed.slice(at, end) }];
}

/** @param {RegExp} pattern @param {string} text @param {number} start @param {number} end */
function touched(pattern, text, start, end) {
  const base = Math.max(0, start - AROUND);
  const found = [];
  for (const match of text.slice(base, end + AROUND).matchAll(pattern)) {
    const first = match.index + base;
    const last = first + match[0].length;
    if (match[1] && last > start && (first < end || (start === end && first < start))) found.push(match[1]);
  }
  return found;
}

/** The negation that a quotation leaves off where it begins. @param {string} text @param {number} start */
export function cutBefore(text, start) {
  const base = Math.max(0, start - 2);
  for (const match of text.slice(base, start + 1).matchAll(NEGATIONS))
    if (match[1] && match.index + match[0].length + base === start) return match[1];
  return '';
}
