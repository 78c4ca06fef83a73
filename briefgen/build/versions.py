"""Which briefings are published: of several versions of an article the newest alone."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.build.manifest import Made
from briefgen.build.names import Wish
from briefgen.build.store import Store
from briefgen.build.work import keep_record, stored_briefing
from briefgen.model import Briefing
from briefgen.readers.versions import superseded
from briefgen.render import render

Place = tuple[str, int]
"name of an article file and position among its briefings"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is published, and what gives way to a newer version."""

    public: tuple[tuple[Wish, Made], ...]
    replaced: Mapping[Place, Place]
    "older version to the newest"
    lost: frozenset[str]
    "names of article files whose briefings the store has lost, though they are needed"


def choose(made: Mapping[str, Sequence[Made]], now: dt.datetime, store: Store) -> Choice:
    """Return what of *made* is published at the instant *now*, in the order of articles.

    A draft or an embargoed version replaces nothing yet; a killed one takes all versions
    of its article with it. The newest version names the sources of the older ones.
    """
    places = [(name, number) for name in sorted(made) for number in range(len(made[name]))]
    heard = [p for p in places if _is_heard(made[p[0]][p[1]], now)]
    editions = [edition for p in heard if (edition := made[p[0]][p[1]].edition)]
    if len(editions) != len(heard):  # made by a line of other people's, without editions
        replaced: dict[Place, Place] = {}
    else:
        replaced = {heard[a]: heard[b] for a, b in superseded(editions).items()}
    older: dict[Place, list[Place]] = {}
    for old, new in replaced.items():
        older.setdefault(new, []).append(old)
    public = []
    lost: set[str] = set()
    for place in heard:
        item = made[place[0]][place[1]]
        if place in replaced or not is_public(item, now):
            continue
        if olds := older.get(place):
            versions = {(name, number): made[name][number] for name, number in (place, *olds)}
            stored = {p: stored_briefing(store, one.sha256) for p, one in versions.items()}
            lost.update(name for (name, _), briefing in stored.items() if briefing is None)
            item = _linked(place, versions, stored, store)
        public.append((Wish(*place, item.stem), item))
    return Choice(tuple(public), replaced, frozenset(lost))


def is_public(made: Made, now: dt.datetime) -> bool:
    """Tell whether the briefing may be shown: no draft, not killed, not under embargo."""
    if not made.hidden:
        return True
    try:
        return dt.datetime.fromisoformat(made.hidden) <= now
    except ValueError:
        return False


def _is_heard(made: Made, now: dt.datetime) -> bool:
    return made.hidden in {"canceled", "withheld"} or is_public(made, now)


def _linked(
    newest: Place,
    versions: Mapping[Place, Made],
    stored: Mapping[Place, Briefing | None],
    store: Store,
) -> Made:
    """Return the *newest* of *versions* with the sources of the others in its article.

    The newest of these comes first. What the store has lost stays unlinked.
    """
    made, briefing = versions[newest], stored[newest]
    if briefing is None:
        return made
    editions = {place: one.edition for place, one in versions.items() if one.edition}
    ranked = sorted(editions, key=lambda place: editions[place].rank, reverse=True)
    olds = (stored[place] for place in ranked if place != newest)
    earlier = tuple(old.article.source for old in olds if old)
    linked = replace(briefing, article=replace(briefing.article, earlier=earlier))
    markdown = render(linked)
    sha256 = hashlib.sha256(markdown.encode("utf-8")).hexdigest()
    keep_record(store, sha256, markdown, linked)
    return replace(made, sha256=sha256)
