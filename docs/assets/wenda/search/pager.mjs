// The way through pages of results.
import { make } from '../elements.mjs';

const BESIDE = 2; // pages shown on each side of this one

/** The pages that are offered: the first, the last, and those beside this one. */
export const pagesNear = (/** @type {number} */ pages, /** @type {number} */ page) =>
  Array.from({ length: pages }, (_, at) => at + 1).filter(
    (each) => each === 1 || each === pages || Math.abs(each - page) <= BESIDE,
  );

/**
 * @param {number} pages @param {number} page @param {(page: number) => string} hrefOf
 * @param {(page: number) => void} go
 */
export function pagerLinks(pages, page, hrefOf, go) {
  if (!(pages > 1)) return [];
  return pagesNear(pages, page).map((each) => {
    const current = each === page && { aria: { current: 'page' } };
    const link = make('a', { href: hrefOf(each), ...current }, String(each));
    link.addEventListener('click', (event) => {
      event.preventDefault();
      go(each);
    });
    return link;
  });
}
