// node build_in_page.mjs LIBRARY DOCUMENTS FOLDER: the library's own serialised index.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { FLEXSEARCH, MINISEARCH } from './bigrams.mjs';

const [library, source, folder] = process.argv.slice(2);
const documents = JSON.parse(readFileSync(source, 'utf8')).map((units) => units.join('\n'));

const builders = {
  async minisearch() {
    const { default: MiniSearch } = await import('minisearch');
    const index = new MiniSearch(MINISEARCH);
    for (const [id, text] of documents.entries()) index.add({ id, text });
    writeFileSync(`${folder}/index.json`, JSON.stringify(index));
  },
  async flexsearch() {
    const {
      default: { Index },
    } = await import('flexsearch');
    const index = new Index(FLEXSEARCH);
    for (const [id, text] of documents.entries()) index.add(id, text);
    const parts = [];
    await index.export((key, data) => parts.push([key, data]));
    mkdirSync(`${folder}/parts`);
    const names = parts.map(([key, data], i) => {
      writeFileSync(`${folder}/parts/${i}.json`, data ?? '');
      return key;
    });
    writeFileSync(`${folder}/parts.json`, JSON.stringify(names));
  },
};
await builders[library]();
