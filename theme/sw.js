// Pages seen before can be read without a network. Registered only where the site asks for it.
const CACHE = "briefgen-pages";
const MOST = 300; // answers kept

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(fromNetworkFirst(request, event));
});

// The page that registers the worker tells what it was made of, which came before the worker.
self.addEventListener("message", (event) => {
  if (Array.isArray(event.data?.seen)) event.waitUntil(fetchAll(event.data.seen));
});

async function fetchAll(urls) {
  const own = urls.filter((url) => new URL(url).origin === location.origin).slice(0, MOST);
  await Promise.all(own.map((url) => fromNetworkFirst(new Request(url)).catch(() => null)));
}

async function fromNetworkFirst(request, event) {
  const cache = await caches.open(CACHE);
  let answer;
  try {
    answer = await fetch(request);
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: request.mode === "navigate" });
    if (kept) return kept;
    throw error;
  }
  if (answer.status === 200) {
    const kept = keep(cache, request, answer.clone()).catch(() => null); // a full disk harms no reader
    if (event) event.waitUntil(kept);
    else await kept;
  }
  return answer;
}

async function keep(cache, request, answer) {
  await cache.put(request, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => cache.delete(key)));
}
