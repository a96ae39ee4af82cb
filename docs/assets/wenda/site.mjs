// Where the site is: it may be served from any folder, and read on a mirror or from a disk.

/**
 * @typedef {object} Site
 * @property {(path: string) => URL} url of a path from where the site begins
 * @property {(path: string) => string} published the same at the address where the site is published
 */

/**
 * @param {string|URL} base where the site begins
 * @param {string} [published] where it is published, which a copy is told by its pages
 * @returns {Site}
 */
export const siteAt = (base, published) => ({
  url: (path) => new URL(path, base),
  published: (path) => new URL(path, published || base).href,
});
