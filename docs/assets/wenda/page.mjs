// What every page loads: the one entry. Each part looks for its elements and leaves quietly where there
// are none.
import { setUpCheckPage } from './check/check-page.mjs';
import { engineOf, preloadWhenIdle } from './engine/client.mjs';
import { setUpArrival } from './reading/arrive.mjs';
import { Citations } from './reading/cite.mjs';
import { setUpHandles } from './reading/handles.mjs';
import { setUpToolbar } from './reading/toolbar.mjs';
import { setUpDialog } from './search/dialog.mjs';
import { setUpSearchPage } from './search/search-page.mjs';
import { siteAt } from './site.mjs';

/**
 * Sets up one part after another: one that throws does not switch off the others.
 * @param {Record<string, () => void>} parts
 */
export function setUpEach(parts) {
  for (const [name, setUp] of Object.entries(parts)) {
    try {
      setUp();
    } catch (error) {
      console.error(`wenda, ${name}:`, error);
    }
  }
}

function setUpPage() {
  /** @type {HTMLMetaElement|null} */
  const published = document.querySelector('meta[name="wenda-site"]');
  const site = siteAt(new URL('../../', import.meta.url), published?.content);
  const engine = engineOf(site);
  const citations = new Citations(site);
  setUpEach({
    dialog: () => setUpDialog(site, engine),
    search: () => setUpSearchPage(site, engine),
    check: () => setUpCheckPage(site, engine),
    arrival: () => setUpArrival(),
    toolbar: () => setUpToolbar(site, citations),
    handles: () => setUpHandles(site),
    citations: () => citations.setUp(),
    worker: () => preloadWhenIdle(),
  });
}

// Elsewhere, as in tests, there is no page.
if ('document' in globalThis) setUpPage();
