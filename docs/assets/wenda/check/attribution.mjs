// Whether the words stand where somebody says: scripts/wenda/check/attribution.py is the twin. Pure.
import { otherOccasion } from './occasion.mjs';
import { VERB } from './said.mjs';

/** @import {Place} from './places.mjs' */
/** @import {Said} from './said.mjs' */
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
function againstPlace({ who, year, month, day, event }, place, namesOf) {
  const { role, entry } = place.unit;
  const all = namesOf(entry.speakers);
  if (who.some((name) => !all.includes(name) && reported(name, place))) return [];
  const heard = who.some((each) => all.includes(each));
  const named = who.join('、');
  const found = [];
  if (named && role === 'question') {
    if (!entry.outletName.split('、').some((each) => who.includes(each)))
      found.push(`这是${entry.outletName || '记者'}的提问，不是${named}的话`);
  } else if (named && role === 'moderator') {
    if (heard) found.push(`这是主持的话，不是${named}的话`);
  } else if (named && all.length && !heard) found.push(`说话的是${all.join('、')}，不是${named}`);
  const date = entry.date.split('-').map(Number);
  const [y, m, d] = date;
  if ([year, month, day].some((each, at) => each && Number(each) !== date[at]))
    found.push(`这场记者会在${y}年${m}月${d}日`);
  if (otherOccasion(event, entry.event ?? '')) found.push(`这是${entry.event}，不是${event}`);
  return found;
}

/**
 * Whether the paragraph itself says before the words that they are somebody's: 林剑：王毅外长指出，……
 * @param {string} name @param {Place} place
 */
function reported(name, { unit, start }) {
  const before = unit.entry.paragraphs[unit.paragraph[start]].text.slice(0, unit.start[start]);
  const escaped = name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`${escaped}[^。！？]{0,40}?(?:${VERB})`).test(before);
}
