// To the clipboard, with italics where there are any, and also where the browser forbids the short way.
import { make } from './elements.mjs';

/** @param {string} text @param {string} [html] the same with its emphasis */
export async function copy(text, html) {
  try {
    if (!html) await navigator.clipboard.writeText(text);
    else {
      const kinds = { 'text/plain': text, 'text/html': html };
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(
        Object.entries(kinds).map(([type, data]) => [type, new Blob([data], { type })])))]);
    }
  } catch { // no permission, or no secure context
    const area = make('textarea', { value: text, className: 'wd-copy' });
    const selection = getSelection(), range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    focused?.focus({ preventScroll: true });
    if (range) {
      selection.removeAllRanges();
      selection.addRange(range);
    }
    if (!done) throw new Error('copy');
  }
}
