// Elements made without HTML: text stays text, whatever it holds.

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} properties of the element; `data` and `aria` are attributes of these kinds
 *   (`role` too)
 * @param {(Node|string|null|undefined)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, { data, aria, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  for (const name in data) element.dataset[name] = data[name];
  for (const name in aria) element.setAttribute(name === 'role' ? 'role' : `aria-${name}`, aria[name]);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
