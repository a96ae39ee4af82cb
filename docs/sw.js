// Keeps the site for when there is no network. A service worker, at the root of the site, since it serves
// what is below its own folder. The network is always asked first, so that nobody who is online reads an old
// page; only files that are named by their content are taken from what is kept.
//
// Two stores: what offline.json lists (scripts/wenda/site/offline.py), of a small archive everything, and
// what else a reader has seen, of which the oldest gives way. Each file has its digest and when it came.
const SITE = registration.scope;
const LIST = new URL('offline.json', SITE).href;
const LISTED = `wenda-2 ${SITE} listed`; // another archive may be beside us at the same host
const SEEN = `wenda-2 ${SITE} seen`;
const MOST = 800; // files that were seen
const AT_ONCE = 2; // files that are fetched while nobody waits for them
const QUIET = 1000; // ms without a page loading, until one is
const SELDOM = 600_000; // ms between two looks at the list
const DAY = 86_400_000;
const DIGEST = 'x-wenda-digest';
const AS = 'x-wenda-listed-as';
const WHEN = 'x-wenda-when';
const NAMED_BY_CONTENT = /\/qa\/search\/(\w+-)?[0-9a-f]{12}(\/[0-9a-f]+(-at)?)?\.bin$/; // or in a folder that is
const ASKED_BY_A_PAGE = /^(document|script|style|image|worker)$/;

let lastAsked = 0; // by a page
let lookedAt = 0; // the list
let gathering; // all that is listed
let written = Promise.resolve(); // one after another

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([clients.claim(), forgetOthers()])));
self.addEventListener('message', (event) => event.waitUntil(reply(event)));
self.addEventListener('fetch', (event) => {
  const { method, url, destination } = event.request;
  if (method !== 'GET' || !url.startsWith(SITE)) return;
  const ours = ASKED_BY_A_PAGE.test(destination) || url.includes('/qa/search/') || isPage(url);
  if (!ours) return; // what is downloaded is not kept twice
  lastAsked = Date.now();
  event.respondWith(answer(event));
});

/** Also one that a script asks for: whose citation is wanted. */
const isPage = (url) => new URL(url).pathname.endsWith('/');

/** What a file is kept under: ?q= and ?s= are for the page alone. */
const keyOf = (url) => url.split(/[?#]/)[0].replace(/\/index\.html$/, '/');

const isWhole = (response) => response?.ok && !response.redirected;

async function kept(key) {
  const [listed, seen] = await stores();
  return (await listed.match(key)) ?? seen.match(key);
}

const stores = () => Promise.all([caches.open(LISTED), caches.open(SEEN)]);

async function answer(event) {
  const { request } = event;
  const key = keyOf(request.url);
  const ours = await kept(key);
  if (ours && NAMED_BY_CONTENT.test(key)) return ours;
  const isVisit = request.mode === 'navigate';
  try {
    // A page is asked for anew: a browser takes one that does not say how long it holds from its own store.
    const response = await fetch(request, isVisit ? { cache: 'no-cache' } : {});
    if (ours && response.status >= 500) return isVisit ? asKept(ours) : ours;
    if (isWhole(response)) event.waitUntil(put(key, response.clone()));
    return response;
  } catch (error) {
    if (ours) return isVisit ? asKept(ours) : ours;
    if (isVisit) return (await kept(`${key}/`)) ? Response.redirect(`${key}/`) : notKept();
    throw error;
  }
}

/** A page that says itself when it was kept. */
async function asKept(page) {
  const html = await page.text();
  const said = `$&<meta name="wenda-kept" content="${page.headers.get(WHEN)}">`;
  return new Response(html.replace('<meta charset="utf-8">', said), { headers: page.headers });
}

/** Returns the digest. What is listed stays where it is; what is seen comes last, and the first goes. */
function put(key, response) {
  const work = async () => {
    const ours = await stamped(response);
    const digest = ours.headers.get(DIGEST);
    const [listed, seen] = await stores();
    if (await listed.match(key)) await listed.put(key, ours);
    else {
      await seen.delete(key);
      await seen.put(key, ours);
      const keys = await seen.keys();
      await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((each) => seen.delete(each)));
    }
    return digest;
  };
  const result = written.then(work);
  written = result.catch(() => {}); // a full disk: as without
  return result;
}

/** With its digest, and that under which it is listed: a host may send other bytes than it was given. */
async function stamped(response, as = '') {
  const body = await response.arrayBuffer();
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  const digest = [...bytes.slice(0, 6)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const type = response.headers.get('Content-Type') ?? '';
  const headers = { 'Content-Type': type, [DIGEST]: digest, [AS]: as, [WHEN]: new Date().toISOString() };
  return new Response(body, { headers });
}

/** What pages ask: see docs/assets/wenda/offline.mjs. */
async function reply({ data: { keep: urls, gather: near, about, isNewer, digest }, ports: [port] }) {
  const work = async () => {
    if (urls) return keep(urls);
    if (near) return gather(near);
    if (about) return tell(about);
    return newer(isNewer, digest);
  };
  const answered = await work().catch(() => undefined); // no network, no room
  port?.postMessage(answered);
}

/** What a page has asked for before this worker was there. */
async function keep(urls) {
  for (const key of urls.map(keyOf))
    if (key.startsWith(SITE) && !(await kept(key))) {
      const response = await fetch(key);
      if (isWhole(response)) await put(key, response);
    }
}

/** All that is listed; of an archive that is too large for that also the pages `near` by. */
async function gather(near) {
  gathering ??= gatherListed().finally(() => {
    gathering = undefined;
  });
  await gathering;
  const { whole } = await tell();
  if (!whole) await inTurn(near.map(keyOf), refresh);
  return whole;
}

async function gatherListed() {
  if (Date.now() - lookedAt < SELDOM) return;
  const response = await fetch(LIST, { cache: 'no-cache' });
  if (!response.ok) return;
  const list = await response.text();
  const listed = await caches.open(LISTED);
  if ((await (await listed.match(LIST))?.text()) !== list) await bring(listed, list);
  lookedAt = Date.now();
}

/** What is new of the list; in the end the list, which then says what is there. */
async function bring(listed, list) {
  const files = JSON.parse(list).files.map(([path, digest]) => [new URL(path, SITE).href, digest]);
  const [program, others] = [true, false].map((wanted) =>
    files.filter(([key]) => key.includes('/assets/') === wanted),
  );
  const scripts = new Map(); // all at once: those of two versions do not fit together
  await inTurn(program, async ([key, digest]) => scripts.set(key, await wanted(listed, key, digest)));
  for (const [key, response] of scripts) if (response) await listed.put(key, response);
  await inTurn(others, async ([key, digest]) => {
    const response = await wanted(listed, key, digest);
    if (response) await listed.put(key, response);
  });
  const known = new Set(files.map(([key]) => key));
  const seen = await caches.open(SEEN);
  for (const { url } of await listed.keys()) if (!known.has(url)) await listed.delete(url);
  for (const { url } of await seen.keys()) if (known.has(url)) await seen.delete(url);
  await listed.put(LIST, new Response(list));
}

/** A file as it is listed, to be put there; undefined where it is there. */
async function wanted(listed, key, digest) {
  const isIt = (response) => [DIGEST, AS].some((name) => response?.headers.get(name) === digest);
  if (isIt(await listed.match(key))) return undefined;
  const seen = await (await caches.open(SEEN)).match(key);
  if (isIt(seen)) return seen;
  const response = await fetchedQuietly(key);
  if (!isWhole(response)) throw new Error(`${key}: ${response.status}`);
  return stamped(response, digest);
}

/** A page near by that was not kept today. */
async function refresh(key) {
  const ours = await kept(key);
  if (ours && Date.now() - Date.parse(ours.headers.get(WHEN)) < DAY) return;
  const response = await fetchedQuietly(key);
  if (isWhole(response)) await put(key, response);
}

/** What nobody waits for: in nobody's way. */
async function fetchedQuietly(key) {
  await quiet();
  return fetch(key, { cache: 'no-cache', priority: 'low' });
}

/** A few at a time. */
async function inTurn(items, work) {
  const waiting = [...items];
  const worker = async () => {
    while (waiting.length) await work(waiting.shift());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Resolves when no page is loading. */
async function quiet() {
  while (Date.now() - lastAsked < QUIET) await new Promise((resolve) => setTimeout(resolve, QUIET / 4));
}

/** What is kept: of a page, and altogether. */
async function tell(url) {
  await written;
  const [listed, seen] = await stores();
  const list = await (await listed.match(LIST))?.json();
  const keys = [...(await listed.keys()), ...(await seen.keys())];
  const page = url && (await kept(keyOf(url)));
  return {
    whole: list?.whole ?? false,
    pages: keys.filter((each) => isPage(each.url)).length,
    digest: page?.headers.get(DIGEST),
  };
}

/** Whether a page is another one now; undefined where nobody can say. */
async function newer(url, digest) {
  const response = await fetch(keyOf(url), { cache: 'no-cache' });
  return isWhole(response) ? (await put(keyOf(url), response)) !== digest : undefined;
}

async function forgetOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name === 'wenda-1' || (name.includes(` ${SITE} `) && !isOurs(name)));
  await Promise.all(old.map((name) => caches.delete(name)));
}

const isOurs = (name) => name === LISTED || name === SEEN;

async function notKept() {
  const { pages } = await tell();
  const html = `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>没有网络</title><body style="font-family:sans-serif;max-width:36em;margin:3em auto;padding:0 1em;line-height:1.7">
<h1>没有网络</h1><p>这一页没有保存在这台设备上。这台设备上存有本站的 ${pages} 个页面，可以照看；搜索过的档案可以照搜。</p>
<p><a href="${SITE}">回到首页</a></p>`;
  return new Response(html, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}
