// What a reader types, taken apart: free words and phrases, and operators.
const OPERATORS = {
  actor: ["actor", "acteur", "actrice"],
  tag: ["tag", "mot-clé", "mot-cle"],
  country: ["country", "pays"],
  language: ["language", "lang", "langue"],
  before: ["before", "avant"],
  after: ["after", "après", "apres"],
};
const NAMES = new Map(
  Object.entries(OPERATORS).flatMap(([name, words]) => words.map((word) => [word, name])),
);
const PIECE = /(?:([\p{L}-]{2,12}):)?(?:"([^"]{0,200})"?|«\s?([^»]{0,200}?)\s?(?:»|$)|([^\s"«]+))/gu;
// French words that lose a vowel before another: d’Ukraine asks for Ukraine.
const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\p{L}{2})/iu;
const DAY = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** Return {words, filters: {actor: [...]}, before, after}; dates as written, else null. */
export function parse(text) {
  const query = { words: "", filters: {}, before: null, after: null };
  const words = [];
  for (const [whole, prefix, double, angle, word] of text.matchAll(PIECE)) {
    const name = prefix && NAMES.get(prefix.toLowerCase());
    const value = (double ?? angle ?? word ?? "").trim();
    if (!name) words.push(prefix ? whole : phrase(double ?? angle, value));
    else if (name === "before" || name === "after") {
      if (DAY.test(value)) query[name] = value;
    } else if (value) (query.filters[name] ??= []).push(value);
  }
  query.words = words.filter(Boolean).map(bare).join(" ");
  return query;
}

/** The index writes every apostrophe as '. */
export const plain = (text) => text.replaceAll("’", "'");

/** Lower case without accents, for comparing names. */
export const fold = (text) =>
  plain(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Tell whether the day of a briefing lies between the query's dates. */
export function isWithin(day, { before, after }) {
  if (!before && !after) return true;
  if (!day) return false;
  return (!before || day < before) && (!after || day.slice(0, after.length) > after || day === after);
}

const bare = (word) => plain(word).replace(ELIDED, "");
const phrase = (quoted, value) => (quoted === undefined ? value : value && `"${value}"`);
