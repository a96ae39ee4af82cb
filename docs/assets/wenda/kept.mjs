// What the browser keeps for a reader. It may refuse: then nothing is remembered, and nothing else fails.

/** @typedef {'localStorage'|'sessionStorage'} Where for good, or for the visit of a tab */

/** @param {Where} where @param {string} name @returns {string|null} */
export function recall(where, name) {
  try {
    return globalThis[where].getItem(name);
  } catch {
    return null;
  }
}

/** @param {Where} where @param {string} name @param {string} value */
export function keep(where, name, value) {
  try {
    globalThis[where].setItem(name, value);
  } catch {}
}
