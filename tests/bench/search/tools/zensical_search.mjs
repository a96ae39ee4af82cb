// Zensical's search worker, spoken to as its bundle does. It gives ten results at a time and the
// count of all; the set is judged by turning all pages.
export async function open(base, _keys, { worker: name }) {
  const worker = new Worker(new URL(name, base));
  const ask = (message) =>
    new Promise((done, failed) => {
      worker.onmessage = ({ data }) =>
        data.type === 4 ? failed(new Error('search failed')) : done(data.data);
      worker.onerror = ({ message }) => failed(new Error(message));
      worker.postMessage(message);
    });
  const index = await (await fetch(new URL('search.json', base))).json();
  await ask({ type: 0, data: index });
  const filter = {
    // as the bundle asks where no tag is chosen
    input: { type: 'operator', data: { operator: 'and', operands: [] } },
    aggregation: { input: [{ type: 'term', data: { field: 'tags' } }] },
  };
  const query = (input, page) => ask({ type: 2, data: { input, filter, page } });
  const number = ({ id }) => parseInt(index.items[id].location, 10);
  return {
    async search(words, { limit, all }) {
      let found = await query(words);
      const exchanges = found.items.map(number),
        count = found.pagination.total;
      const shown = found.items.slice(0, limit).map(({ id }) => index.items[id].text);
      while (all && found.pagination.next && exchanges.length < count) {
        found = await query(words, found.pagination.next);
        exchanges.push(...found.items.map(number));
      }
      return { exchanges, count, shown };
    },
  };
}
