// What every page of a site loads: the one entry.
import { engineOf } from './engine/client.mjs';
import { setUpPage } from './set-up.mjs';
import { publishedAt, siteAt } from './site.mjs';

/** @param {import('./site.mjs').Site} site @returns {import('./reading/cite.mjs').Pages} */
const pagesOf = (site) => async (path) => {
  const response = await fetch(site.url(path));
  return response.ok ? response.text() : undefined;
};

// Elsewhere, as in tests, there is no page.
if ('document' in globalThis) {
  const site = siteAt(new URL('../../', import.meta.url), publishedAt());
  setUpPage(site, engineOf(site), pagesOf(site));
}
