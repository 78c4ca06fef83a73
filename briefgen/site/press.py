"""Templates to HTML: escaped and sanitised, in one interface language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

import jinja2
from markupsafe import Markup
from mkdocs.utils import get_relative_url

from briefgen.site import catalogue
from briefgen.site.moment import locale_for, long_date, month_name
from briefgen.site.plain_code import compile_plainly
from briefgen.site.sanitise import safe_url, sanitise, unquoted
from briefgen.site.words import speak
from briefgen.site.written import Known, written
from briefgen.slug import slugify

_OTHERS = frozenset({"search_document.html"})  # no fragments of pages
_UNBROKEN = 16  # letters of a hyphenated word that a headline on a phone has room for


class Press:
    """Prints pages. ``here`` is the URL of the page being printed; links are relative to it."""

    def __init__(
        self,
        language: str,
        *,
        directory_urls: bool = True,
        overrides: Sequence[Path] = (),
        facts: Mapping[str, object] | None = None,
    ) -> None:
        """Make ready to print in *language*; templates in *overrides* come before our own."""
        self.language = language
        self.directory_urls = directory_urls
        self.here = ""
        self.is_year = False
        "whether the site is that of a year, one folder below that of all years"
        self._environment = jinja2.Environment(
            loader=jinja2.ChoiceLoader(
                [
                    *(jinja2.FileSystemLoader(folder) for folder in overrides),
                    jinja2.PackageLoader("briefgen.site"),
                ]
            ),
            autoescape=True,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            extensions=["jinja2.ext.do"],
        )
        self._is_plain = not overrides  # others' templates may mean and print more
        if self._is_plain:
            compile_plainly(self._environment)
        spoken = catalogue.translations(language)
        self.gettext = spoken.gettext
        speak(self._environment, spoken)
        self._environment.globals.update(
            facts or {},
            link=self.link,
            asset=self.asset,
            all_years=self.all_years,
            ui_language=language,
        )
        self._environment.filters.update(
            date=self.date,
            month=lambda month: month_name(month, language),
            when=self.when,
            language_name=self.language_name,
            direction=direction,
            safe_url=safe_url,
            slugify=slugify,
            unbroken=unbroken if self._is_plain else lambda words: unbroken(words).__html__(),
            number=lambda count: f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}"),
        )

    def fragment(self, template: str, here: str, context: Mapping[str, object]) -> Markup:
        """Return *template* as HTML of known tags for the page at URL *here*."""
        self.here = here
        html = self._environment.get_template(template).render(context)
        return Markup(unquoted(html)) if self._is_plain else sanitise(html)  # noqa: S704 - known

    def compile_all(self) -> None:
        """Compile every template now, so that copies of this process need not."""
        for name in self._environment.list_templates(extensions=["html"]):
            if name not in _OTHERS:
                self._environment.get_template(name)

    def link(self, source: str, fragment: str = "") -> str:
        """Return the address of the page made of *source*, seen from the page in print."""
        url = relative(page_url(source, self.directory_urls), self.here)
        return f"{url}#{fragment}" if fragment else url

    def asset(self, url: str) -> str:
        """Return a site-relative *url* as seen from the page in print."""
        return relative(url, self.here)

    def all_years(self, source: str) -> str:
        """Return the address of *source* on the site of all years; "" unless on a year's."""
        if not self.is_year:
            return ""
        url = page_url(source, directory_urls=self.directory_urls)
        return f"{self.asset('./').rstrip('/')}/../{url}"

    def date(self, day: dt.date) -> str:
        """Return *day* in full in the language of the interface."""
        return long_date(day, self.language)

    def when(self, value: str) -> str:
        """Return the TIMEX3 *value* in words, in the language of the interface."""
        return words_for(value, self.language)

    def language_name(self, code: str) -> str:
        """Return the name of the language *code*; the code itself when CLDR has none."""
        return language_name(code, self.language)


@lru_cache(maxsize=20_000)  # a headline stands on a dozen pages
def unbroken(headline: str) -> Known:
    """Return *headline* with its short hyphenated words (États-Unis) kept on one line."""
    words = [
        f'<span class="unbroken">{written(word)}</span>'
        if "-" in word and len(word) <= _UNBROKEN
        else written(word)
        for word in headline.split(" ")
    ]
    return Known(" ".join(words))


@cache
def language_name(code: str, language: str) -> str:
    """Return what *language* calls the language *code*."""
    return str(locale_for(language).languages.get(code, code))


@cache
def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr``."""
    return "rtl" if locale_for(language).character_order == "right-to-left" else "ltr"


@lru_cache(maxsize=50_000)
def page_url(source: str, directory_urls: bool) -> str:
    """Return the site-relative URL MkDocs gives the page made of *source*."""
    stem = source.removesuffix(".md")
    if not directory_urls:
        return f"{stem}.html"
    if stem == "index":
        return "./"
    return f"{stem.removesuffix('/index')}/"


def relative(url: str, here: str) -> str:
    """Return the site-relative *url* as seen from the page at the URL *here*."""
    first, slash, _ = here.partition("/")
    if (
        url and slash and first != "." and not url.startswith((first, ".", "/"))
    ):  # nothing in common
        return "../" * here.count("/") + url
    return str(get_relative_url(url, here))


@lru_cache(maxsize=50_000)
def words_for(value: str, language: str) -> str:
    """Return the TIMEX3 *value* in words; itself where there are none."""
    from briefgen.render.dates import format_timex  # noqa: PLC0415

    return format_timex(value, language)


def joined(parts: Iterable[str]) -> str:
    """Return the non-empty *parts* on one line."""
    return " · ".join(part for part in parts if part)
