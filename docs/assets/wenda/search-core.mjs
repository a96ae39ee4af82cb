// Exact and nearest search over the files of scripts/wenda/search_index.py, where the format is
// written down. Knows no DOM and no network: bytes come through fetchBytes(path, fresh).
import { FOLD_VERSION, fold, scriptFrom } from './fold.mjs';
import { SLOT, kindOf, marksOf, places, touches, unitsOf, words } from './passages.mjs';
import { dateRange, parse } from './query.mjs';

const FORMAT_VERSION = 1;
const BLOCK = 256;                  // addresses: see the format
const EXACT = 8;                    // so many characters are exact by positions alone, in 4 shards
export const LONGEST = 400;               // nearest looks at so many characters of a query
const VERIFY = 20;                  // beyond so many texts the rest of the shards may be cheaper
const SHARD_KB = 3.5, TEXT_KB = 1;
// Rank of an exchange: whole words before parts of words, then heading, then question, then newest.
const EDGES = [0, 1, 4], HEADING = 2, QUESTION = 1;
// Of several words: all as one phrase; all within 40 characters; within 150.
const PHRASE = 64, CLOSE = 16, NEAR = 8;

const ROLES = { q: 'question', a: 'answer', m: 'moderator', s: 'aside', r: 'remarks', h: 'heading' };

/** The index is of a version that this reader does not know. */
export class UnknownVersion extends Error {}

/**
 * @typedef {(path: string, fresh?: boolean) => Promise<Uint8Array>} FetchBytes fresh: revalidate
 * @param {{fetchBytes: FetchBytes}} options
 */
export async function open({ fetchBytes }) {
  let index = await connect(fetchBytes);
  /** Once more with a fresh pointer where a file is gone: the site was rebuilt meanwhile. */
  const retry = async (work) => {
    try {
      return await work(index);
    } catch (error) {
      const fresh = await connect(fetchBytes);
      if (fresh.id === index.id) throw error;
      index = fresh;
      return work(index);
    }
  };
  return {
    get size() { return index.n; },
    get small() { return !index.dir; },
    search: (query, options = {}) => retry((at) => search(at, query, options)),
    suggest: (prefix, limit = 8) => retry((at) => suggest(at, prefix, limit)),
    names: () => retry(async (at) => (await at.meta()).names),
  };
}

// The index

async function connect(fetchBytes) {
  const bytes = await fetchBytes('current.json', true);
  const id = new TextDecoder().decode(bytes);
  const pointer = JSON.parse(id);
  if (pointer.version !== FORMAT_VERSION || pointer.fold !== FOLD_VERSION) {
    throw new UnknownVersion(`搜索数据的版本（${pointer.version}.${pointer.fold}）与本页不符，请刷新页面。`);
  }
  const kept = new Map();
  const once = (path, read) => {
    if (!kept.has(path)) {
      kept.set(path, fetchBytes(path).then(read));
      kept.get(path).catch(() => kept.delete(path));
    }
    return kept.get(path);
  };
  const json = (path) => once(path, jsonBin);
  const units = new Map(), script = scriptFrom(pointer.pairs);
  let full = false;
  const index = { ...pointer, id, json, once, hits: new Map(),
    /** The script that these texts need: nearly always the few pairs of the pointer. */
    async script(texts) {
      if (!full && texts.some(unusual)) {
        for (const [from, to] of scriptFrom(await json(pointer.script))) script.set(from, to);
        full = true;
      }
      return script;
    },
    /** The folded units of an exchange: see unitsOf. */
    async units(owner) {
      if (!units.has(owner)) {
        const exchange = await index.exchange(owner);
        units.set(owner, unitsOf(exchange, await index.script(textsOf(exchange))));
      }
      return units.get(owner);
    },
  };
  return pointer.pack ? small(index) : large(index);
}

const textsOf = ([, heading, , , , , paragraphs, errata]) =>
  [heading, ...paragraphs.map((each) => each[1]), ...errata.map((each) => each[3])];

async function jsonBin(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(new TextDecoder('gb18030').decode(await new Response(stream).arrayBuffer()));
}

/** @param {string} text one digit per item, as chr(48 + digit) */
const digits = (text) => Array.from(text, (char) => char.codePointAt(0) - 48);

/** A list of addressed texts: role, owner, and of an alternate reading its changed characters. */
class Table {
  start = [];
  owner = [];
  role = [];
  core = [];
  add(start, owner, role, core) {
    this.start.push(start);
    this.owner.push(owner);
    this.role.push(role);
    this.core.push(core);
  }
  kind(row) { return row < 0 ? '' : kindOf({ role: this.role[row], core: this.core[row] }); }
  /** Who are no exchanges, but the opening or closing words of a conference. */
  remarks() { return (this.others ??= new Set(this.owner.filter((_, row) => this.role[row] === 'r'))); }
  /** The row that an address lies in. */
  at(address) {
    let low = 0, high = this.start.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.start[middle] <= address) low = middle; else high = middle;
    }
    return low;
  }
}

function large(index) {
  const head = index.json(index.head), file = index.meta;
  let table, volumes;
  head.catch(() => {});
  const ranks = new Map(Array.from(index.common, (char, rank) => [char.charCodeAt(0), rank]));
  return Object.assign(index, {
    ...rarity(ranks),
    async table() {
      if (!table) ({ table, volumes } = addresses(await head, index));
      return table;
    },
    async exchange(number) {
      await index.table();
      let volume = 0, at = number;
      while (at >= volumes[volume][1]) at -= volumes[volume++][1];
      return index.json(`${volumes[volume][0]}/${at}.bin`);
    },
    meta: () => index.json(file).then((meta) => (meta.columns ? meta : columns(meta))),
    /** Every address of the bigram with its word edges. */
    async postings(a, b) {
      const mixed = Math.imul(((a << 16) | b) >>> 0, 0x9e3779b1) >>> 0;
      const shard = mixed >>> (32 - index.bits), key = (mixed << index.bits) >>> index.bits;
      const path = `${index.dir}/${shard.toString(16).padStart(4, '0')}.bin`;
      return (await index.once(path, (bytes) => readShard(bytes, index))).get(key) ?? NONE;
    },
    find: (term) => (term.length <= EXACT ? byPositions(index, term, cover(index, term)) : longer(index, term)),
    votes: (query) => Promise.all(spread(index, query, 8).map(async (offset) =>
      ({ offset, at: (await index.postings(query.charCodeAt(offset), query.charCodeAt(offset + 1))).at }))),
    shown: 6,
  });
}

const NONE = { at: [], flags: [] };

function addresses(head, { headings, n }) {
  const table = new Table(), blocks = {};
  for (const role in head.blocks) blocks[role] = digits(head.blocks[role]).values();
  let unit = 0, at = 0;
  digits(head.units).forEach((count, owner) => {
    for (; count--; unit++) {
      table.add(at, owner, head.roles[unit]);
      at += BLOCK * blocks[head.roles[unit]].next().value;
    }
  });
  for (let owner = 0; owner < n; owner++) table.add(headings + SLOT * owner, owner, 'h');
  at = headings + Math.ceil(SLOT * n / BLOCK) * BLOCK;
  for (const [owner, role, count, core] of head.alternates) {
    table.add(at, owner, role, core);
    at += BLOCK * count;
  }
  return { table, volumes: head.volumes };
}

const rice = (space, count) =>
  Math.max(0, 31 - Math.clz32(Math.floor(Math.floor(space * 11 / 16) / (count + 1))));

/** @param {Uint8Array} bytes @returns {Map<number, {at: Uint32Array, flags: Uint8Array}>} by key */
export function readShard(bytes, { space, bits }) {
  let at = 0;
  const bit = () => (bytes[at >> 3] >> (7 - (at++ & 7))) & 1;
  const read = (width) => {
    let value = 0;
    while (width) {
      const take = Math.min(width, 8 - (at & 7));
      value = (value << take) | ((bytes[at >> 3] >> (8 - (at & 7) - take)) & ((1 << take) - 1));
      at += take;
      width -= take;
    }
    return value;
  };
  const zeros = () => {
    let count = 0;
    while (!bit()) count++;
    return count;
  };
  const gamma = () => {
    const log = zeros();
    return 2 ** log + read(log);
  };
  const shard = new Map(), count = gamma() - 1, keyBits = rice(2 ** (32 - bits), count);
  for (let i = 0, key = -1; i < count; i++) {
    key += 1 + zeros() * 2 ** keyBits + read(keyBits);
    const size = gamma(), k = rice(space, size);
    const list = { at: new Uint32Array(size), flags: new Uint8Array(size) };
    for (let j = 0, address = -1; j < size; j++) {
      list.at[j] = address += 1 + zeros() * 2 ** k + read(k);
      list.flags[j] = read(2);
    }
    shard.set(key, list);
  }
  return shard;
}

let gb2312; // the ideographs of GB2312, which the platform knows

/** Whether a text has an ideograph outside GB2312: it may be a Traditional one. */
function unusual(text) {
  if (!gb2312) {
    const codes = [];
    for (let a = 0xb0; a < 0xf8; a++) for (let b = 0xa1; b < 0xff; b++) codes.push(a, b);
    gb2312 = new Set(new TextDecoder('gbk').decode(new Uint8Array(codes)));
  }
  for (const char of text) if (char >= '\u3400' && char <= '\u9fff' && !gb2312.has(char)) return true;
  return false;
}

async function small(index) {
  const pack = await index.json(index.pack);
  const table = new Table(), edge = [];
  const lengths = pack.words.split('').flatMap((char) => {
    const pair = char.charCodeAt(0) - 48;
    return [Math.floor(pair / 9), pair % 9];
  });
  let text = '', word = 0;
  const add = (unit, owner, role, core) => {
    table.add(text.length, owner, role, core);
    text += unit + '\n';
  };
  const script = await index.script(pack.exchanges.flatMap(textsOf));
  const units = pack.exchanges.map((exchange) => unitsOf(exchange, script));
  const each = (kind, work) => units.forEach((all, owner) => all.forEach((unit) => kindOf(unit) === kind && work(unit, owner)));
  each('spoken', (unit, owner) => {
    const end = text.length + unit.text.length;
    edge[text.length] = 1;
    for (let at = text.length; at < end; edge[at] = 1) do at += lengths[word]; while (lengths[word++] === 8);
    add(unit.text, owner, unit.role);
  });
  const spoken = text.length;
  each('heading', (unit, owner) => add(unit.text, owner, 'h'));
  each('alternate', (unit, owner) => add(unit.text, owner, unit.role, unit.core));
  const counts = new Map();
  for (let i = 0; i < spoken; i++) counts.set(text.charCodeAt(i), (counts.get(text.charCodeAt(i)) ?? 0) + 1);
  const order = [...counts].sort((a, b) => b[1] - a[1]);
  let bigrams;
  return Object.assign(index, {
    ...rarity(new Map(order.slice(0, 512).map(([code], rank) => [code, rank]))),
    space: text.length,
    table: () => table,
    exchange: (number) => pack.exchanges[number],
    units: (owner) => units[owner],
    meta: () => columns({ names: pack.names, exchanges: pack.exchanges }),
    find(term) {
      const at = [], edges = [];
      for (let i = text.indexOf(term); i >= 0; i = text.indexOf(term, i + 1)) {
        at.push(i);
        edges.push((edge[i] ?? 0) + (edge[i + term.length] ?? 0));
      }
      return { at, edges };
    },
    votes(query) {
      if (!bigrams) {
        bigrams = new Map();
        for (let i = 0; i < spoken; i++) {
          const key = text.slice(i, i + 2);
          const list = bigrams.get(key);
          if (list) list.push(i); else bigrams.set(key, [i]);
        }
      }
      return Array.from({ length: query.length - 1 }, (_, offset) =>
        ({ offset, at: bigrams.get(query.slice(offset, offset + 2)) ?? [] }));
    },
    shown: 10,
  });
}

/** How rare a character is (near the logarithm of its rank), and a bigram. */
function rarity(ranks) {
  const weight = (code) => Math.log(2 + (ranks.get(code) ?? 1500));
  return { weight, rarity: (text, at) => weight(text.charCodeAt(at)) + weight(text.charCodeAt(at + 1)) };
}

// Exact, by positions

/** The fewest bigrams that touch every character of a term; of the ways for an odd length the rarest. */
function cover(index, term) {
  const even = (from, to) => Array.from({ length: Math.max(0, (to - from) >> 1) }, (_, i) => from + 2 * i);
  if (term.length % 2 === 0) return even(0, term.length);
  let best, most = -1;
  for (let turn = 2; turn < term.length; turn += 2) {
    const offsets = [...even(0, turn), ...even(turn - 1, term.length)];
    const sum = offsets.reduce((total, at) => total + index.rarity(term, at), 0);
    if (sum > most) [best, most] = [offsets, sum];
  }
  return best;
}

/** Up to `count` rare bigrams that do not overlap, rarest first. */
function rarest(index, term, count) {
  const order = Array.from({ length: term.length - 1 }, (_, at) => at)
    .sort((a, b) => index.rarity(term, b) - index.rarity(term, a) || a - b);
  const chosen = [];
  for (const at of order) {
    if (chosen.length < count && chosen.every((other) => Math.abs(other - at) > 1)) chosen.push(at);
  }
  return chosen;
}

/** The rarest bigram of each of `count` stretches. */
function spread(index, term, count) {
  const last = term.length - 1, chosen = new Set();
  for (let i = 0; i < count; i++) {
    let best = -1;
    for (let at = Math.floor(i * last / count); at < Math.floor((i + 1) * last / count); at++) {
      if (best < 0 || index.rarity(term, at) > index.rarity(term, best)) best = at;
    }
    if (best >= 0) chosen.add(best);
  }
  return [...chosen];
}

/** The addresses where all these bigrams of the term stand in their places. */
async function byPositions(index, term, offsets) {
  const lists = await Promise.all(offsets.map((at) => index.postings(term.charCodeAt(at), term.charCodeAt(at + 1))));
  const order = lists.map((list, i) => [list, offsets[i]]).sort((a, b) => a[0].at.length - b[0].at.length);
  const [[first, shift], ...others] = order;
  let at = Array.from(first.at, (address) => address - shift);
  for (const [list, offset] of others) at = at.filter(seeker(list.at, offset));
  const before = flagsOf(lists[offsets.indexOf(0)], 0, 2);
  const after = flagsOf(lists[offsets.indexOf(term.length - 2)], term.length - 2, 1);
  return { at, edges: at.map((address) => before(address) + after(address)) };
}

/** Whether address + offset is in the sorted list, for rising addresses. */
function seeker(list, offset) {
  let low = 0;
  return (address) => {
    const wanted = address + offset;
    let step = 1;
    while (low + step < list.length && list[low + step] < wanted) step *= 2;
    let high = Math.min(low + step, list.length);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < wanted) low = middle + 1; else high = middle;
    }
    return list[low] === wanted;
  };
}

function flagsOf(list, offset, mask) {
  if (!list) return () => 0;
  let at = 0;
  return (address) => {
    while (list.at[at] < address + offset) at++;
    return list.flags[at] & mask ? 1 : 0;
  };
}

/** More than 8 characters: four rare bigrams, then the texts (or, where cheaper, all bigrams). */
async function longer(index, term) {
  const hits = await byPositions(index, term, rarest(index, term, 4));
  const owners = await ownersOf(index, hits.at);
  if (owners.length > VERIFY && (term.length / 2 - 4) * SHARD_KB < (owners.length - VERIFY) * TEXT_KB) {
    return byPositions(index, term, cover(index, term));
  }
  const table = await index.table(), units = new Map();
  await Promise.all(owners.map(async (owner) => units.set(owner, await index.units(owner))));
  const at = hits.at.filter((address) => {
    const row = table.at(address);
    let first = row;
    while (table.kind(first - 1) === table.kind(row) && table.owner[first - 1] === table.owner[row]) first--;
    const unit = units.get(table.owner[row]).filter((each) => kindOf(each) === table.kind(row))[row - first];
    return unit.text.startsWith(term, address - table.start[row]);
  });
  return { at, edges: at.map(() => 0) };
}

async function ownersOf(index, addresses) {
  const table = await index.table();
  return [...new Set(addresses.map((address) => table.owner[table.at(address)]))];
}

// Searching

/**
 * @typedef {{outlet?: string[], topic?: string[], speaker?: string[], year?: string[],
 *   from?: string, to?: string, role?: string}} Filters ids; a list is «one of these»
 * @param {{filters?: Filters, sort?: 'rank'|'newest'|'oldest', offset?: number, limit?: number,
 *   facets?: boolean, near?: boolean}} options near: the nearest even where something is exact
 */
async function search(index, query, { filters = {}, sort = 'rank', offset = 0, limit = 10, facets = false, near = false }) {
  const parsed = parse(query);
  const unresolved = [];
  const filter = await resolve(index, parsed, filters, unresolved);
  const script = await index.script([query]);
  const folded = (text) => fold(text, script).text;
  const { whole, terms } = words(parsed, folded);
  const result = { status: 'empty', exchanges: 0, places: 0, results: [], terms, ignored: [], unresolved };
  if (!terms.length && !filter.some) return result;
  let usable = terms;
  if (!index.pack) {
    usable = terms.filter((term) => term.length > 1);
    result.ignored = terms.filter((term) => term.length < 2);
    if (terms.length && !usable.length) return { ...result, status: 'too-short' };
  }
  const excluded = parsed.not.map(folded).filter((term) => term.length > (index.pack ? 0 : 1));
  let found = near ? new Map() : await exact(index, usable, whole, excluded, filter);
  if (!found.size && usable.length) {
    const nearest = whole.length > 3 ? await (await import('./search-near.mjs')).nearby(index, whole, filter) : [];
    const page = nearest.slice(offset, offset + limit);
    return { ...result, status: nearest.length ? 'near' : 'none', exchanges: nearest.length, places: nearest.length,
      results: await Promise.all(page.map((each) => shown(index, each))) };
  }
  const rank = (owner, { score }) => (sort === 'rank' ? score : 0) * index.n + owner;
  const ranks = Float64Array.from(found, ([owner, hit]) => rank(owner, hit)).sort();
  const order = Array.from(ranks, (each) => ((each % index.n) + index.n) % index.n);
  if (sort !== 'oldest') order.reverse();
  const remarks = (await index.table()).remarks(), exchanges = order.filter((owner) => !remarks.has(owner));
  const page = order.slice(offset, offset + limit);
  const all = usable.includes(whole) ? usable : [whole, ...usable];
  return {
    ...result,
    status: 'exact',
    exchanges: exchanges.length,
    remarks: order.length - exchanges.length,
    places: order.reduce((sum, owner) => sum + found.get(owner).places, 0),
    ...(facets && { facets: await facetsOf(index, exchanges) }),
    results: await Promise.all(page.map((owner) => shown(index, { owner, ...found.get(owner), terms: all, role: filter.role }))),
  };
}

/** Exchanges with all the terms and none of the excluded: owner → places and score. */
async function exact(index, terms, whole, excluded, filter) {
  const wanted = terms.includes(whole) || whole.length < 2 ? terms : [...terms, whole];
  const [hits, not] = await Promise.all([
    Promise.all(wanted.map((term) => hitsOf(index, term, filter.role))),
    Promise.all(excluded.map((term) => hitsOf(index, term))),
  ]);
  const phrase = wanted.length > terms.length ? hits.pop() : undefined;
  const remarks = (await index.table()).remarks();
  const owners = terms.length ? [...hits[0].keys()] : [...Array(index.n).keys()].filter((owner) => !remarks.has(owner));
  const found = new Map();
  for (const owner of owners) {
    if (!filter.keeps(owner) || not.some((each) => each.has(owner))) continue;
    const mine = hits.map((each) => each.get(owner));
    if (mine.some((each) => !each)) continue;
    const together = phrase?.get(owner)?.at.length ? PHRASE : mine.length > 1 ? nearness(mine) : 0;
    found.set(owner, {
      places: mine.reduce((sum, each) => sum + each.at.length, 0),
      score: Math.round(together + mine.reduce((sum, each) => sum + each.score, 0) / (mine.length || 1)),
    });
  }
  return found;
}

/** Where a term stands, by exchange; the last few are kept, for paging and for typing on. */
function hitsOf(index, term, role = '') {
  const key = role + ' ' + term;
  if (index.hits.size > 40) index.hits.clear();
  if (!index.hits.has(key)) {
    index.hits.set(key, readHits(index, term, role));
    index.hits.get(key).catch(() => index.hits.delete(key));
  }
  return index.hits.get(key);
}

/** By exchange: the addresses of a term's places, and its score. */
async function readHits(index, term, role) {
  const [{ at, edges }, table] = await Promise.all([index.find(term), index.table()]);
  const hits = new Map();
  let row = 0;
  at.forEach((address, i) => {
    if (address >= (table.start[row + 1] ?? Infinity)) row = table.at(address);
    const kind = table.role[row], start = address - table.start[row];
    if (table.core[row] && !touches(table.core[row], start, start + term.length)) return;
    if (role && kind !== role) return;
    const owner = table.owner[row];
    let hit = hits.get(owner);
    if (!hit) hits.set(owner, hit = { at: [], edge: 0, heading: 0, question: 0 });
    if (kind === 'h') { hit.heading = HEADING; return; }
    hit.at.push(address);
    hit.edge = Math.max(hit.edge, EDGES[edges[i]]);
    if (kind === 'q') hit.question = QUESTION;
  });
  for (const hit of hits.values()) hit.score = hit.at.length ? hit.edge + hit.heading + hit.question : -1;
  return hits;
}

/** How near several terms come to each other in one exchange. */
function nearness(hits) {
  const all = hits.flatMap(({ at }, term) => at.map((address) => [address, term])).sort((a, b) => a[0] - b[0]);
  const last = new Map();
  let best = Infinity;
  for (const [address, term] of all) {
    last.set(term, address);
    if (last.size === hits.length) best = Math.min(best, address - Math.min(...last.values()));
  }
  return best <= 40 ? CLOSE : best <= 150 ? NEAR : 0;
}

/** One result, with its passages as printed. */
async function shown(index, { owner, places: count, terms = [], role, near }) {
  const exchange = await index.exchange(owner);
  const [key, heading, date, outlet, speakers, topics, paragraphs, , [outletName, speakerNames]] = exchange;
  const units = near?.units ?? (await index.units(owner)).slice(1);
  const marks = near ? near.marks
    : marksOf(units.filter((unit) => !role || unit.role === role), (unit) => places(unit, terms));
  if (!marks.size && paragraphs.length) marks.set(0, []);
  const passages = [...marks].map(([at, list]) => ({
    paragraph: paragraphs[at][2] ?? `p${at + 1}`, role: ROLES[paragraphs[at][0]] ?? 'aside', text: paragraphs[at][1], marks: list,
  }));
  return {
    exchange: key, heading, date, outlet, outletName, speakers, speakerNames, topics, places: count ?? 1, passages,
    url: `qa/${key}/${passages.length ? '#' + passages[0].paragraph : ''}`,
    ...(near && { score: near.score, diff: near.diff, differences: near.differences }),
  };
}

// Names, filters, facets, suggestions

const COLUMNS = { outlet: 'outlets', speaker: 'speakers', topic: 'topics' };

/** Per exchange its ids and its day, from either form. */
function columns(meta) {
  if (meta.exchanges) {
    const all = meta.exchanges;
    meta.columns = { outlet: all.map((e) => (e[3] ? [e[3]] : [])), speaker: all.map((e) => e[4]), topic: all.map((e) => e[5]) };
    meta.dates = all.map((e) => e[2]);
  } else {
    meta.columns = {};
    for (const kind in COLUMNS) {
      meta.columns[kind] = meta[COLUMNS[kind]].split(' ').map((set) => digits(set).map((at) => meta.names[kind][at][0]));
    }
    let day = Date.parse(meta.first || 0);
    meta.dates = digits(meta.days).map((more) => new Date((day += more * 864e5)).toISOString().slice(0, 10));
  }
  return meta;
}

/** The filter that a query and the page's fields ask for; a field nobody knows becomes a word again. */
async function resolve(index, parsed, filters, unresolved) {
  const lists = [], ranges = [], roles = [];
  const add = (kind, ids) => ids?.length && lists.push([kind, new Set(ids)]);
  const needed = parsed.fields.some(({ field }) => field in COLUMNS);
  const meta = needed ? await index.meta() : undefined;
  for (const { field, value, word } of parsed.fields) {
    const range = (field === 'year' || field === 'date') && dateRange(value);
    const ids = meta && field in COLUMNS ? named(meta.names[field], value) : [];
    if (range) ranges.push(range);
    else if (field === 'role' && /^(问|答|提问|回答|问题)$/.test(value)) roles.push(/答/.test(value) ? 'a' : 'q');
    else if (ids.length) add(field, ids);
    else {
      unresolved.push(word);
      parsed.words.push(word);
    }
  }
  for (const kind in COLUMNS) add(kind, filters[kind]);
  add('year', filters.year);
  if (filters.from || filters.to) ranges.push([filters.from ?? '0000', (filters.to ?? '9999') + '~']);
  if (filters.role) roles.push(filters.role[0]);
  const known = lists.length || ranges.length ? await index.meta() : undefined;
  return {
    some: lists.length + ranges.length + roles.length > 0,
    role: roles[0],
    keeps: (owner) =>
      lists.every(([kind, ids]) => (kind === 'year' ? ids.has(known.dates[owner].slice(0, 4)) : known.columns[kind][owner].some((id) => ids.has(id)))) &&
      ranges.every(([from, to]) => known.dates[owner] >= from && known.dates[owner] <= to),
  };
}

/** The ids of a name as typed: equal to a name, an alias or an id; else part of one. */
function named(names, value) {
  const wanted = fold(value).text;
  const forms = ([id, name, aliases]) => [id, name, ...aliases].map((form) => fold(form).text);
  const equal = names.filter((row) => forms(row).includes(wanted));
  const part = equal.length || !wanted ? equal : names.filter((row) => forms(row).some((form) => form.includes(wanted)));
  return part.map(([id]) => id);
}

async function facetsOf(index, owners) {
  const meta = await index.meta(), facets = { outlet: {}, speaker: {}, topic: {}, year: {} };
  const count = (kind, id) => { facets[kind][id] = (facets[kind][id] ?? 0) + 1; };
  for (const owner of owners) {
    for (const kind in COLUMNS) meta.columns[kind][owner].forEach((id) => count(kind, id));
    count('year', meta.dates[owner].slice(0, 4));
  }
  return facets;
}

/** Names that begin with what was typed, in characters, pinyin or initials; then those that contain it. */
async function suggest(index, prefix, limit) {
  const script = await index.script([prefix]), wanted = fold(prefix, script).text;
  if (!wanted) return [];
  const ranked = (await index.json(index.suggest)).map(([kind, id, name, aliases, pinyin, initials]) => {
    const [own, ...others] = [name, ...aliases].map((form) => fold(form, script).text);
    const tests = [own.startsWith(wanted), others.some((form) => form.startsWith(wanted)),
      initials.startsWith(wanted), pinyin.startsWith(wanted), [own, ...others].some((form) => form.includes(wanted))];
    return { kind, id, name, rank: tests.indexOf(true) };
  });
  return ranked.filter(({ rank }) => rank >= 0).sort((a, b) => a.rank - b.rank).slice(0, limit)
    .map(({ kind, id, name }) => ({ kind, id, name }));
}
