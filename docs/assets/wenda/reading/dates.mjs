// Days in the patterns of citation styles. Pure.

export const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/**
 * A pattern of the build with a day: {Y} {M} {D}, {MM} {DD} with two digits, {Month} in English.
 * @param {string} pattern @param {Date} day
 */
export function dated(pattern, day) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  const month = day.getMonth() + 1;
  /** @type {Record<string, string>} */
  const values = {
    Y: String(day.getFullYear()),
    M: String(month),
    D: String(day.getDate()),
    MM: two(month),
    DD: two(day.getDate()),
    Month: MONTHS[month - 1],
  };
  return pattern.replace(/\{(Y|MM?|DD?|Month)\}/g, (_, name) => values[name]);
}
