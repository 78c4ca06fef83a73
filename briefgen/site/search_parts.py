"""How a site's search index is cut into parts, so that a change makes few of them again.

The briefings of a language are dealt out by a hash of where they lie: a part is a fair
sample of all, its scores compare with those of the others, and a new briefing moves no
other. Only when their number passes a power of two of `DOCUMENTS` are all dealt anew.
Languages of few briefings share parts, since each part costs a run of Pagefind and a
quarter of a megabyte.
Actors, of whom a new article touches several, and the author's pages have a part of their
own then. The reader's browser merges the parts of each language, at the cost of a few
small files for each.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from briefgen.site.entry import Entry
from briefgen.site.library import Library
from briefgen.slug import slugify

SEARCH = "pagefind"  # folder of the search index
DOCUMENTS = 1000  # briefings of a part, about; Pagefind indexes as many in a second
SCARCE = 10  # a language of fewer briefings than DOCUMENTS / SCARCE shares parts with others
_SHARED = "few"  # instead of the name of a language; one of that name shares, too
MOST = 4  # parts of a language; more would keep readers waiting, see docs/benchmarks


@dataclass(frozen=True, slots=True)
class IndexPart:
    """A part of an index."""

    folder: str
    "below the site, without a slash at its end; one part lies in another's folder"
    sources: tuple[str, ...]
    "where its documents lie below the content folder, sorted"
    languages: tuple[str, ...] = field(compare=False)
    "of its documents, sorted"


def parts_of(library: Library, own: frozenset[str], language: str) -> tuple[IndexPart, ...]:
    """Return the parts of the index of *library* and of the author's *own* pages, by source.

    Actors and the author's pages are in the *language* of the interface.
    """
    others = [actor.source for actor in library.actors] + sorted(own)
    return cut(languages_of(library.entries), dict.fromkeys(others, language))


def languages_of(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the languages of *entries* by source."""
    return {entry.source: entry.card.language for entry in entries}


def cut(briefings: Mapping[str, str], others: Mapping[str, str]) -> tuple[IndexPart, ...]:
    """Return the parts of the index of documents whose languages are given by source.

    Parts without documents are left out, so that there are none when there are none.
    """
    if len(briefings) <= DOCUMENTS:
        return _parts({SEARCH: [*briefings, *others]}, {**briefings, **others})
    return (*_parts({SEARCH: [*others]}, others), *cut_off(briefings))


def cut_off(briefings: Mapping[str, str]) -> tuple[IndexPart, ...]:
    """Return the parts that hold nothing but *briefings*, of which there may be too few for any."""
    if len(briefings) <= DOCUMENTS:
        return ()
    names = {
        code: slugify(code) if SCARCE * count >= DOCUMENTS else _SHARED
        for code, count in Counter(briefings.values()).items()
    }
    by_language: dict[str, list[str]] = defaultdict(list)
    for source, code in briefings.items():
        by_language[names[code]].append(source)
    dealt: dict[str, list[str]] = {}
    for name in sorted(by_language):
        count = _count(len(by_language[name]))
        dealt |= {f"{SEARCH}/{name}-{number}": [] for number in range(1, count + 1)}
        for source in by_language[name]:
            dealt[f"{SEARCH}/{name}-{_number(source) % count + 1}"].append(source)
    return _parts(dealt, briefings)


def _count(documents: int) -> int:
    """Return into how many parts so many *documents* of a language are cut."""
    count = 1
    while count < MOST and count * DOCUMENTS < documents:
        count *= 2
    return count


def _parts(
    dealt: Mapping[str, Sequence[str]], languages: Mapping[str, str]
) -> tuple[IndexPart, ...]:
    return tuple(
        IndexPart(folder, tuple(sorted(sources)), tuple(sorted({languages[s] for s in sources})))
        for folder, sources in dealt.items()
        if sources
    )


@lru_cache(maxsize=1 << 16)
def _number(source: str) -> int:
    return hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=1).digest()[0]
