// The text of what a word processor pastes, with its block quotations; nothing else of it is used.

const BREAKS = 'P DIV BR LI TR H1 H2 H3 H4 H5 H6 BLOCKQUOTE'.split(' ');
const SILENT = 'SCRIPT STYLE HEAD TEMPLATE TITLE DEL'.split(' '); // what tracked changes delete is no text
const WIDE = /[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]/;
const STYLES = /<style\b[\s\S]*?<\/style\s*>|\sstyle(?<=<[^<>]*)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi;

/** The policy of our page holds for what is parsed in it, and styles would be breaches. @param {string} html */
export const withoutStyles = (html) =>
  html.replace(STYLES, (style) => (style.includes('mso-element:comment') ? ' data-comment' : ''));

/** @param {Document} page @returns {{text: string, blocks: [number, number][]}} */
export function textOf(page) {
  let text = '';
  let broken = false; // a line of the source has ended, and nothing come since: Word breaks them anywhere
  const add = (/** @type {string} */ words) => {
    const [first = '', last = '\n'] = [words[0], text.at(-1)];
    const joined = last === '\n' || (WIDE.test(last) && WIDE.test(first));
    if (words) text += broken && !joined ? ` ${words}` : words;
    if (words) broken = false;
  };
  /** @type {[number, number][]} */
  const blocks = [];
  /** @param {Node} node @param {boolean} quoted */
  const walk = (node, quoted) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE)
        for (const [at, line] of (child.nodeValue ?? '').split(/\s*\n\s*/).entries()) {
          broken ||= at > 0;
          add(line.replace(/\s+/g, ' '));
        }
      if (child.nodeType !== Node.ELEMENT_NODE || SILENT.includes(child.nodeName)) continue;
      if (/** @type {Element} */ (child).hasAttribute('data-comment')) continue; // Word's
      const breaks = BREAKS.includes(child.nodeName);
      if (breaks && text && !text.endsWith('\n')) text += '\n';
      if (breaks) broken = false;
      const start = text.length;
      const block = !quoted && child.nodeName === 'BLOCKQUOTE';
      walk(child, quoted || block);
      if (block && text.slice(start).trim()) blocks.push([start, text.trimEnd().length]);
      if (breaks && !text.endsWith('\n')) text += '\n';
      if (breaks) broken = false;
    }
  };
  walk(page.body, false);
  return { text, blocks };
}
