"""Printing with the site's settings: what every template may ask for, in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import babel.dates
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

from briefgen.model import NameType
from briefgen.site.briefing_page import briefing_context
from briefgen.site.citations import quote_citation
from briefgen.site.entry import Entry
from briefgen.site.library import actor_source, language_source, story_source, tag_source
from briefgen.site.moment import locale_for
from briefgen.site.options import BriefgenOptions
from briefgen.site.press import Press, direction, page_url
from briefgen.site.sheet import Sheet

EXPORTS = (
    ("Markdown", "briefing.md", "text/markdown"),
    ("JSON", "briefing.json", "application/json"),
    ("TimelineJS", "timeline.json", "application/json"),
    ("BibTeX", "citation.bib", "application/x-bibtex"),
    ("CSL", "citation.json", "application/vnd.citationstyles.csl+json"),
)
"files that lie below a briefing's page: label, name, media type"


@dataclass(frozen=True, slots=True)
class Head:
    """What one page puts into its ``<head>``."""

    description: str = ""
    kind: str = "website"
    data: Markup = field(default_factory=Markup)
    "JSON-LD, ready to print"
    feeds: tuple[tuple[str, str, str], ...] = ()
    "site-relative URL, title and media type"
    published: str = ""
    language: str = ""


class Printer:
    """Fragments of pages, with the site's options at hand."""

    def __init__(
        self, press: Press, options: BriefgenOptions, site_name: str, site_url: str
    ) -> None:
        """Print with *press*; *site_url* is empty when the site does not know its own."""
        self.press = press
        self.options = options
        self.site_name = site_name
        self.site_url = site_url
        self.own_sources: frozenset[str] = frozenset()
        gettext = press.gettext
        self.section_titles = {
            "summary": gettext("Summary"),
            "actors": gettext("Key actors"),
            "timeline": gettext("Timeline"),
            "quotes": gettext("Quotes"),
            "article": gettext("The article"),
            "notes": gettext("Notes for the editor"),
            "related": gettext("Read on"),
        }
        self.navigation_titles = {
            "actors": gettext("Actors"),
            "timeline": gettext("Timeline"),
            "quotes": gettext("Quotes"),
            "stories": gettext("Stories"),
            "archive": gettext("Archive"),
            "tags": gettext("Tags"),
            "languages": gettext("Languages"),
        }
        self.type_titles = {
            NameType.PER: gettext("Person"),
            NameType.ORG: gettext("Organisation"),
            NameType.LOC: gettext("Place"),
        }
        self.filters = (
            ("actor", gettext("Actor")),
            ("year", gettext("Year")),
            ("language", gettext("Language")),
            ("tag", gettext("Tag")),
            ("country", gettext("Country")),
            ("kind", gettext("Kind")),
        )

    def briefing(self, entry: Entry, url: str) -> Markup:
        """Return the page of *entry* as HTML, to stand at *url*."""
        self.press.here = url
        context = briefing_context(entry, self.press)
        story = entry.article.story
        present = _present(context)
        context |= self._common() | {
            "sections": self.options.sections,
            "titles": self.section_titles,
            "counts": _counts(context),
            "present": present,
            "exports": EXPORTS,
            "story": story_source(story) if story else "",
            "citation": lambda quote: quote_citation(quote, self),
        }
        return self.press.fragment("briefing.html", url, context)

    def sheet(self, sheet: Sheet, url: str) -> Markup:
        """Return the generated page *sheet* as HTML, to stand at *url*."""
        context = {"heading": sheet.title, **self._common(), **sheet.context}
        return self.press.fragment(sheet.template, url, context)

    def absolute(self, url: str) -> str:
        """Return the full address of a site-relative *url*; as it is without ``site_url``."""
        if not self.site_url:
            return url
        return self.site_url.rstrip("/") + "/" + url.removeprefix("./")

    def url_of(self, source: str, fragment: str = "") -> str:
        """Return the full address of the page made of *source*."""
        url = page_url(source, directory_urls=self.press.directory_urls)
        return self.absolute(url) + (f"#{fragment}" if fragment else "")

    def shell(
        self, config: MkDocsConfig, source: str, head: Head, is_serving: bool = False
    ) -> dict[str, Any]:
        """Return what the theme prints around the page made of *source*."""
        sections = [
            {
                "title": self.navigation_titles[name],
                "url": page_url(f"{name}/index.md", directory_urls=self.press.directory_urls),
                "is_here": source.startswith(f"{name}/"),
            }
            for name in self.options.navigation
            if self.options.newsroom and name in self.navigation_titles
        ]
        return {
            "head": head,
            "sections": sections,
            "search_url": page_url("search.md", directory_urls=self.press.directory_urls),
            "language": self.press.language,
            "direction": direction(self.press.language),
            "tagline": self.options.tagline or "",
            "image": self.absolute(self.options.image) if self.options.image else "",
            "source": source,
            "canonical": self.url_of(source) if self.site_url and source else "",
            "has_colours": bool(self.options.accent or self.options.accent_dark),
            "offline": self.options.offline,
            "is_serving": is_serving,
            "is_newsroom": self.options.newsroom,
            "is_year": self.press.is_year,
            "is_search": source == "search.md",
            "footer": [
                {
                    "title": self.navigation_titles[name],
                    "url": page_url(f"{name}/index.md", directory_urls=self.press.directory_urls),
                }
                for name in self.navigation_titles
            ],
            "logo": config.theme.get("logo"),
        }

    def _common(self) -> dict[str, object]:
        return {
            "actor_source": actor_source,
            "story_source": story_source,
            "tag_source": tag_source,
            "language_source": language_source,
            "weekdays": _weekdays(self.press.language),
            "filters": self.filters,
            "ways": [(f"{name}/index.md", title) for name, title in self.navigation_titles.items()],
        }


def _present(context: Mapping[str, Any]) -> frozenset[str]:
    filled = {
        "summary": context["summary"],
        "actors": context["cards"],
        "timeline": context["timeline"] or context["undated"] or context["other_dates"],
        "quotes": context["voices"],
        "notes": context["notes"],
    }
    return frozenset({name for name, content in filled.items() if content} | {"article", "related"})


def _counts(context: Mapping[str, Any]) -> dict[str, int]:
    quotes = sum(len(voice.quotes) for voice in context["voices"])
    events = len(context["timeline"]) + len(context["undated"])
    counts = {"actors": len(context["cards"]), "timeline": events, "quotes": quotes}
    return {
        name: counts.get(name, 0) for name in (*counts, "summary", "article", "notes", "related")
    }


@cache
def _weekdays(language: str) -> Sequence[tuple[str, str]]:
    """Return the weekdays from Monday on: short name and long name."""
    short = babel.dates.get_day_names("short", "stand-alone", locale_for(language))
    wide = babel.dates.get_day_names("wide", "stand-alone", locale_for(language))
    return [(short[day], wide[day]) for day in range(7)]
