"""Every briefing gets a file of its own: who keeps the name when two want the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefgen.slug import MAX_SLUG_LENGTH

_HASH_LENGTH = 8  # hex digits


class Wish(NamedTuple):
    """A briefing and where it would like to lie."""

    article: str
    "name of the article file"
    number: int
    "position among the briefings of that file"
    stem: str
    "``2012/07/slug``, of ``[a-z0-9/-]`` alone, so that no two differ by case or accents"


def assign_names(wishes: Iterable[Wish]) -> Sequence[str]:
    """Return a file name for each wish, in order, all different.

    The first article by path keeps the bare name; the others get a hash of their path
    and number, so that their name does not depend on which others there are.
    """
    ordered = sorted(enumerate(wishes), key=lambda item: (item[1].article, item[1].number))
    names: dict[int, str] = {}
    taken: set[str] = set()
    late: list[tuple[int, Wish]] = []
    for place, wish in ordered:
        if wish.stem in taken:
            late.append((place, wish))
        else:
            taken.add(wish.stem)
            names[place] = f"{wish.stem}.md"
    for place, wish in late:
        stem = _with_hash(wish, _HASH_LENGTH)
        length = _HASH_LENGTH
        while stem in taken:
            length += 1
            stem = _with_hash(wish, length)
        taken.add(stem)
        names[place] = f"{stem}.md"
    return [names[place] for place in range(len(names))]


def _with_hash(wish: Wish, length: int) -> str:
    folder, _, slug = wish.stem.rpartition("/")
    digest = hashlib.sha256(f"{wish.article}#{wish.number}".encode()).hexdigest()[:length]
    short = f"{slug[: MAX_SLUG_LENGTH - length - 1].rstrip('-')}-{digest}"
    return f"{folder}/{short}" if folder else short
