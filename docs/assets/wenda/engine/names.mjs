// Outlets, speakers, topics and terms by what a reader types of them.
import { fold } from '../fold.mjs';

/** @import {Index, Name, Suggestible, Suggestion} from './types.mjs' */

/**
 * The ids of a name as typed: equal to a name, an alias or an id; else part of one.
 * @param {Name[]} names @param {string} typed
 */
export function idsOf(names, typed) {
  const wanted = fold(typed).text;
  if (!wanted) return [];
  const folded = names.map(({ id, name, aliases }) => ({
    id,
    forms: [id, name, ...aliases].map((form) => fold(form).text),
  }));
  const equal = folded.filter(({ forms }) => forms.includes(wanted));
  const found = equal.length
    ? equal
    : folded.filter(({ forms }) => forms.some((form) => form.includes(wanted)));
  return found.map(({ id }) => id);
}

/**
 * Names that begin with what was typed, in characters, pinyin or initials; then those that contain it.
 * @param {Index} index @param {string} prefix @param {number} limit @returns {Promise<Suggestion[]>}
 */
export async function suggest(index, prefix, limit) {
  const script = await index.script([prefix]);
  const folded = (/** @type {string} */ text) => fold(text, script).text;
  const wanted = folded(prefix);
  if (!wanted) return [];
  const ranked = (await index.suggestions()).map((name) => ({ name, rank: rankOf(name, wanted, folded) }));
  return ranked
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ name: { kind, id, name } }) => ({ kind, id, name }));
}

/**
 * How well a name fits what was typed: 0 best, -1 not at all.
 * @param {Suggestible} suggestion @param {string} wanted @param {(text: string) => string} folded
 */
function rankOf({ name, aliases, pinyin, initials }, wanted, folded) {
  const [own, ...others] = [name, ...aliases].map(folded);
  return [
    own.startsWith(wanted),
    others.some((form) => form.startsWith(wanted)),
    initials.startsWith(wanted),
    pinyin.startsWith(wanted),
    [own, ...others].some((form) => form.includes(wanted)),
  ].indexOf(true);
}
