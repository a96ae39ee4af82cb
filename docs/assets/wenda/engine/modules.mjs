// Every module that the worker needs to start, from this folder: pages ask for all of them at once, so
// that they do not arrive one after the other. A test compares the list with the imports.
export const MODULES = [
  'worker',
  'engine',
  'errors',
  'files',
  'small',
  'large',
  'shard',
  'positions',
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
  '../addresses',
].map((name) => `./${name}.mjs`);
