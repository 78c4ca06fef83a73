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
// Words in nearly every text of their language: beside other words they narrow nothing, and each
// stands for every word that begins like it, so that « de » alone would take longer than the rest.
const FUNCTION_WORDS = new Set(
  "a à an and au aux by ce ces dans de des du en et for from il in is it la le les of on ou par pour que qui sur the to un une with"
    .split(" "),
);
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
  query.words = telling(words.filter(Boolean).map(bare)).join(" ");
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

/** Leave function words out where another word stands beside them. */
function telling(words) {
  const others = words.filter((word) => !FUNCTION_WORDS.has(word.toLowerCase()));
  return others.length ? others : words;
}

const bare = (word) => plain(word).replace(ELIDED, "");
const phrase = (quoted, value) => (quoted === undefined ? value : value && `"${value}"`);
