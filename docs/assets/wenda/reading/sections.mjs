// The sections of a page, an exchange or remarks each, and their paragraphs with an address.
import { citeKey, ownAnchor, pagePath } from '../addresses.mjs';

/** @typedef {{id: string, text: string}} Paragraph its id on the page of its unit, and its text as printed */

/** @param {ParentNode} root @returns {HTMLElement[]} */
export const sectionsOf = (root) => [...root.querySelectorAll('[data-unit]')].map(asHtml);

/** @param {ParentNode} root a page, or a section of it @returns {HTMLElement[]} */
export const paragraphsOf = (root) => [...root.querySelectorAll('[data-unit] p[id][data-kind]')].map(asHtml);

/** @param {Element} p @returns {HTMLElement} */
export const sectionOf = (p) => asHtml(/** @type {Element} */ (p.closest('[data-unit]')));

const asHtml = (/** @type {Element} */ element) => /** @type {HTMLElement} */ (element);

/** @param {HTMLElement} section */
const unitOf = ({ dataset: { conference = '', unit = '' } }) => ({ conference, unit });

/** A paragraph's id on its own page, which the full text has behind the unit's. @param {Element} p */
export const idOf = (p) => ownAnchor(unitOf(sectionOf(p)).unit, p.id);

/** @param {HTMLElement} section @returns {Paragraph[]} */
export const textsOf = (section) =>
  paragraphsOf(section).map((p) => ({ id: idOf(p), text: p.textContent ?? '' }));

/** The name under which a section is cited. @param {HTMLElement} section */
export const keyOf = (section) => {
  const { conference, unit } = unitOf(section);
  return citeKey(conference, unit);
};

/** The page of a section. @param {HTMLElement} section */
export const pageOf = (section) => {
  const { conference, unit } = unitOf(section);
  return pagePath(conference, unit);
};

/** The address of a paragraph. @param {Element} p */
export const pathOf = (p) => `${pageOf(sectionOf(p))}#${idOf(p)}`;
