"""Who appears with whom, as an arc diagram: a list of names, and arcs between its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.site.library import Dossier

ROW = 40  # units of the drawing; the style sheet gives every row of the list this share
WIDTH = 100
_DEPTH = 0.95  # how far to the side the longest arc reaches
_WEIGHTS = 4


@dataclass(frozen=True, slots=True)
class Arc:
    """A curve from one row to a lower one, and how much the two share."""

    path: str
    "SVG path data"
    weight: int
    "1 to 4"
    is_own: bool
    "starts at the actor of the page"


@dataclass(frozen=True, slots=True)
class Network:
    """The arcs between the rows of a list: the actor, then those met most."""

    arcs: tuple[Arc, ...]
    width: int
    height: int


def network(dossier: Dossier, met: Sequence[tuple[Dossier, int]]) -> Network:
    """Return the drawing of *dossier* and those *met*, most often met first."""
    rows = [dossier, *(other for other, _ in met)]
    most = max((shared for _, shared in met), default=1)
    arcs = []
    for high, low, shared in shared_among(rows):
        weight = 1 + round((_WEIGHTS - 1) * min(1.0, shared / most))
        arcs.append(_arc(high, low, len(rows), weight))
    arcs.sort(key=lambda arc: arc.is_own)  # the page's own lie on top
    return Network(tuple(arcs), WIDTH, ROW * len(rows))


def shared_among(actors: Sequence[Dossier]) -> list[tuple[int, int, int]]:
    """Return the places of every two of *actors* who met, and in how many briefings."""
    return [
        (high, low, shared)
        for high, one in enumerate(actors)
        for low in range(high + 1, len(actors))
        if (shared := len(one.homes & actors[low].homes))
    ]


@cache  # all pages together hold some hundred different ones
def _arc(high: int, low: int, rows: int, weight: int) -> Arc:
    top, bottom = ROW * high + ROW // 2, ROW * low + ROW // 2
    reach = WIDTH * (1 - _DEPTH * 4 / 3 * (low - high) / max(1, rows - 1))
    path = f"M{WIDTH} {top}C{reach:.0f} {top} {reach:.0f} {bottom} {WIDTH} {bottom}"
    return Arc(path, weight, is_own=high == 0)
