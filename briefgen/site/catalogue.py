"""The words of the interface: one ``locales/<language>.po`` a language, English in the source."""

from __future__ import annotations

import gettext
import io
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "en"


def languages() -> tuple[str, ...]:
    """Return the languages the interface speaks, in alphabetical order."""
    names = (entry.name for entry in _folder().iterdir())
    written = {name.removesuffix(".po") for name in names if name.endswith(".po")}
    return tuple(sorted(written | {SOURCE_LANGUAGE}))


@cache
def translations(language: str) -> gettext.NullTranslations:
    """Return the catalogue of *language*; English for the source and for one that has none."""
    catalogue = _folder() / f"{language}.po"
    if language not in languages() or not catalogue.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with catalogue.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _folder() -> Traversable:
    return files("briefgen.site") / "locales"
