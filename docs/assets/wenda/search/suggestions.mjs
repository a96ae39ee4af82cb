// Names that were meant, the same in the dialog and on the search page.
import { outletPath, topicPath } from '../addresses.mjs';
import { make } from '../elements.mjs';
import { latest } from './typing.mjs';

/** @import {Engine, Suggestion} from '../engine/types.mjs' */
/** @import {Site} from '../site.mjs' */

const SUGGESTED = 6;
const NAME = 20; // characters: what is longer is a quotation
/** @type {Partial<Record<Suggestion['kind'], string>>} */
const KINDS = { outlet: '媒体', topic: '议题', speaker: '发言人' };

/**
 * A line of names, and what offers those that a typed text may mean: a topic or outlet leads to its
 * page, a speaker, who has none, or a word becomes the query.
 * @param {Site} site @param {Pick<Engine, 'suggest'>} engine @param {(query: string) => void} choose
 */
export function suggestionsLine(site, engine, choose) {
  const element = make('p', { className: 'wd-suggestions' });
  const offer = latest(
    (/** @type {string} */ text) => (mayBeName(text) ? engine.suggest(text, SUGGESTED) : []),
    (found) => element.replaceChildren(...found.map((each) => suggestionElement(site, each, choose))),
    () => element.replaceChildren(),
  );
  return { element, offer };
}

const mayBeName = (/** @type {string} */ text) => !/\s/.test(text.trim()) && text.length <= NAME;

/** @param {Site} site @param {Suggestion} suggestion @param {(query: string) => void} choose */
function suggestionElement(site, { kind, id, name }, choose) {
  const label = make('span', { className: 'wd-role' }, KINDS[kind] ?? '');
  if (kind === 'outlet' || kind === 'topic') {
    const path = kind === 'outlet' ? outletPath(id) : topicPath(id);
    return make('a', { href: site.url(path).href }, label, name);
  }
  const onclick = () => choose(kind === 'speaker' ? `发言人:${name}` : name);
  return make('button', { type: 'button', onclick }, label, name);
}
