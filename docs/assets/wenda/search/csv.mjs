// Rows as a CSV file that spreadsheets open as it is: UTF-8 with a byte order mark, CRLF.

/** @param {string[][]} rows @returns {string} */
export const csvText = (rows) => rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** @param {string[][]} rows @returns {Blob} */
export const csv = (rows) => new Blob(['\ufeff', csvText(rows)], { type: 'text/csv;charset=utf-8' });

/** Quoted where needed. A cell that a spreadsheet would run as a formula is kept text by a ' before it. */
function cell(/** @type {string} */ value) {
  const text = /^[=+\-@\t\r']/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
