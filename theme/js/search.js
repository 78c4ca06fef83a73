// The search page over Pagefind's index, which is fetched on the first query only.
import { open } from "./indexes.js";
import { fold, isWithin, parse } from "./query.js";

const PAGE = 10; // hits shown at a time
const CHOICES = 12; // values offered by one filter
const SMALL_SITE = 400; // briefings; on larger ones a search without words would fetch every chunk
const PAUSE = 120; // milliseconds after the last key

function setUpSearch(page) {
  const find = (selector) => page.querySelector(selector);
  const state = { chosen: new Map(), shown: PAGE, run: 0, opening: null, indexes: null, names: null };
  const view = {
    page,
    box: find("#q"),
    sort: find("#sort"),
    status: find(".status"),
    hits: find(".hits"),
    more: find(".more-hits"),
    clear: find(".clear"),
    groups: [...page.querySelectorAll("details[data-filter]")],
  };
  const early = view.box.value; // typed before this script was there
  readAddress(state, view);
  if (early && !view.box.value) view.box.value = early;
  const search = oneAtATime(state, () => run(state, view));
  let timer;
  view.box.addEventListener("input", () => {
    prepare(state, view).catch(console.warn);
    clearTimeout(timer);
    timer = setTimeout(() => renew(state, view, search), PAUSE);
  });
  view.box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    renew(state, view, search);
  });
  view.sort.addEventListener("change", () => renew(state, view, search));
  for (const group of view.groups) {
    group.addEventListener("change", (event) => {
      choose(state, group.dataset.filter, event.target.value, event.target.checked);
      renew(state, view, search);
    });
    group.addEventListener("toggle", () => offer(state, view, group));
  }
  view.clear.addEventListener("click", () => {
    state.chosen.clear();
    renew(state, view, search);
    view.box.focus();
  });
  view.more.addEventListener("click", async () => {
    const first = state.shown;
    state.shown += PAGE;
    await search();
    view.hits.children[first]?.querySelector("a").focus();
  });
  window.addEventListener("popstate", () => {
    readAddress(state, view);
    search();
  });
  walkWithArrows(view);
  if (!view.box.value) view.box.focus({ preventScroll: true });
  search();
}

/**
 * A search that is asked for while another is at work waits for it, and stands for all that were
 * asked for in between; the one at work sees by `state.run` that it is not wanted any more.
 */
function oneAtATime(state, work) {
  let working = null;
  const all = async () => {
    for (let done = 0; done < state.run; ) {
      done = state.run;
      await work();
    }
    working = null;
  };
  return () => {
    state.run += 1;
    working ??= all();
    return working;
  };
}

function renew(state, view, search) {
  state.shown = PAGE;
  writeAddress(state, view);
  search();
}

function choose(state, key, value, isChosen) {
  const values = state.chosen.get(key) ?? new Set();
  if (isChosen) values.add(value);
  else values.delete(value);
  if (values.size) state.chosen.set(key, values);
  else state.chosen.delete(key);
}

// The address holds the whole search, so that it can be shared and gone back to.

function readAddress(state, view) {
  const parameters = new URLSearchParams(location.search);
  view.box.value = parameters.get("q") ?? "";
  view.sort.value = parameters.get("sort") ?? "";
  state.chosen = new Map();
  for (const group of view.groups) {
    const values = parameters.getAll(group.dataset.filter);
    if (values.length) state.chosen.set(group.dataset.filter, new Set(values));
  }
}

function writeAddress(state, view) {
  const parameters = new URLSearchParams();
  if (view.box.value) parameters.set("q", view.box.value);
  if (view.sort.value) parameters.set("sort", view.sort.value);
  for (const [key, values] of state.chosen) for (const value of values) parameters.append(key, value);
  const query = parameters.toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

// Asking Pagefind

async function load(state, page) {
  state.opening ??= open(page.dataset.indexes.split(";").filter(Boolean).map(place));
  try {
    state.indexes = await state.opening;
  } catch (error) {
    state.opening = null; // the next query tries again
    throw error;
  }
}

/** Fetch what the words typed so far need, while the reader still types. */
async function prepare(state, view) {
  await load(state, view.page);
  const { words } = parse(view.box.value);
  if (words) await state.indexes.preload(words);
}

/** Learn the values of all filters: from then on, every search counts its hits for each of them. */
async function learn(state) {
  state.names ??= await state.indexes.filters();
}

/** Fill the filters when one is opened before anything was asked. */
async function offer(state, view, group) {
  if (!group.open || state.names) return;
  try {
    await load(state, view.page);
    await learn(state);
    if (!view.hits.children.length) showFilters(state, view, state.names);
  } catch (error) {
    console.warn(error);
  }
}

/** Read « folder site language,language »: one index; a site of many years has one a year. */
function place(line) {
  const [root, site, languages] = line.split(" ");
  const at = (address) => new URL(address, document.baseURI);
  return { root: at(root).href, base: at(site).pathname, languages: languages.split(",").filter(Boolean) };
}

async function run(state, view) {
  const turn = state.run;
  const isOld = () => turn !== state.run;
  const { status, page } = view;
  const query = parse(view.box.value);
  const hasNames = Object.keys(query.filters).length > 0;
  if (!query.words && !hasNames && !query.before && !query.after && !state.chosen.size) return blank(state, view, status.dataset.empty);
  if (!query.words && Number(page.dataset.count) > SMALL_SITE) return blank(state, view, status.dataset.narrow);
  if (!state.indexes) status.textContent = status.dataset.loading;
  try {
    await load(state, page);
    if (hasNames) await Promise.all([learn(state), query.words && state.indexes.preload(query.words)]);
    const hasCounts = Boolean(state.names);
    let found = isOld() ? null : await ask(state, view, query);
    if (isOld()) return;
    await show(state, view, query, found, isOld);
    if (isOld()) return;
    if (!hasCounts) {
      await learn(state); // after the hits, which readers wait for
      if (isOld()) return;
      found = await ask(state, view, query);
      if (isOld()) return;
    }
    showFilters(state, view, found.filters);
  } catch (error) {
    if (isOld()) return;
    blank(state, view, status.dataset.failed);
    console.warn(error);
  }
}

function ask(state, view, query) {
  const sort = { newest: "desc", oldest: "asc" }[view.sort.value];
  return state.indexes.search(query.words || null, { filters: wanted(state, view, query), sort });
}

/** Filters for Pagefind: every choice of one key is enough; operators match parts of names. */
function wanted(state, view, query) {
  const filters = {};
  for (const [key, values] of state.chosen) filters[key] = { any: [...values] };
  for (const [key, parts] of Object.entries(query.filters)) {
    const known = Object.keys(state.names[key] ?? {});
    const all = parts.map((part) => ({ any: matching(known, part) }));
    filters[key] = { all: filters[key] ? [filters[key], ...all] : all };
  }
  if (query.before || query.after) {
    const years = view.page.dataset.years.split(" ");
    const from = query.after?.slice(0, 4) ?? "0000";
    const until = query.before?.slice(0, 4) ?? "9999";
    const within = years.filter((year) => year >= from && year <= until);
    filters.year = { all: [{ any: orNone(within) }, ...(filters.year ? [filters.year] : [])] };
  }
  return filters;
}

const orNone = (values) => (values.length ? values : ["\u0000"]);
const matching = (known, part) => orNone(known.filter((name) => fold(name).includes(fold(part))));

// Showing

function blank(state, view, words) {
  view.status.textContent = words;
  view.hits.replaceChildren();
  view.more.hidden = true;
  showFilters(state, view, state.names ?? {});
}

/** Show the first hit as soon as it is there, the others and their number when all are. */
async function show(state, view, query, found, isOld) {
  const loaded = [];
  let isWhole = true;
  for await (const data of found.hits) {
    if (isOld()) return;
    if (!isWithin(data.meta.date, query) || !isAlike(data.excerpt, query.words)) continue;
    loaded.push(data);
    isWhole = loaded.length <= state.shown;
    if (!isWhole) break;
    if (loaded.length === 1 && !view.hits.children.length) view.hits.append(hit(data));
  }
  if (isOld()) return;
  const total = isWhole ? loaded.length : found.total;
  view.hits.replaceChildren(...loaded.slice(0, state.shown).map(hit));
  view.more.hidden = loaded.length <= state.shown;
  const { status } = view;
  if (total === 0) status.textContent = status.dataset.none.replace("{q}", view.box.value);
  else status.textContent = total === 1 ? status.dataset.one : status.dataset.many.replace("{n}", total);
}

function hit(data) {
  const item = element("li", "hit");
  const title = element("h2");
  const link = element("a", "", typographic(data.meta.title));
  link.href = data.url + sentence(data);
  title.append(link);
  const excerpt = element("p", "excerpt");
  excerpt.append(...marked(data.excerpt));
  if (data.meta.lang) {
    title.lang = data.meta.lang;
    excerpt.lang = data.meta.lang;
  }
  const facts = [data.meta.label, data.meta.day, data.meta.source].filter(Boolean).map(typographic);
  item.append(title);
  if (data.meta.kind !== "actor") item.append(excerpt);
  if (facts.length) item.append(element("p", "hit-facts", facts.join(" · ")));
  return item;
}

/** The anchor of the sentence that matches best: the last one before the best place. */
function sentence(data) {
  const best = [...(data.weighted_locations ?? [])].sort((a, b) => b.balanced_score - a.balanced_score)[0];
  if (!best) return "";
  const before = (data.anchors ?? []).filter((anchor) => anchor.location <= best.location);
  return before.length ? `#${before.at(-1).id}` : "";
}

/** Pagefind's excerpt is escaped HTML with <mark>; only those marks become elements. */
function* marked(html) {
  const inert = new DOMParser().parseFromString(html, "text/html");
  for (const node of inert.body.childNodes) {
    yield node.nodeName === "MARK" ? element("mark", "", typographic(node.textContent)) : typographic(node.textContent);
  }
}

const ALIKE = 3; // letters that a word and its other forms share at least

/**
 * Tell whether a marked word begins like a word asked for. Where an index knows none of them,
 * Pagefind shortens them until something fits: « desolation » would find every « de ».
 */
function isAlike(excerpt, words) {
  const marks = [...excerpt.matchAll(/<mark>([^<]*)<\/mark>/g)].map(([, word]) => letters(word));
  const asked = words.split(/\s+/).map(letters).filter(Boolean);
  if (!marks.length || !asked.length) return true;
  return marks.some((mark) => asked.some((word) => mark.includes(word.slice(0, ALIKE))));
}

const letters = (word) => fold(word).replace(/[^\p{L}\p{N}]/gu, "");
const typographic = (text) => text.replaceAll("'", "’");

function showFilters(state, view, counts) {
  let isAny = false;
  for (const group of view.groups) {
    const key = group.dataset.filter;
    const chosen = state.chosen.get(key) ?? new Set();
    const values = Object.entries(counts[key] ?? {}).filter(([name, count]) => count > 0 || chosen.has(name));
    for (const name of chosen) if (!values.some(([known]) => known === name)) values.push([name, 0]);
    values.sort(([a, m], [b, n]) => chosen.has(b) - chosen.has(a) || (key === "year" ? b.localeCompare(a) : n - m || a.localeCompare(b)));
    const shown = values.slice(0, Math.max(CHOICES, chosen.size));
    group.classList.toggle("is-empty", shown.length === 0);
    group.querySelector("summary .count").textContent = chosen.size || "";
    if (chosen.size) group.open = true;
    replaceKeepingFocus(group.querySelector("ul"), shown.map(([name, count]) => choice(key, name, count, chosen.has(name))));
    isAny ||= chosen.size > 0;
  }
  view.clear.hidden = !isAny;
}

function replaceKeepingFocus(list, items) {
  const focused = list.contains(document.activeElement) ? document.activeElement.value : null;
  list.replaceChildren(...items);
  if (focused !== null) [...list.querySelectorAll("input")].find((box) => box.value === focused)?.focus();
}

function choice(key, name, count, isChosen) {
  const item = element("li");
  const label = element("label");
  const box = element("input");
  box.type = "checkbox";
  box.name = key;
  box.value = name;
  box.checked = isChosen;
  label.append(box, element("span", "", typographic(name)), element("span", "count", String(count)));
  item.append(label);
  return item;
}

function element(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

/** Arrow keys walk from the box through the hits; Escape leads back. */
function walkWithArrows({ page, box, hits }) {
  page.addEventListener("keydown", (event) => {
    const links = [...hits.querySelectorAll("h2 a")];
    const place = links.indexOf(document.activeElement);
    if (event.key === "Escape" && place >= 0) return box.focus();
    if (event.target !== box && place < 0) return;
    if (event.key === "ArrowDown" && links[place + 1]) {
      event.preventDefault();
      links[place + 1].focus();
    } else if (event.key === "ArrowUp" && place >= 0) {
      event.preventDefault();
      (links[place - 1] ?? box).focus();
    }
  });
}

const page = document.querySelector("[data-search]");
if (page) setUpSearch(page);
