"""What `mkdocs.yml` can set under ``plugins: - briefgen``."""

from __future__ import annotations

import re

from mkdocs.config import base
from mkdocs.config import config_options as c

from briefgen.nearest import remedy
from briefgen.site import catalogue
from briefgen.site.briefing_page import SECTIONS

NAVIGATION = ("actors", "timeline", "quotes", "stories", "archive", "tags", "languages")
VERSION = 1  # of the options; `briefgen migrate` rewrites older ones once there are any
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Colour(c.Type[str]):
    """A colour as ``#rrggbb``."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """Return *value* when it is a colour."""
        colour = str(super().run_validation(value))
        if not _COLOUR.fullmatch(colour):
            message = f"Expected a colour such as '#8a1c1c' (in quotes), got {colour!r}"
            raise base.ValidationError(message)
        return colour


class Spoken(c.Type[str]):
    """A language that has a catalogue."""

    def __init__(self, *, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        """Return *value* when the interface speaks it."""
        language = str(super().run_validation(value))
        if language not in catalogue.languages():
            message = f"is {language!r}; {remedy(language, catalogue.languages())}"
            raise base.ValidationError(message)
        return language


class Version(c.Type[int]):
    """The version of the options' form."""

    def __init__(self) -> None:
        super().__init__(int, default=VERSION)

    def run_validation(self, value: object) -> int:
        """Return *value* when it is a version that is known."""
        version = int(super().run_validation(value))
        if version > VERSION:
            message = f"is {version}, of a newer briefgen; upgrade it (this one knows {VERSION})"
            raise base.ValidationError(message)
        if version < VERSION:
            message = f"is {version}, which never was; the first version is {VERSION}"
            raise base.ValidationError(message)
        return version


class BriefgenOptions(base.Config):  # type: ignore[no-untyped-call]
    """The plugin's options."""

    version = Version()
    "of the form of these options; a newer one is refused"
    language = Spoken(default=catalogue.SOURCE_LANGUAGE)
    "of the interface; each briefing keeps its own"
    newsroom = c.Type(bool, default=True)
    "make a site of briefings; without it, one of the author's own pages alone"
    build = c.Type(bool, default=True)
    "make the briefings of new and changed articles first"
    articles = c.Type(str, default="articles")
    "folder below ``docs_dir`` that holds the input; kept off the site"
    briefings = c.Type(str, default="briefings")
    "folder below ``docs_dir`` that holds the briefings"
    sites = c.Choice(("one", "yearly"), default="one")
    "one site, or one for each year and one of all years above them"
    pipelines = c.DictOfItems(c.Type(str), default={})
    "for a language, an installed spaCy pipeline or its folder to use instead of ours"
    cache_megabytes = c.Type(int, default=2000)
    "what is computed once and no present article needs goes, the oldest first, beyond this"
    sections = c.ListOfItems(c.Choice(SECTIONS), default=list(SECTIONS))
    "of a briefing's page, in order"
    navigation = c.ListOfItems(
        c.Choice(NAVIGATION), default=["actors", "timeline", "quotes", "stories", "archive"]
    )
    "sections in the header, in order; all are built"
    tagline = c.Optional(c.Type(str))
    "one line under the site's name"
    image = c.Optional(c.Type(str))
    "below ``docs_dir``: what is shown where a page of the site is shared"
    accent = c.Optional(Colour())
    "colour of links and marks on light ground"
    accent_dark = c.Optional(Colour())
    "the same on dark ground"
    search = c.Type(bool, default=True)
    "make the search index"
    offline = c.Type(bool, default=False)
    "let readers install the site and read pages seen before without a network"

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """Return every fault at once, unknown options among them; MkDocs stops at the first."""
        failed: base.ConfigErrors = []
        while True:
            errors, warnings = super().validate()
            if not errors:
                break
            failed += errors
            for key, _ in errors:
                self[key] = getattr(type(self), key).default
        known = [name for name, _ in self._schema]
        unknown = [key for key in self if key not in known]
        failed += [(key, base.ValidationError(f"unknown; {remedy(key, known)}")) for key in unknown]
        return failed, [(key, text) for key, text in warnings if key not in unknown]
