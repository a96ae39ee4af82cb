// Changes that turn the sense, by rule and not by guess: scripts/wenda/check/sense.py is the twin. Pure.

const NEGATION = '否定';
const NUMBER = '数字日期';
const NAME = '名称职务';
const MODAL = '限定';
const PERSON = '人称';
const OPPOSITE = '反义';
const WORDS = '词句';
const OTHER_WORDS = 2; // so many in a row that only one side has are a word, and no slip
const SHOWN = 20; // characters of a word that a report shows

const NEGATIONS =
  /未来|非洲|非常|无论|无非|不仅|不但|不断|不过|[南北东西中]非|非盟|非方|否则|(没有|并非|决非|绝非|绝不|决不|从不|从未|尚未|并不|[不没未无非勿莫否])/g;
const MODALS =
  /将军|反应|对应|供应|效应|响应|适应|相应|应对|应用|应急|也门|首都|都市|成都|京都|归还|偿还|交还|人才|才能|才干|刚才|方才|更新|更换|更改|变更|更正|最近|最终|再见|(不仅|仅仅|仅|不只|只|应当|应该|应|必须|必定|必将|务必|可以|可能|能够|也许|或许|将要|将|已经|已|曾经|曾|也|都|还|仍然|仍|依然|又|再|才|更|最|均|皆|却)/g;
const NUMBERS =
  /一些|一样|一起|一定|一直|一切|一般|一旦|一致|一贯|万一|统一|唯一|进一步|百姓|千方百计|半岛|([一二三四五六七八九十百千万亿两零〇半倍]+|[$¢£¤¥\u20a0-\u20cf+\-±∓<>≤≥≠=≈]*\.?[0-9]+(?:[.:/·×^、~ ]*[0-9]+)*[%‰‱°′″+$¢£¤¥\u20a0-\u20cf]*|[%‰‱$¢£¤¥\u20a0-\u20cf])/g;
const PERSONS = /其他|其它|自我|忘我|排他|(我们|你们|您们|他们|她们|它们|咱们|[我你您他她它咱])/g;
const STATES = '[中美俄英法德日韩朝印巴以伊乌欧澳加越缅蒙菲台华非]';
const SHORT = // 中方, 双方, 俄乌, 对华
  `(?:${STATES}|[双各对我你他己敌三])方|中[美俄英法德日韩朝印巴欧澳加越缅蒙菲非]|[美俄日韩朝印欧]中` +
  '|俄乌|俄美|美俄|美日|日美|美韩|韩美|美欧|欧美|美以|美伊|伊以|以伊|巴以|以巴|印巴|朝韩|韩朝|日韩' +
  `|[对访驻涉赴援反](?=${STATES})[^方]`;
const OPPOSITES = [
  '增减 升降 涨跌 多少 大小 高低 强弱 快慢 好坏 早晚 先后 内外 前后 上下 进退 买卖 胜负 胜败 输赢 利弊',
  '正负 正反 东西 南北 有无 深浅 长短 轻重 新旧 远近 左右 男女 老少 攻守 开关 松紧 冷热 始末 得失 真假',
]
  .join(' ')
  .split(' ');
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
    [NAME, new RegExp(`(${[...escaped, TITLES, SHORT].join('|')})`, 'g')],
    [PERSON, PERSONS],
  ];
}

/**
 * How a change may turn the sense. What a gap leaves out is no word that is missing.
 * @param {Kinds} kinds @param {string} quotation @param {string} printed
 * @param {[number, number, number, number]} change @param {boolean} [gap] @returns {Turn[]}
 */
export function turns(kinds, quotation, printed, [start, to, at, end], gap = false) {
  const found = kinds.flatMap(([kind, pattern]) => {
    const mine = touched(pattern, quotation, start, to);
    const theirs = touched(pattern, printed, at, end);
    if ([...mine].sort().join('\n') === [...theirs].sort().join('\n')) return [];
    return [{ kind, quoted: mine.join('、'), printed: theirs.join('、') }];
  });
  const mine = quotation.slice(start, to);
  const theirs = printed.slice(at, end);
  for (const [a, b] of OPPOSITES)
    for (const [one, other] of [
      [a, b],
      [b, a],
    ])
      if (mine.includes(one) && !mine.includes(other) && theirs.includes(other) && !theirs.includes(one))
        found.push({ kind: OPPOSITE, quoted: one, printed: other });
  if (!found.length && Math.max(to - start, gap ? 0 : end - at) >= OTHER_WORDS)
    found.push({ kind: WORDS, quoted: cut(mine), printed: cut(theirs) });
  return found;
}

const cut = (/** @type {string} */ text) =>
  text.length <= SHOWN ? text : `${text.slice(0, SHOWN / 2)}……${text.slice(-SHOWN / 2)}`;

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
