// MiniSearch in the page: all bigrams must occur; the most forgiving mode takes any of them.
export async function open(base) {
  const [{ default: MiniSearch }, { MINISEARCH, strip, texts }, index] = await Promise.all([
    import(new URL('index.js', base)),
    import(new URL('bigrams.mjs', base)),
    fetch(new URL('index.json', base)).then((response) => response.text()),
  ]);
  const search = MiniSearch.loadJSON(index, MINISEARCH);
  return {
    async search(query, { limit, near }) {
      const found = search.search(strip(query), { combineWith: near ? 'OR' : 'AND' });
      const exchanges = found.map(({ id }) => id);
      return { exchanges, count: found.length, shown: await texts(base, exchanges.slice(0, limit)) };
    },
  };
}
