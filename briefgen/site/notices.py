"""What machines look for at the top of a site, and what makes it readable offline."""

from __future__ import annotations

import json
from collections.abc import Iterable

from briefgen.render.escape import escape_markdown
from briefgen.site.feeds import summary
from briefgen.site.library import Library
from briefgen.site.printing import Printer

LISTED = 200  # briefings in llms.txt, newest first


def robots(printer: Printer, parts: Iterable[str] = ()) -> str:
    """Return robots.txt: everything may be read; *parts* are folders with sites of their own."""
    lines = ["User-agent: *", "Allow: /"]
    if printer.site_url:
        maps = ["sitemap.xml", *(f"{part}/sitemap.xml" for part in parts)]
        lines += [f"Sitemap: {printer.absolute(path)}" for path in maps]
    return "\n".join(lines) + "\n"


def llms(library: Library, printer: Printer) -> str:
    """Return llms.txt: what the site is, and its newest briefings as Markdown files."""
    lines = [f"# {_line(printer.site_name)}", ""]
    if printer.options.tagline:
        lines += [f"> {_line(printer.options.tagline)}", ""]
    lines += [
        "Every statement of a briefing is taken word for word from its article.",
        "",
        f"- [Quotes as CSV]({printer.absolute('data/quotes.csv')})",
        f"- [Events as CSV]({printer.absolute('data/events.csv')})",
        f"- [Feed]({printer.absolute('feed.json')})",
        "",
        "## Briefings",
        "",
    ]
    for entry in library.entries[:LISTED]:
        url = printer.absolute(f"{entry.folder}/briefing.md")
        day = f"{entry.card.published.isoformat()}: " if entry.card.published else ""
        lines.append(f"- [{_line(entry.card.title)}]({url}): {day}{_line(summary(entry), 200)}")
    return "\n".join(lines) + "\n"


def manifest(printer: Printer) -> str:
    """Return the web app manifest."""
    whole = {
        "name": printer.site_name,
        "short_name": printer.site_name[:20],
        "start_url": "./",
        "display": "minimal-ui",
        "lang": printer.press.language,
        "background_color": "#fdfcf9",
        "theme_color": printer.options.accent or "#8a1c1c",
        "icons": [{"src": "img/icon.svg", "type": "image/svg+xml", "sizes": "any"}],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def colours(printer: Printer) -> str:
    """Return the style sheet of the site's own colours; empty for none."""
    rules = []
    light, dark = printer.options.accent, printer.options.accent_dark
    if light:
        rules.append(f":root {{ --accent: {light}; }}")
    if dark:
        inner = f":root:not([data-theme='light']) {{ --accent: {dark}; }}"
        rules.append(f"@media (prefers-color-scheme: dark) {{ {inner} }}")
        rules.append(f":root[data-theme='dark'] {{ --accent: {dark}; }}")
    return "\n".join(rules) + "\n" if rules else ""


def _line(text: str, length: int | None = None) -> str:
    return escape_markdown(" ".join(text.split())[:length])
