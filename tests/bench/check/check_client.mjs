// The check as its page asks it: what is given is one quotation.
import { engineOf } from '../site/assets/wenda/engine/client.mjs';
import { siteAt } from '../site/assets/wenda/site.mjs';

export async function open(base, keys) {
  const engine = engineOf(siteAt(base));
  return {
    async search(query) {
      const { checked } = await engine.check(query, [[0, query.length]]);
      const [{ code, shown }] = checked;
      return {
        exchanges: shown.map(({ key }) => keys[key]),
        count: shown.length,
        code,
        shown: shown.map(({ context }) => context[1]),
      };
    },
  };
}
