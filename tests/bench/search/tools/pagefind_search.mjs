// Pagefind's own API. Over pages of single characters the query is sent so too, as a phrase.
export async function open(base, keys, { spaced }) {
  const pagefind = await import(new URL('pagefind/pagefind.js', base));
  await pagefind.options({ excerptLength: 20 });
  await pagefind.init();
  return {
    async search(query, { limit, near }) {
      const single = [...query].filter((char) => /[\p{L}\p{N}]/u.test(char)).join(' ');
      const asked = spaced ? (near ? single : `"${single}"`) : query;
      const { results } = await pagefind.search(asked);
      const shown = await Promise.all(
        results.slice(0, limit).map(async (each) => (await each.data()).excerpt),
      );
      return { exchanges: results.map(({ id }) => keys[id]), count: results.length, shown };
    },
  };
}
