// The modules of the worker, from this folder: pages ask for all of them at once, so that they do not
// arrive one after the other. A test compares the lists with the imports.

const pathOf = (/** @type {string} */ name) => `./${name}.mjs`;

/** What the worker needs to start. */
export const MODULES = [
  'worker',
  'engine',
  'errors',
  'files',
  'small',
  'rarity',
  'table',
  'records',
  'units',
  'passages',
  'query',
  'search',
  'exact',
  'filters',
  'names',
  'result',
  '../fold',
  '../numbers',
  '../addresses',
].map(pathOf);

/** What it needs besides where the archive is large. */
export const LARGE = ['large', 'positions', 'shard'].map(pathOf);
