// Whether the words stand where somebody says: scripts/wenda/check/attribution.py is the twin. Pure.

/** @import {Place} from './places.mjs' */
/** @import {Said} from './quotations.mjs' */
/** @import {Verdict} from './verdict.mjs' */

/**
 * What the record has against an attribution; empty where one place bears it out, of joined sentences
 * where each does.
 * @param {Said} said @param {Verdict} verdict @param {(ids: string[]) => string[]} namesOf of speakers
 */
export function contradiction(said, { places, joined }, namesOf) {
  const against = places.map((place) => againstPlace(said, place, namesOf).join('；'));
  const holds = joined ? against.some(Boolean) : against.every(Boolean);
  return (holds && against.find(Boolean)) || '';
}

/** @param {Said} said @param {Place} place @param {(ids: string[]) => string[]} namesOf */
function againstPlace({ who, year, month, day }, { unit }, namesOf) {
  const { outletName, speakers, date } = unit.entry;
  const all = namesOf(speakers);
  const heard = who.some((each) => all.includes(each));
  const named = who.join('、');
  const found = [];
  if (named && unit.role === 'question') {
    if (!outletName.split('、').some((each) => who.includes(each)))
      found.push(`这是${outletName || '记者'}的提问，不是${named}的话`);
  } else if (named && unit.role === 'moderator') {
    if (heard) found.push(`这是主持的话，不是${named}的话`);
  } else if (named && all.length && !heard) found.push(`说话的是${all.join('、')}，不是${named}`);
  const [y, m, d] = date.split('-').map(Number);
  if (day && (m !== Number(month) || d !== Number(day) || (year && y !== Number(year))))
    found.push(`这场记者会在${y}年${m}月${d}日`);
  return found;
}
