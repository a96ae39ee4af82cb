// Keeps what a reader has seen for when there is no network. A service worker, at the root of the site,
// since it serves what is below its own folder. The network is always asked first, so that nobody who is
// online reads an old page; only files that are named by their content are taken from what is kept.
const KEPT = 'wenda-1';
const MOST = 800; // files; the oldest give way
const NAMED_BY_CONTENT = /\/qa\/search\/(\w+-)?[0-9a-f]{12}(\/[0-9a-f]+(-at)?)?\.bin$/; // or in a folder that is
const ASKED_BY_A_PAGE = /^(document|script|style|image|worker)$/;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([clients.claim(), forgetOthers()])));
self.addEventListener('message', (event) => event.waitUntil(keep(event.data.keep)));
self.addEventListener('fetch', (event) => {
  const { method, url, destination } = event.request;
  if (method !== 'GET' || !url.startsWith(registration.scope)) return;
  const ours = ASKED_BY_A_PAGE.test(destination) || url.includes('/qa/search/') || isPage(url);
  if (ours) event.respondWith(answer(event)); // what is downloaded is not kept twice
});

/** Asked by a script: a page whose citation is wanted. */
const isPage = (url) => new URL(url).pathname.endsWith('/');

/** What a file is kept under: ?q= and ?s= are for the page alone. */
const keyOf = (url) => url.split(/[?#]/)[0];

async function answer({ request }) {
  const key = keyOf(request.url);
  const cache = await caches.open(KEPT);
  const kept = await cache.match(key);
  if (kept && NAMED_BY_CONTENT.test(key)) return kept;
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await put(cache, key, response.clone());
    return response;
  } catch (error) {
    if (kept) return kept;
    if (request.mode === 'navigate') return notKept();
    throw error;
  }
}

async function put(cache, key, response) {
  await cache.delete(key); // so that the order is that of use
  await cache.put(key, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((each) => cache.delete(each)));
}

/** What a page has asked for before this worker was there, or will need without network. */
async function keep(urls) {
  const cache = await caches.open(KEPT);
  for (const url of urls) {
    const key = keyOf(url);
    if (!key.startsWith(registration.scope) || (await cache.match(key))) continue;
    const response = await fetch(key).catch(() => undefined);
    if (response?.ok && !response.redirected) await put(cache, key, response);
  }
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => /^wenda-/.test(name) && name !== KEPT).map((name) => caches.delete(name)));
}

function notKept() {
  const html = `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>没有网络</title><body style="font-family:sans-serif;max-width:36em;margin:3em auto;padding:0 1em;line-height:1.7">
<h1>没有网络</h1><p>这一页还没有看过，所以没有保存在这台设备上。看过的页面可以照看；搜索过的档案可以照搜。</p>
<p><a href="${registration.scope}">回到首页</a></p>`;
  return new Response(html, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}
