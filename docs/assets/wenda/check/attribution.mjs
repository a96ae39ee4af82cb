// Whether the words stand where somebody says: scripts/wenda/check/attribution.py is the twin. Pure.

/** @import {Place} from './places.mjs' */
/** @import {Said} from './quotations.mjs' */

/**
 * What the record has against an attribution; empty where one place bears it out.
 * @param {Said} said @param {Place[]} places @param {(ids: string[]) => string[]} namesOf of speakers
 */
export function contradiction(said, places, namesOf) {
  if (!said.speaker || !places.length) return '';
  const against = places.map((place) => againstPlace(said, place, namesOf));
  return against.every(Boolean) ? against[0] : '';
}

/** @param {Said} said @param {Place} place @param {(ids: string[]) => string[]} namesOf */
function againstPlace({ speaker, year, month, day }, { unit }, namesOf) {
  const { outletName, speakers, date } = unit.entry;
  const heard = namesOf(speakers);
  const found = [];
  if (unit.role === 'question') {
    if (!outletName.split('、').includes(speaker))
      found.push(`这是${outletName || '记者'}的提问，不是${speaker}的话`);
  } else if (heard.length && !heard.includes(speaker)) {
    found.push(`说话的是${heard.join('、')}，不是${speaker}`);
  }
  const [y, m, d] = date.split('-').map(Number);
  if (day && (m !== Number(month) || d !== Number(day) || (year && y !== Number(year))))
    found.push(`这场记者会在${y}年${m}月${d}日`);
  return found.join('；');
}
