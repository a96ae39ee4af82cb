// To the clipboard, with italics where there are any, and also where the browser forbids the short way.
import { make } from './elements.mjs';

/** @param {string} text @param {string} [html] the same with its emphasis */
export async function copy(text, html) {
  try {
    if (!html) await navigator.clipboard.writeText(text);
    else
      await navigator.clipboard.write([
        new ClipboardItem(blobsOf({ 'text/plain': text, 'text/html': html })),
      ]);
  } catch {
    copyAsBefore(text); // no permission, or no secure context
  }
}

/** @param {Record<string, string>} kinds */
const blobsOf = (kinds) =>
  Object.fromEntries(Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })]));

/** By a field that is selected for a moment; selection and focus stay what they were. @param {string} text */
function copyAsBefore(text) {
  const area = make('textarea', { value: text, className: 'wd-copy' });
  const selection = getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
  const focused = /** @type {HTMLElement|null} */ (document.activeElement);
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  focused?.focus({ preventScroll: true });
  if (range) {
    selection?.removeAllRanges();
    selection?.addRange(range);
  }
  if (!done) throw new Error('copy');
}
