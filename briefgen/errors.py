"""Errors that a user can mend: where, what was found, what would do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from typing import ClassVar, NoReturn, Self, TypeVar


class BriefgenError(Exception):
    """One line for the user. ``path``, ``line``, ``column`` and ``field`` say where, when known.

    ``code`` names the kind of fault, a row of ``diagnostics/registry.toml``; ``others`` are
    further faults found in the same reading.
    """

    default_code: ClassVar[str] = "unreadable"

    def __init__(
        self,
        message: str,
        *,
        code: str = "",
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        field: str | None = None,
    ) -> None:
        self.message = message
        self.code = code or self.default_code
        self.path = path
        self.line = line
        self.column = column
        self.field = field
        self.others: tuple[BriefgenError, ...] = ()
        super().__init__(message)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        return one_line(f"{place}: {self.message}" if place else self.message)

    def at(self, path: str, line: int | None = None) -> Self:
        """Return the same error, about *path* and, if given, *line* of it."""
        moved = copy(self)
        moved.path = path
        moved.line = line or self.line
        return moved

    def each(self) -> Iterator[BriefgenError]:
        """Yield this error and the others of its reading."""
        yield self
        for other in self.others:
            yield from other.each()


class InputError(BriefgenError):
    """An article cannot be read; the others can."""


class LexiconError(BriefgenError):
    """A row of a lexicon does not hold."""

    default_code = "lexicon"


class ConfigError(BriefgenError):
    """A setting does not hold."""

    default_code = "bad-setting"


class EnvironmentMissingError(BriefgenError):
    """Something the machine must provide is not there (a pipeline, a tool, disk space)."""

    default_code = "cannot-write"


class StrictError(BriefgenError):
    """A strict run met a warning."""

    default_code = "strict"


AnyError = TypeVar("AnyError", bound=BriefgenError)


def raise_all(errors: Sequence[AnyError]) -> NoReturn:
    """Raise the first of *errors*, which carries the others."""
    first, *others = errors
    first.others = (*first.others, *others)
    raise first


def one_line(text: str) -> str:
    """Return *text* with blanks for line ends, terminal controls and characters without shape.

    Names of files and words of articles stand in messages, and may hold any of them.
    """
    return "".join(c if c.isprintable() else " " for c in text).strip()
