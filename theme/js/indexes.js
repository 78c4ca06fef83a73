// Pagefind holds one index a language, with that language's word forms; a search asks them all.

/** Open the indexes of all *places*: {root, base, languages}, a folder, its site, what it speaks. */
export async function open(places) {
  const opened = places.flatMap(({ root, base, languages }) => {
    const options = { basePath: new URL(root).pathname, baseUrl: base };
    return languages.map((language) => instance(root, language, options));
  });
  const indexes = await Promise.all(opened);
  const filters = counts(await Promise.all(indexes.map((index) => index.filters())));
  return { filters, search: (words, options) => search(indexes, words, options) };
}

/**
 * Pagefind 1.5 takes the language of an index from the page, which has its own back at once;
 * and instances of one module mix up their memories, so that each has a module of its own.
 */
async function instance(root, language, options) {
  const pagefind = await import(`${root}pagefind.js?${encodeURIComponent(language)}`);
  const page = document.documentElement;
  const own = page.lang;
  page.lang = language;
  try {
    return pagefind.createInstance(options);
  } finally {
    page.lang = own;
  }
}

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

const before = {
  score: (a, b) => a.score > b.score,
  asc: (a, b) => (a.data.meta.date ?? "") < (b.data.meta.date ?? ""),
  desc: (a, b) => (a.data.meta.date ?? "") > (b.data.meta.date ?? ""),
};

const AHEAD = 6; // results fetched at a time

async function* merged(lists, isBefore) {
  const heads = lists.map((list) => fetched(list));
  const firsts = await Promise.all(heads.map((head) => head.next()));
  for (;;) {
    let best = -1;
    for (const [place, first] of firsts.entries()) {
      if (!first.done && (best < 0 || isBefore(first.value, firsts[best].value))) best = place;
    }
    if (best < 0) return;
    yield firsts[best].value.data;
    firsts[best] = await heads[best].next();
  }
}

async function* fetched(results) {
  for (let next = 0; next < results.length; next += AHEAD) {
    const batch = results.slice(next, next + AHEAD);
    const data = await Promise.all(batch.map((result) => result.data()));
    for (const [place, result] of batch.entries()) yield { score: result.score, data: data[place] };
  }
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
