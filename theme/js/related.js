// Related briefings, loaded when their place comes into view: a file beside the page, so
// that a new briefing changes no old page.
export function setUpRelated() {
  const place = document.querySelector("[data-related]");
  if (!place) return;
  const watch = new IntersectionObserver(
    (seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      load(place);
    },
    { rootMargin: "400px" },
  );
  watch.observe(place);
}

async function load(place) {
  const url = new URL(place.dataset.related, document.baseURI);
  const answer = await fetch(url).catch(() => null);
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
