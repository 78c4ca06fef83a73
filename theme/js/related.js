// Related briefings, from a file beside the page, so that a new briefing changes no old page.
// They are fetched when the page has come to rest, not when their place is scrolled to: by
// then the reader looks at what they would push down.
export function setUpRelated() {
  const place = document.querySelector("[data-related]");
  if (!place) return;
  if (document.readyState === "complete") load(place);
  else window.addEventListener("load", () => load(place), { once: true });
}

async function load(place) {
  const url = new URL(place.dataset.related, document.baseURI);
  const answer = await fetch(url, { priority: "low" }).catch(() => null);
  if (!answer?.ok) return;
  const { related } = await answer.json();
  if (!related.length) return;
  const list = document.createElement("ul");
  list.className = "related-list";
  for (const briefing of related) list.append(item(briefing, url));
  place.querySelector("h2").after(list);
}

function item(briefing, base) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(briefing.url, base).href;
  link.textContent = briefing.title;
  link.lang = briefing.language;
  const facts = document.createElement("small");
  facts.textContent = [briefing.day, briefing.actors.join(", ")].filter(Boolean).join(" · ");
  line.append(link, facts);
  return line;
}
