"""The same article twice: found by identifier, by address or by its words; the newest wins."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.model import Article, ArticleStatus

# Broder's bottom sketch: the smallest hashes of all runs of five words. Two texts that
# share 28 of 32 have about nine runs in ten in common; of texts that share six in ten,
# one pair in two thousand gets there by chance.
_RUN = 5  # words
_KEPT = 32  # hashes
_ALIKE = 28  # hashes in common
_PROBES = 4  # smallest hashes; texts that share none of these are not compared
_COMMON = 50  # texts; a run that more of them share is boilerplate, and keeps this linear
_BITS = 1021  # a prime; 32 hashes seldom share a bit
_MIN_RUNS = 30  # a shorter text is not judged by its words

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Edition:
    """What tells whether two articles are versions of one, and which is newer."""

    instant: str
    "of this version, ISO 8601 in UTC; empty when unknown"
    version: str
    is_whole: bool
    "false for a feed's summary"
    is_stopped: bool
    "killed or withheld"
    guid: str
    url: str
    sketch: str
    "hashes of its words in hex, eight digits each; empty for a short text"

    @property
    def rank(self) -> tuple[bool, str, tuple[int, ...], bool]:
        """Grows from old to new; a kill is the last word on what it kills."""
        numbers = tuple(int(digits[:18]) for digits in _NUMBER.findall(self.version))
        return (self.is_whole or self.is_stopped, self.instant, numbers, self.is_stopped)


def edition_of(article: Article) -> Edition:
    """Return the edition that *article* is."""
    source = article.source
    return Edition(
        instant=_instant(source.version_created or article.updated or article.published),
        version=source.version or "",
        is_whole=all(note.code != "no-full-text" for note in article.notes),
        is_stopped=article.status is not ArticleStatus.USABLE,
        guid=source.guid or "",
        url=(source.url or "").partition("#")[0].rstrip("/"),
        sketch=_sketch(article.text),
    )


def superseded(editions: Sequence[Edition]) -> Mapping[int, int]:
    """Return the place of the newest version for each place that holds an older one.

    Of versions alike in every respect the first stands. A kill of unknown date still
    stands above what it kills.
    """
    older: dict[int, int] = {}
    for group in _groups(editions):
        stopped = [place for place in group if editions[place].is_stopped]
        if stopped and not all(editions[place].instant for place in stopped):
            newest = stopped[0]
        else:
            newest = max(group, key=lambda place: (editions[place].rank, -place))
        older.update((place, newest) for place in group if place != newest)
    return older


def _groups(editions: Sequence[Edition]) -> Iterator[list[int]]:
    """Yield the places of editions of one article, where there is more than one."""
    home = list(range(len(editions)))

    def find(place: int) -> int:
        while home[place] != place:
            home[place] = home[home[place]]
            place = home[place]
        return place

    for one, other in _pairs(editions):
        first, second = sorted((find(one), find(other)))
        home[second] = first
    groups = defaultdict(list)
    for place in range(len(editions)):
        groups[find(place)].append(place)
    yield from (group for group in groups.values() if len(group) > 1)


def _pairs(editions: Sequence[Edition]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places that hold the same article, enough of them to join each group."""
    guids: dict[str, int] = {}
    urls: dict[str, int] = {}
    near: dict[str, list[int]] = {}
    sketches: dict[int, int] = {}  # of those that are compared, as bits

    def sketch(place: int) -> int:
        known = sketches.get(place)
        if known is None:
            known = sketches[place] = _bits(editions[place].sketch)
        return known

    for place, edition in enumerate(editions):
        if edition.guid:
            yield place, guids.setdefault(edition.guid, place)
        if edition.url:
            yield place, urls.setdefault(edition.url, place)
        probes = _hashes(edition.sketch[: 8 * _PROBES])
        shelves = [near.setdefault(probe, []) for probe in probes]
        telling = [shelf for shelf in shelves if len(shelf) <= _COMMON]
        rivals = sorted({rival for shelf in telling for rival in shelf})
        own = sketch(place) if rivals else 0
        least = own.bit_count() - (_KEPT - _ALIKE)  # two hashes may share a bit, which counts once
        for rival in rivals:
            if (own & sketch(rival)).bit_count() >= least and _are_alike(
                edition.sketch, editions[rival].sketch
            ):
                yield place, rival
        for shelf in telling:
            shelf.append(place)


def _sketch(text: str) -> str:
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}
    if len(runs) < _MIN_RUNS:
        return ""
    smallest = sorted(zlib.crc32(run.encode()) for run in runs)[:_KEPT]
    return "".join(f"{value:08x}" for value in smallest)


def _bits(sketch: str) -> int:
    """Return a number with a bit for each hash: what has many in common has many of them."""
    bits = 0
    for value in memoryview(bytes.fromhex(sketch)).cast("I"):
        bits |= 1 << value % _BITS
    return bits


def _are_alike(sketch: str, other: str) -> bool:
    return len({*_hashes(sketch)} & {*_hashes(other)}) >= _ALIKE


def _hashes(sketch: str) -> tuple[str, ...]:
    return tuple(sketch[i : i + 8] for i in range(0, len(sketch), 8))


def _instant(moment: dt.date | dt.datetime | None) -> str:
    if moment is None:
        return ""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime(moment.year, moment.month, moment.day, tzinfo=dt.UTC)
    return moment.astimezone(dt.UTC).isoformat()
