// FlexSearch in the page; its most forgiving mode is `suggest`.
export async function open(base) {
  const [{ default: FlexSearch }, { FLEXSEARCH, strip, texts }, parts] = await Promise.all([
    import(new URL('flexsearch.mjs', base)),
    import(new URL('bigrams.mjs', base)),
    fetch(new URL('parts.json', base))
      .then((response) => response.json())
      .then((names) =>
        Promise.all(
          names.map(async (name, i) => [name, await (await fetch(new URL(`parts/${i}.json`, base))).text()]),
        ),
      ),
  ]);
  const index = new FlexSearch.Index(FLEXSEARCH);
  for (const [name, data] of parts) await index.import(name, data || null);
  return {
    async search(query, { limit, near }) {
      const exchanges = index.search(strip(query), { limit: 1e6, suggest: Boolean(near) });
      return { exchanges, count: exchanges.length, shown: await texts(base, exchanges.slice(0, limit)) };
    },
  };
}
