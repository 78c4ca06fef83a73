"""A digest of what a page is printed from, so that it need not be printed to be compared.

A briefing counts by its face (all that lists print of it), an actor on a list by the line it
gets there (name, type, first role, number of briefings), the `Whole` of an actor by the briefings
it is in; all else, down to numbers and texts, by its value. Two equal digests therefore mean
equal pages, as long as code, theme and configuration are the same (`fingerprint.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from briefgen.site.entry import Entry, EventAt, QuoteAt, RoleAt
from briefgen.site.library import Dossier
from briefgen.site.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Whole:
    """Stands for all that is gathered of an actor, and not for a line in a list."""

    dossier: Dossier


class Basis:
    """Digests for one build; what occurs on many pages is digested once."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        """Take what every briefing counts by, by source: its face, or another digest."""
        self._entries = entries
        self._leaves: dict[type, Callable[[Any], list[str]]] = {
            Entry: lambda many: [entries[entry.source] for entry in many],
            QuoteAt: lambda many: [f"{entries[at.source]} {number}" for at, number in many],
            EventAt: lambda many: [f"{entries[at.source]} {number}" for at, number, _ in many],
            RoleAt: lambda many: [f"{entries[at.source]} {start}" for at, start, _ in many],
        }
        "what stands for several of a kind"
        self._listed: dict[str, tuple[str, ...]] = {}
        self._gathered: dict[str, str] = {}

    def digest(self, *values: object) -> str:
        """Return the digest of *values*.

        Raises:
            TypeError: one holds something that has no value of its own (a function).
        """
        whole = self.words(*values).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(whole, digest_size=20).hexdigest()

    def words(self, *values: object) -> str:
        """Return what *values* stand for, of which `digest` is the digest.

        Raises:
            TypeError: as `digest`.
        """
        parts: list[str] = []
        for value in values:
            self._add(value, parts)
        return "\0".join(parts)

    def each(self, items: Sequence[Any]) -> list[str]:
        """Return what each of *items* stands for: briefings, quotes, events or roles alone."""
        return self._leaves[type(items[0])](items) if items else []

    def _add(self, value: Any, parts: list[str]) -> None:
        """Put what *value* stands for at the end of *parts*."""
        kind = type(value)
        if kind is str:
            parts += ("s", value)
        elif kind in self._leaves:
            parts += self._leaves[kind]((value,))
        elif kind is Dossier:
            parts += self._line(value)
        elif kind is Whole:
            parts.append(self._whole(value.dossier))
        elif kind is Sheet and value.basis is not None:
            parts += (value.source, value.title, value.template)
            self._add(value.basis() if callable(value.basis) else value.basis, parts)
        elif value is None or isinstance(value, int | float | Enum):
            parts.append(repr(value))
        elif isinstance(value, str):
            parts += ("s", value)
        else:
            self._add_items(value, parts)

    def _add_items(self, value: Any, parts: list[str]) -> None:
        items: Iterable[Any]
        if isinstance(value, tuple | list):
            kinds = {*map(type, value)}
            leaf = self._leaves.get(*kinds) if len(kinds) == 1 else None
            if leaf is not None:
                parts.append(f"{len(value)}[")
                parts += leaf(value)
                return
            items = value
        elif isinstance(value, Mapping):
            items = (part for pair in value.items() for part in pair)
        elif isinstance(value, Set):
            items = sorted(value)
        elif is_dataclass(value) and not isinstance(value, type):
            items = [getattr(value, name) for name in _names(type(value))]
        elif hasattr(value, "isoformat"):
            items = [value.isoformat()]
        else:
            message = f"{type(value).__name__} has no digest"
            raise TypeError(message)
        parts.append(f"{type(value).__name__}(")
        for item in items:
            self._add(item, parts)
        parts.append(")")

    def _whole(self, dossier: Dossier) -> str:
        """Return the digest of all that is gathered of *dossier*: by its briefings alone."""
        if dossier.id not in self._gathered:
            entries = (self._entries[entry.source] for entry in dossier.entries)
            whole = f"{dossier.id} {' '.join(entries)}".encode("utf-8", "surrogatepass")
            self._gathered[dossier.id] = hashlib.blake2b(whole, digest_size=20).hexdigest()
        return self._gathered[dossier.id]

    def _line(self, dossier: Dossier) -> tuple[str, ...]:
        """Return what a list shows of *dossier*."""
        if dossier.id not in self._listed:
            role = dossier.roles[0] if dossier.roles else None
            words = (role.text, role.entry.card.language) if role else ()
            count = str(len(dossier.entries))
            self._listed[dossier.id] = (dossier.id, dossier.name, dossier.type, count, *words, ".")
        return self._listed[dossier.id]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.compare)
