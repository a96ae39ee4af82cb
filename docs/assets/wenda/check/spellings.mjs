// Words whose Traditional spelling no table of characters can tell: scripts/wenda/check/spellings.py is
// the twin and says why. Pure.

const WORDS =
  '瞭解了解 明瞭明了 瞭然了然 瞭如了如 瞭若了若 藉口借口 藉以借以 藉助借助 藉此借此 藉由借由 藉机借机' +
  ' 藉故借故 藉着借着 凭藉凭借 反覆反复 答覆答复 回覆回复 批覆批复 函覆函复 覆信复信 彷佛仿佛 复甦复苏' +
  ' 甦醒苏醒 家俱家具 项炼项链 计画计划 沈重沉重';
const SPELLINGS = new Map(WORDS.split(' ').map((pair) => [pair.slice(0, 2), pair.slice(2)]));
const ANY = new RegExp([...SPELLINGS.keys()].join('|'), 'g');

/** A folded text with its words in one spelling, as long as before. @param {string} folded */
export const oneSpelling = (folded) => folded.replace(ANY, (word) => SPELLINGS.get(word) ?? word);
