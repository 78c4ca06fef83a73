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
  const { related, older, newer } = await answer.json();
  showNeighbours(place.querySelector("nav"), { prev: older, next: newer }, url);
  if (!related.length) return;
  const list = document.createElement("ul");
  list.className = "related-list";
  for (const briefing of related) list.append(item(briefing, url));
  place.querySelector("h2").after(list);
}

function showNeighbours(nav, neighbours, base) {
  for (const [rel, briefing] of Object.entries(neighbours)) {
    if (!briefing) continue;
    const link = anchor(briefing, base);
    link.rel = rel;
    const label = document.createElement("small");
    label.lang = nav.closest("section").lang;
    label.textContent = nav.dataset[rel];
    link.prepend(label, " ");
    nav.append(link);
    nav.hidden = false;
  }
}

function item(briefing, base) {
  const line = document.createElement("li");
  const link = anchor(briefing, base);
  const facts = document.createElement("small");
  facts.textContent = [briefing.day, briefing.actors.join(", ")].filter(Boolean).join(" · ");
  line.append(link, facts);
  return line;
}

function anchor(briefing, base) {
  const link = document.createElement("a");
  link.href = new URL(briefing.url, base).href;
  link.textContent = briefing.title;
  link.lang = briefing.language;
  return link;
}
