// Pagefind holds one index a language, with that language's word forms; a search asks them all.
// A large site cuts each into several, which one instance of Pagefind merges.

const AHEAD = 6; // results fetched at a time

/** Open the indexes of all *places*: {root, base, languages}, a folder, its site, what it speaks. */
export async function open(places) {
  const parts = new Map();
  for (const place of places) {
    for (const language of place.languages) parts.set(language, [...(parts.get(language) ?? []), place]);
  }
  const indexes = await Promise.all([...parts].map(([language, its]) => instance(language, its)));
  return {
    filters: async () => counts(await Promise.all(indexes.map((index) => index.filters()))),
    preload: (words) => Promise.all(indexes.map((index) => index.preload(words))),
    search: (words, options) => search(indexes, words, options),
  };
}

/**
 * Pagefind 1.5 takes the language of an index from the page, which has its own back at once;
 * and instances of one module mix up their memories, so that each has a module of its own.
 */
async function instance(language, [first, ...others]) {
  const pagefind = await import(`${first.root}pagefind.js?${encodeURIComponent(language)}`);
  const page = document.documentElement;
  const own = page.lang;
  let index;
  page.lang = language;
  try {
    index = pagefind.createInstance({ basePath: path(first), baseUrl: first.base });
  } finally {
    page.lang = own;
  }
  await Promise.all(others.map((place) => index.mergeIndex(path(place), { baseUrl: place.base, language })));
  return index;
}

const path = ({ root }) => new URL(root).pathname;

/** Return {total, filters, hits}; hits yields the data of results one by one, in order. */
async function search(indexes, words, { filters, sort }) {
  const order = sort && { date: sort };
  const found = await Promise.all(indexes.map((index) => index.search(words, { filters, sort: order })));
  return {
    total: found.reduce((sum, { results }) => sum + results.length, 0),
    filters: counts(found.map((one) => one.filters)),
    hits: merged(found.map(({ results }) => results), before[sort ?? "score"]),
  };
}

const day = async (reader) => (await reader.data()).meta.date ?? "";
const before = {
  score: (a, b) => a.result.score > b.result.score, // known before anything is fetched
  asc: async (a, b) => (await day(a)) < (await day(b)),
  desc: async (a, b) => (await day(a)) > (await day(b)),
};

async function* merged(lists, isBefore) {
  const readers = lists.map(reader);
  for (;;) {
    let best = null;
    for (const one of readers) if (one.result && (!best || (await isBefore(one, best)))) best = one;
    if (!best) return;
    yield await best.data();
    best.next();
  }
}

/** Read *results* one by one; the data of the next few are asked for with those of the first. */
function reader(results) {
  const asked = [];
  let at = 0;
  return {
    get result() {
      return results[at];
    },
    data() {
      if (asked.length <= at) asked.push(...results.slice(at, at + AHEAD).map((result) => result.data()));
      return asked[at];
    },
    next() {
      at += 1;
    },
  };
}

/** Add up {filter: {value: count}} of several indexes. */
function counts(all) {
  const sum = {};
  for (const one of all) {
    for (const [key, values] of Object.entries(one ?? {})) {
      sum[key] ??= {};
      for (const [name, count] of Object.entries(values)) sum[key][name] = (sum[key][name] ?? 0) + count;
    }
  }
  return sum;
}
