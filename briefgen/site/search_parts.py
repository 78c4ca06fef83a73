"""How a site's search index is cut into parts, so that a change makes one part again.

Documents are dealt out by a hash of where they lie: a part is a fair sample of all, its
scores compare with those of the others, and a new document moves no other. Only when
their number passes a power of two of `DOCUMENTS` are all dealt anew. The reader's browser
merges the parts, at the cost of a few small files for each.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.site.library import Library

SEARCH = "pagefind"  # folder of the search index
DOCUMENTS = 1000  # a part, about; Pagefind indexes as many in a second
MOST = 4  # parts; more would keep readers waiting, see docs/benchmarks


@dataclass(frozen=True, slots=True)
class IndexPart:
    """A part of an index."""

    folder: str
    "below the site, without a slash at its end; one part lies in another's folder"
    sources: tuple[str, ...]
    "where its documents lie below the content folder"
    languages: tuple[str, ...]
    "of its documents, sorted"


def languages_of(library: Library, own: frozenset[str], language: str) -> dict[str, str]:
    """Return the language of every document to index, by source.

    Those of *library* are its briefings and its actors; actors and the author's *own*
    pages are in the *language* of the interface.
    """
    documents = {entry.source: entry.card.language for entry in library.entries}
    documents |= {actor.source: language for actor in library.actors}
    return documents | dict.fromkeys(sorted(own), language)


def cut(documents: Mapping[str, str]) -> tuple[IndexPart, ...]:
    """Return the parts of the index of *documents*, whose languages are given by source.

    Parts without documents are left out, so that there are none when there are none.
    """
    count = 1
    while count < MOST and count * DOCUMENTS < len(documents):
        count *= 2
    dealt: dict[int, list[str]] = defaultdict(list)
    for source in documents:
        dealt[_number(source) % count].append(source)
    return tuple(
        IndexPart(
            f"{SEARCH}/{number}" if number else SEARCH,
            tuple(dealt[number]),
            tuple(sorted({documents[source] for source in dealt[number]})),
        )
        for number in sorted(dealt)
    )


def _number(source: str) -> int:
    return hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=1).digest()[0]
