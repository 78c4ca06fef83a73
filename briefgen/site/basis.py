"""A digest of what a page is printed from, so that it need not be printed to be compared.

A briefing counts by the digest of its file, an actor on a list by the line it gets there
(name, type, first role, number of briefings), the actor of a page by all that is gathered;
all else, down to numbers and texts, by its value. Two equal digests therefore mean equal
pages, as long as code, theme and configuration are the same (`fingerprint.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Set
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from briefgen.site.library import Dossier, Entry, EventAt, QuoteAt, RoleAt
from briefgen.site.sheet import Sheet


class Basis:
    """Digests for one build; what occurs on many pages is digested once."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        """Take the digest of every briefing's file by source."""
        self._entries = entries
        self._listed: dict[str, tuple[str, ...]] = {}
        self._gathered: dict[str, str] = {}

    def digest(self, *values: object) -> str:
        """Return the digest of *values*.

        Raises:
            TypeError: one holds something that has no value of its own (a function).
        """
        parts: list[str] = []
        for value in values:
            self._add(value, parts)
        whole = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(whole, digest_size=20).hexdigest()

    def _add(self, value: Any, parts: list[str]) -> None:
        """Put what *value* stands for at the end of *parts*."""
        kind = type(value)
        if kind is str:
            parts += ("s", value)
        elif kind is Entry:
            parts.append(self._entries[value.source])
        elif kind is QuoteAt or kind is EventAt:
            parts += (self._entries[value.entry.source], str(value.number))
        elif kind is RoleAt:
            span = value.span
            parts += (self._entries[value.entry.source], str(span.start), str(span.end))
        elif kind is Dossier:
            parts += self._line(value)
        elif value is None or isinstance(value, int | float | Enum):
            parts.append(repr(value))
        elif isinstance(value, str):
            parts += ("s", value)
        else:
            if kind is Sheet and isinstance(dossier := value.context.get("dossier"), Dossier):
                parts.append(self._whole(dossier))
            self._add_items(value, parts)

    def _add_items(self, value: Any, parts: list[str]) -> None:
        if isinstance(value, tuple | list):
            items: Iterable[Any] = value
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
        """Return the digest of all that is gathered of *dossier*, which has many pages."""
        if dossier.id not in self._gathered:
            values = [getattr(dossier, name) for name in _names(Dossier)]
            self._gathered[dossier.id] = self.digest(*values)
        return self._gathered[dossier.id]

    def _line(self, dossier: Dossier) -> tuple[str, ...]:
        """Return what a list shows of *dossier*."""
        if dossier.id not in self._listed:
            role = dossier.roles[0] if dossier.roles else None
            words = (role.text, role.entry.article.language) if role else ()
            count = str(len(dossier.entries))
            self._listed[dossier.id] = (dossier.id, dossier.name, dossier.type, count, *words, ".")
        return self._listed[dossier.id]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
