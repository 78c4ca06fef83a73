"""Which briefings to read next: the same story, the same key actors, close days; the neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import compress

from briefgen.build.fast_json import json_file
from briefgen.site.entry import Entry
from briefgen.site.library import Library, ties_of
from briefgen.site.press import page_url
from briefgen.site.printing import Printer

RELATED = 6
_NEIGHBOURS = 15  # briefings looked at on each side of one, by shared actor and date
_STORY = 2.0  # what belonging to one story weighs, in shared actors
_HALF_LIFE = 90  # days after which closeness weighs half


Related = tuple[str, tuple[object, ...], tuple[str, ...], Callable[[], bytes]]
"path of a file, what it is made from besides briefings of the same ties, these, what makes it"


def related(library: Library, printer: Printer) -> Iterator[Related]:
    """Yield for every briefing its file of related briefings."""
    shelves = _shelves(library.entries)
    days = [_day(entry) for entry in library.entries]
    around = zip(
        (None, *library.entries), library.entries, (*library.entries[1:], None), strict=False
    )
    for own, (newer, entry, older) in enumerate(around):
        make = partial(_content, library, own, shelves, days, printer)
        yield f"{entry.folder}/related.json", (newer, entry, older), ties_of(entry.card), make


def _content(
    library: Library,
    own: int,
    shelves: Mapping[str, list[int]],
    days: Sequence[int],
    printer: Printer,
) -> bytes:
    """Return the JSON about the briefing at the place *own*."""
    entries = library.entries
    entry = entries[own]
    newer = entries[own - 1] if own else None
    older = entries[own + 1] if own + 1 < len(entries) else None
    nearest = _nearest(own, _keys(entry), shelves, days)
    content = {
        "related": [_item(entries[other], shared, printer, entry) for other, shared in nearest],
        "newer": newer and _reference(newer, printer, entry),
        "older": older and _reference(older, printer, entry),
    }
    return json_file(content)


def _shelves(entries: Sequence[Entry]) -> Mapping[str, list[int]]:
    """Return the places in *entries* that share a key actor or a story."""
    shelves: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for key in _keys(entry):
            shelves[key].append(number)
    return shelves


def _keys(entry: Entry) -> list[str]:
    of_actors = entry.card.of_actors
    actors = [f"a:{actor}" for actor in compress(of_actors.ids, of_actors.keys)]
    return [*actors, f"s:{entry.card.story}"] if entry.card.story else actors


def _day(entry: Entry) -> int:
    """Return a number for the day of *entry*, 0 when it is unknown."""
    day = entry.card.published
    return day.toordinal() if day else 0


def _nearest(
    own: int, keys: Sequence[str], shelves: Mapping[str, list[int]], days: Sequence[int]
) -> list[tuple[int, list[str]]]:
    """Return the places of the nearest briefings, each with the key actors shared."""
    score: dict[int, float] = defaultdict(float)
    shared: dict[int, list[str]] = defaultdict(list)
    for key in keys:
        shelf = shelves[key]
        middle = bisect_left(shelf, own)
        weight = _STORY if key.startswith("s:") else 1 + 1 / len(shelf)
        for other in shelf[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS + 1]:
            if other == own:
                continue
            score[other] += weight
            if key.startswith("a:"):
                shared[other].append(key[2:])
    for other in score:
        known = days[own] and days[other]
        score[other] *= 0.5 + 0.5 * (_closeness(abs(days[own] - days[other])) if known else 0.0)
    best = sorted(score, key=lambda other: (-score[other], other))[:RELATED]
    return [(other, shared[other]) for other in best]


@cache
def _closeness(days: int) -> float:
    """Return 1 for no days between two briefings, down to 0 for very many."""
    return float(0.5 ** (days / _HALF_LIFE))


def _item(other: Entry, shared: Sequence[str], printer: Printer, entry: Entry) -> dict[str, object]:
    of_actors = other.card.of_actors
    names = [
        name for id_, name in zip(of_actors.ids, of_actors.names, strict=True) if id_ in shared
    ]
    day = other.card.published
    return {
        **_reference(other, printer, entry),
        "day": printer.press.date(day) if day else "",
        "actors": names[:4],
    }


def _reference(other: Entry, printer: Printer, entry: Entry) -> dict[str, object]:
    """Return the title, language and address of *other*, as seen from *entry*."""
    up = "../" * (entry.folder.count("/") + 1)
    return {
        "title": other.card.title,
        "url": up + page_url(other.source, directory_urls=printer.press.directory_urls),
        "language": other.card.language,
    }
