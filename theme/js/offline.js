// Readable offline, where the site asks for it: registers the worker that keeps pages, and
// tells it what was fetched before it was there.
export async function setUpOffline() {
  const worker = document.documentElement.dataset.offline;
  if (!worker || !("serviceWorker" in navigator)) return;
  const isFirst = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register(worker);
  if (!isFirst) return;
  const { active } = await navigator.serviceWorker.ready;
  const seen = performance.getEntriesByType("resource").map(({ name }) => name);
  active.postMessage({ seen: [location.href.split("#")[0], ...seen] });
}
