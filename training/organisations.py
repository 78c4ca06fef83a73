"""Companies and brands of the whole world, made from public packages.

Writes ``und/organisations.tsv``: names from Simple Icons (CC0) and pytickersymbols (MIT).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import simple_icons_pack
from pytickersymbols import PyTickerSymbols
from wordfreq import zipf_frequency

from briefgen.extract.actors.lexicon import actor_lexicon, fold
from training.conllu import Sentence

KNOWN = 2.5  # on the Zipf scale of wordfreq: three times in a billion words
LEGAL_FORMS = frozenset(
    ("inc", "corp", "corporation", "co", "company", "companies", "plc", "ltd", "limited", "llc",
     "ag", "se", "sa", "spa", "nv", "n.v", "s.a", "kgaa", "ab", "abp", "oyj", "asa", "group",
     "holding", "holdings", "trust", "reit")
)  # fmt: skip
LANGUAGES = ("fr", "en")
_NAME = re.compile(r"[A-Z](?:[^\W\d]|['’.& -]){2,40}")


def write_organisations(folder: Path, sentences: Iterable[Sentence]) -> int:
    """Write ``organisations.tsv`` to *folder* and return its number of rows.

    Left out are rare names, names that are also a person's or a place's, and those that the
    *sentences* of the treebanks rather write in small letters: "Target".
    """
    written = Counter(word.text for sentence in sentences for word in sentence.words)
    names = sorted(
        name
        for name in {_without_legal_form(name) for name in _names()}
        if _NAME.fullmatch(name)
        and not _is_other_name(name)
        and written[name.lower()] <= written[name]
        and max(zipf_frequency(name, language) for language in LANGUAGES) >= KNOWN
    )
    head = (
        "# Companies and brands that are known by one name in many countries. Written by\n"
        "# training/organisations.py from Simple Icons (CC0) and pytickersymbols (MIT).\nname\n"
    )
    text = head + "".join(f"{name}\n" for name in names)
    (folder / "organisations.tsv").write_text(text, encoding="utf-8")
    return len(names)


def _names() -> Iterator[str]:
    yield from (icon.title for name, icon in vars(simple_icons_pack).items() if name[:3] == "SI_")
    yield from (stock["name"] for stock in PyTickerSymbols().get_all_stocks())


def _is_other_name(name: str) -> bool:
    """Tell whether a person or a place bears the name as well."""
    word = fold(name)
    return any(
        word in names
        for language in LANGUAGES
        for lexicon in (actor_lexicon(language),)
        for names in (lexicon.given_names, lexicon.surnames, lexicon.places, lexicon.cities)
    )


def _without_legal_form(name: str) -> str:
    """Return *name* without "Inc.", "Group plc" and the like, which the news leave out."""
    name = name.partition(" (")[0].replace(",", "")
    words = name.split(" ")
    while len(words) > 1 and words[-1].strip(".").casefold() in LEGAL_FORMS:
        words.pop()
    return " ".join(words)
