// The text of what a word processor pastes, with its block quotations; nothing else of it is used.

const BREAKS = 'P DIV BR LI TR H1 H2 H3 H4 H5 H6 BLOCKQUOTE'.split(' ');
const SILENT = 'SCRIPT STYLE HEAD TEMPLATE TITLE'.split(' ');
const STYLES = /<style\b[\s\S]*?<\/style\s*>|\sstyle(?<=<[^<>]*)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi;

/** The policy of our page holds for what is parsed in it, and styles would be breaches. @param {string} html */
export const withoutStyles = (html) => html.replace(STYLES, '');

/** @param {Document} page @returns {{text: string, blocks: [number, number][]}} */
export function textOf(page) {
  let text = '';
  /** @type {[number, number][]} */
  const blocks = [];
  /** @param {Node} node @param {boolean} quoted */
  const walk = (node, quoted) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) text += child.nodeValue?.replace(/\s+/g, ' ') ?? '';
      if (child.nodeType !== Node.ELEMENT_NODE || SILENT.includes(child.nodeName)) continue;
      const breaks = BREAKS.includes(child.nodeName);
      if (breaks && text && !text.endsWith('\n')) text += '\n';
      const start = text.length;
      const block = !quoted && child.nodeName === 'BLOCKQUOTE';
      walk(child, quoted || block);
      if (block && text.slice(start).trim()) blocks.push([start, text.trimEnd().length]);
      if (breaks && !text.endsWith('\n')) text += '\n';
    }
  };
  walk(page.body, false);
  return { text, blocks };
}
