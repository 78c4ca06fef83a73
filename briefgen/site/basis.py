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
from itertools import chain
from typing import Any

from briefgen.site.library import Dossier, Entry, EventAt, QuoteAt, RoleAt
from briefgen.site.sheet import Sheet


class Basis:
    """Digests for one build; what occurs on many pages is digested once."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        """Take the digest of every briefing's file by source."""
        self._entries = entries
        self._listed: dict[str, tuple[str, ...]] = {}

    def digest(self, *values: object) -> str:
        """Return the digest of *values*.

        Raises:
            TypeError: one holds something that has no value of its own (a function).
        """
        whole = hashlib.blake2b(digest_size=20)
        for value in values:
            for part in self._parts(value):
                whole.update(part.encode("utf-8", "surrogatepass"))
                whole.update(b"\0")
        return whole.hexdigest()

    def _parts(self, value: Any) -> Iterable[str]:
        if isinstance(value, str):
            return ("s", value)
        if value is None or isinstance(value, int | float | Enum):
            return (repr(value),)
        if isinstance(value, Entry):
            return (self._entries[value.source],)
        if isinstance(value, QuoteAt | EventAt):
            return (self._entries[value.entry.source], str(value.number))
        if isinstance(value, RoleAt):
            return (self._entries[value.entry.source], str(value.span.start), str(value.span.end))
        if isinstance(value, Dossier):
            return self._line(value)
        if isinstance(value, Sheet) and isinstance(
            dossier := value.context.get("dossier"), Dossier
        ):
            return chain(self._whole(dossier), self._compound(value))
        return self._compound(value)

    def _compound(self, value: Any) -> Iterable[str]:
        if isinstance(value, Mapping):
            items: Iterable[Any] = (part for pair in value.items() for part in pair)
        elif isinstance(value, Set):
            items = sorted(value)
        elif isinstance(value, tuple | list):
            items = value
        elif is_dataclass(value) and not isinstance(value, type):
            items = [getattr(value, name) for name in _names(type(value))]
        elif hasattr(value, "isoformat"):
            items = [value.isoformat()]
        else:
            message = f"{type(value).__name__} has no digest"
            raise TypeError(message)
        yield f"{type(value).__name__}("
        for item in items:
            yield from self._parts(item)
        yield ")"

    def _whole(self, dossier: Dossier) -> Iterable[str]:
        for name in _names(Dossier):
            yield from self._parts(getattr(dossier, name))

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
