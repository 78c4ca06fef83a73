"""An actor and those met most, as a small drawing: the actor in the middle, the others around."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.site.library import Dossier

WIDTH, HEIGHT = 640, 380
_RADII = (205, 130)
_LABEL_GAP = 10


@dataclass(frozen=True, slots=True)
class Node:
    """A circle, its label and its weight."""

    dossier: Dossier
    x: float
    y: float
    radius: float
    weight: int
    "1 to 4, for the thickness of the line to the middle"
    label_x: float
    label_y: float
    align: str


def network(met: Sequence[tuple[Dossier, int]]) -> tuple[Node, ...]:
    """Return the nodes around an actor, clockwise from the top, the nearest met first."""
    most = max((shared for _, shared in met), default=1)
    nodes = []
    for place, (other, shared) in enumerate(met):
        angle = 2 * math.pi * (place + 0.5) / len(met) - math.pi / 2
        x = WIDTH / 2 + _RADII[0] * math.cos(angle)
        y = HEIGHT / 2 + _RADII[1] * math.sin(angle)
        radius = 5 + 6 * shared / most
        above = y < HEIGHT / 2
        nodes.append(
            Node(
                other,
                round(x, 1),
                round(y, 1),
                round(radius, 1),
                1 + round(3 * shared / most),
                round(x, 1),
                round(y - radius - _LABEL_GAP if above else y + radius + _LABEL_GAP + 10, 1),
                "middle",
            )
        )
    return tuple(nodes)
