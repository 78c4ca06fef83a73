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
from briefgen.model import Source
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
    for place in heard:
        item = made[place[0]][place[1]]
        if place not in replaced and is_public(item, now):
            olds = [made[name][number] for name, number in older.get(place, ())]
            public.append((Wish(*place, item.stem), _linked(item, olds, store)))
    return Choice(tuple(public), replaced)


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


def _linked(made: Made, olds: Sequence[Made], store: Store) -> Made:
    """Return *made* with the sources of *olds* in its article, newest first.

    What the store has lost stays unlinked: the build makes it again and asks once more.
    """
    sources: list[Source] = []
    for old in sorted(olds, key=lambda one: one.edition.rank if one.edition else (), reverse=True):
        briefing = stored_briefing(store, old.sha256)
        if briefing:
            sources.append(briefing.article.source)
    newest = stored_briefing(store, made.sha256) if sources else None
    if newest is None:
        return made
    article = replace(newest.article, earlier=tuple(sources))
    linked = replace(newest, article=article)
    markdown = render(linked)
    sha256 = hashlib.sha256(markdown.encode("utf-8")).hexdigest()
    keep_record(store, sha256, markdown, linked)
    return replace(made, sha256=sha256)
