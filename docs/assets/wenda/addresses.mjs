// Every path, anchor and name of a unit: alike to scripts/wenda/addresses.py, with the same cases
// (tests/cases/addresses.json). Paths begin where the site begins. Pure.
//
// A unit is an exchange (q07), which has a page of its own, or a conference's opening or closing words,
// which are on its page; an entry names both: 2024-03-07-wang-yi/q07.

export const SEARCH = 'search/';
export const CHECK = 'check/';
export const TOPICS = 'qa/topics/';
export const OUTLETS = 'qa/outlets/';
export const YEARS = 'qa/years/';

/** @param {string} unit */
export const isExchange = (unit) => /^q\d/.test(unit);

/** @param {string} conference @param {string} unit */
export const entryOf = (conference, unit) => `${conference}/${unit}`;

/** The way back. @param {string} entry */
export function partsOf(entry) {
  const at = entry.indexOf('/');
  return { conference: entry.slice(0, at), unit: entry.slice(at + 1) };
}

/** The page that a unit is on. @param {string} conference @param {string} unit */
export const pagePath = (conference, unit) =>
  isExchange(unit) ? `qa/${conference}/${unit}/` : `qa/${conference}/`;

/** A paragraph's anchor on its unit's page. @param {string} unit @param {string} paragraph '' for none */
export const anchorOf = (unit, paragraph) => (isExchange(unit) ? paragraph : textAnchorOf(unit, paragraph));

/** A paragraph's anchor in the full text. @param {string} unit @param {string} paragraph '' for none */
export const textAnchorOf = (unit, paragraph) => (paragraph ? `${unit}-${paragraph}` : unit);

/** Its anchor on its unit's page, by its anchor there or in the full text. @param {string} unit @param {string} anchor */
export const ownAnchor = (unit, anchor) =>
  isExchange(unit) && anchor.startsWith(`${unit}-`) ? anchor.slice(unit.length + 1) : anchor;

/** @param {string} conference @param {string} unit @param {string} paragraph '' for none */
export function paragraphPath(conference, unit, paragraph) {
  const anchor = anchorOf(unit, paragraph);
  return pagePath(conference, unit) + (anchor && `#${anchor}`);
}

/**
 * The name under which a unit is cited: opening and closing words are cited as the whole transcript.
 * @param {string} conference @param {string} unit
 */
export const citeKey = (conference, unit) => (isExchange(unit) ? `${conference}-${unit}` : conference);

/** @param {string} id */
export const topicPath = (id) => `${TOPICS}${id}/`;

/** @param {string} id */
export const outletPath = (id) => `${OUTLETS}${id}/`;

/**
 * The anchor that an address asks for: what stands before the browser's own directive. Hashes are typed
 * and cut by people: what is not percent-encoded is taken as it is.
 * @param {string} hash with its #
 */
export function anchorIn(hash) {
  const anchor = hash.replace(/^#/, '').split(':~:')[0];
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}
