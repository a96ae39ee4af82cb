// Where the site is: it may be served from any folder, and read on a mirror or from a disk.

/**
 * @typedef {object} Site
 * @property {(path: string) => URL} url of a path from where the site begins
 * @property {(path: string) => string} published the same at the address where the site is published
 */

/**
 * @param {string|URL} base where the site begins
 * @param {string} [published] where it is published, which a copy is told by its pages
 * @param {boolean} [onDisk] opened from a disk, where nobody gives a folder's page for the folder
 * @returns {Site}
 */
export function siteAt(base, published, onDisk = false) {
  const url = (/** @type {string} */ path) => new URL(onDisk ? withIndex(path) : path, base);
  return { url, published: (path) => (published ? new URL(path, published) : url(path)).href };
}

/** `qa/c/q07/#p3` is `qa/c/q07/index.html#p3`. @param {string} path */
const withIndex = (path) => path.replace(/^([^?#]*\/)?(?=[?#]|$)/, '$1index.html');

/** Where the site is published, as its pages say: undefined where they do not. */
export const publishedAt = () =>
  /** @type {HTMLMetaElement|null} */ (document.querySelector('meta[name="wenda-site"]'))?.content;
