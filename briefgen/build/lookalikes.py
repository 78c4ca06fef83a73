"""Names that pass for others: letters of two scripts in a word, or look-alikes of Latin alone.

What is flagged is rare in honest text and needs an editor's eye: « Раris » with Cyrillic
letters is neither searched nor merged as Paris.

Source of the letters: Unicode confusables (UTS 39), those of Cyrillic, Greek, Armenian and
Cherokee that look like a Latin letter in common typefaces.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from briefgen.model import Briefing, Note

_WORD = re.compile(r"[^\W\d_]+")
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})
_STYLED = frozenset({"FULLWIDTH", "MATHEMATICAL"})
_LATIN_LANGUAGES = frozenset({"ca", "de", "en", "es", "fr", "it", "nl", "pt"})


def find_lookalikes(briefing: Briefing) -> Iterator[Note]:
    """Yield a note on every name of *briefing* that looks like another."""
    article = briefing.article
    names = [article.source.byline, article.source.publisher, *article.tags]
    for actor in briefing.actors:
        names += [actor.name, *actor.aliases]
    for name in dict.fromkeys(filter(None, names)):
        if reason := lookalike(name, article.language):
            code_points = " ".join(f"U+{ord(c):04X}" for c in name if ord(c) > 0x24F)
            yield Note("lookalike", f"{name!r} {reason} ({code_points}): is it the name it seems?")


def lookalike(name: str, language: str) -> str:
    """Return what makes *name* look like another; empty when nothing does."""
    for word in _WORD.findall(unicodedata.normalize("NFC", name)):
        scripts = {_script(letter) for letter in word}
        if scripts & _STYLED:
            return "is set in styled letters"
        if len(scripts & _ALPHABETS) > 1:
            return f"mixes {' and '.join(sorted(s.title() for s in scripts & _ALPHABETS))} letters"
        if language in _LATIN_LANGUAGES and len(word) > 1 and set(word) <= _latin_shapes():
            return f"is all {scripts.pop().title()}, in letters that look Latin"
    return ""


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ", 1)[0]


@cache
def _latin_shapes() -> frozenset[str]:
    text = (files("briefgen.lexicons") / "lookalikes.tsv").read_text("utf-8")
    return frozenset(row[0] for row in csv.reader(text.splitlines()[1:], delimiter="\t"))
