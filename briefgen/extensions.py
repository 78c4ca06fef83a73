"""What other installed packages add: readers, sections and engines, by entry points.

Groups: ``briefgen.readers``, ``briefgen.sections``, ``briefgen.engines``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

READERS = "briefgen.readers"
SECTIONS = "briefgen.sections"
ENGINES = "briefgen.engines"


@cache
def extensions(group: str) -> Mapping[str, EntryPoint]:
    """Return the entry points of *group* by name, sorted; looked up once a process."""
    return {point.name: point for point in sorted(_all().select(group=group), key=_order)}


@cache
def load_extension(group: str, name: str) -> Any:
    """Return the object that the entry point *name* of *group* names."""
    return extensions(group)[name].load()


def extensions_fingerprint() -> str:
    """Return what changes when an extension is installed, removed or upgraded."""
    points = [
        point for group in (READERS, SECTIONS, ENGINES) for point in extensions(group).values()
    ]
    return "\n".join(" ".join((p.group, p.name, p.value, _version(p))) for p in points)


@cache
def _all() -> Any:
    """Return the entry points of all groups: each look reads a file of every package."""
    return entry_points()


def _order(point: EntryPoint) -> tuple[str, str]:
    return point.name, point.value


def _version(point: EntryPoint) -> str:
    return point.dist.version if point.dist else ""
