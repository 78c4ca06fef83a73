"""Notes for the editor in the language of the interface: English sentence in, sentence out.

A briefing keeps its notes in English, word for word as they were made. What can be said in
another language is told by the forms below, which the catalogues translate; a note of no
known form stays English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefgen.model import Note
from briefgen.site.catalogue import SOURCE_LANGUAGE


def N_(form: str) -> str:  # noqa: N802 - the name under which gettext's tools look for words
    """Mark *form* for the catalogues."""
    return form


FORMS = (
    N_("The language could not be told; add `lang:`."),
    N_("There is no language model for %(language)s: rules alone were used."),
    N_("The article has no publication date; add `published:`."),
    N_("Relative dates are kept in the article's own words, undated."),
    N_("Who says “%(words)s” is not sure."),
    N_("An editor corrected this briefing in one place."),
    N_("An editor corrected this briefing in %(count)s places."),
    N_("The address is neither http nor https: left out."),
    N_("Published %(day)s, as the dateline says."),
    N_("Published %(day)s, as found on the page; it is not stated outright."),
    N_("The feed dates the last change only: taken as published."),
    N_("The feed carries a summary only: fetch the article itself."),
    N_("Left out, without a title or a text: %(names)s."),
    N_("The item carries no body: its description is all there is."),
    N_("Paragraphs were rebuilt from a PDF: check them against the original."),
    N_("Read as %(encoding)s; save the file as UTF-8 to be sure."),
    N_("%(count)s control or invisible characters were removed."),
)


@dataclass(frozen=True, slots=True)
class Words:
    """A note as a page shows it."""

    text: str
    language: str


def note_words(note: Note, language: str, gettext: Callable[[str], str]) -> Words:
    """Return *note* in *language*, else in English."""
    for form, pattern in _PATTERNS:
        if match := pattern.fullmatch(note.message):
            said = gettext(form)
            return Words(said % match.groupdict(), SOURCE_LANGUAGE if said == form else language)
    return Words(note.message, SOURCE_LANGUAGE)


def _pattern(form: str) -> re.Pattern[str]:
    pieces = re.split(r"%\((\w+)\)s", form)
    return re.compile(
        "".join(
            f"(?P<{piece}>.{{1,80}})" if number % 2 else re.escape(piece)
            for number, piece in enumerate(pieces)
        ),
        re.DOTALL,
    )


_PATTERNS = tuple((form, _pattern(form)) for form in FORMS)
