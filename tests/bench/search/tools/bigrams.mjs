// Character bigrams of a folded text; the units of an exchange are parted by a newline.
export const bigrams = (text) =>
  text
    .split('\n')
    .flatMap((unit) =>
      unit.length < 2 ? [unit] : Array.from({ length: unit.length - 1 }, (_, i) => unit.slice(i, i + 2)),
    );

export const MINISEARCH = { fields: ['text'], tokenize: bigrams, processTerm: (term) => term };
export const FLEXSEARCH = { encode: bigrams, tokenize: 'strict', fastupdate: false };
export const strip = (query) =>
  query
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The text of the shown exchanges: a file each. */
export const texts = (base, numbers) =>
  Promise.all(numbers.map(async (number) => (await fetch(new URL(`texts/${number}.txt`, base))).text()));
