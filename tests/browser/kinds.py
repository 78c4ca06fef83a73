"""One page of every kind on the demo site."""

PATRIOT = "briefings/2022/12/washington-livre-des-patriot-pour-la-defense-aerienne-de-l-ukraine/"
MOON = "briefings/1969/07/two-men-walk-on-the-moon/"
KINDS = {
    "home": "",
    "briefing-fr": PATRIOT,
    "briefing-en": MOON,
    "briefing-undated": "briefings/undated/the-channel-tunnel-seen-from-nowhere-in-time/",
    "actor": "actors/neil-armstrong/",
    "actors": "actors/",
    "timeline": "timeline/",
    "year": "timeline/1969/",
    "planned": "timeline/planned/",
    "quotes": "quotes/",
    "story": "stories/apollo-11/",
    "stories": "stories/",
    "archive": "archive/",
    "archive-year": "archive/1969/",
    "tags": "tags/",
    "tag": "tags/space/",
    "languages": "languages/",
    "language": "languages/en/",
    "search": "search/",
    "search-hits": "search/?q=moon",
    "missing": "404.html",
}
