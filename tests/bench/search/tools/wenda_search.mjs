// Our search through the site's own client, as its pages ask it. The client is part of every page's
// script, so it is there with the page; what it fetches from then on is timed.
import { engineOf } from '../site/assets/wenda/engine/client.mjs';
import { siteAt } from '../site/assets/wenda/site.mjs';

const STEP = 400; // Chromium refuses more requests at a time

export async function open(base, keys) {
  const engine = engineOf(siteAt(base));
  return {
    async search(query, { limit, all }) {
      const found = await engine.search(query, { limit: all ? STEP : limit });
      while (all && found.results.length < found.exchanges) {
        const next = await engine.search(query, { limit: STEP, offset: found.results.length });
        found.results.push(...next.results);
      }
      return {
        exchanges: found.results.map(({ exchange }) => keys[exchange]),
        count: found.exchanges,
        places: found.places,
        near: found.status === 'near',
        shown: found.results.slice(0, limit).map(({ passages }) => passages[0].text),
      };
    },
  };
}
