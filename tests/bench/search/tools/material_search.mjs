// Material's search worker, spoken to as its bundle does (setup, ready, query, result).
export async function open(base, _keys, { worker: name }) {
  const worker = new Worker(new URL(`assets/workers/${name}`, base));
  const ask = (message) =>
    new Promise((done, failed) => {
      worker.onmessage = ({ data }) => done(data.data);
      worker.onerror = ({ message }) => failed(new Error(message));
      worker.postMessage(message);
    });
  const { config, docs } = await (await fetch(new URL('search/search_index.json', base))).json();
  // What the bundle does to the index before it hands it on.
  if (config.lang.length === 1 && config.lang[0] === 'en') config.lang = [];
  await ask({ type: 0, data: { config, docs, options: { suggest: false } } });
  return {
    async search(query, { limit }) {
      const { items } = await ask({ type: 2, data: query });
      return {
        exchanges: items.map(([{ location }]) => parseInt(location, 10)),
        count: items.length,
        shown: items.slice(0, limit).map(([{ text }]) => text),
      };
    },
  };
}
