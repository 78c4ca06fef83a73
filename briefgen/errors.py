"""Errors that a user can mend: where, what was found, what would do."""

from __future__ import annotations


class BriefgenError(Exception):
    """One line for the user. ``path``, ``line`` and ``field`` say where, when known."""

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        field: str | None = None,
    ) -> None:
        self.message = message
        self.path = path
        self.line = line
        self.field = field
        super().__init__(message)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        return one_line(f"{place}: {self.message}" if place else self.message)


def one_line(text: str) -> str:
    """Return *text* with blanks for line ends, terminal controls and characters without shape.

    Names of files and words of articles stand in messages, and may hold any of them.
    """
    return "".join(c if c.isprintable() else " " for c in text).strip()


class InputError(BriefgenError):
    """An article cannot be read; the others can."""


class LexiconError(BriefgenError):
    """A row of a lexicon does not hold."""


class ConfigError(BriefgenError):
    """A setting does not hold."""


class EnvironmentMissingError(BriefgenError):
    """Something the machine must provide is not there (a pipeline, a tool, disk space)."""


class StrictError(BriefgenError):
    """A strict run met a warning."""
