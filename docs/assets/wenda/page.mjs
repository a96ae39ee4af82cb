// What every page of a site loads: the one entry.
import { engineOf } from './engine/client.mjs';
import { setUpPage } from './set-up.mjs';
import { publishedAt, siteAt } from './site.mjs';

// Elsewhere, as in tests, there is no page.
if ('document' in globalThis) {
  const site = siteAt(new URL('../../', import.meta.url), publishedAt());
  setUpPage(site, engineOf(site));
}
