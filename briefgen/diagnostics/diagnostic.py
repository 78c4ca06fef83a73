"""One message: where, what was found, what would do; made of an error or of a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.diagnostics.rules import Rule, Severity, rules
from briefgen.errors import BriefgenError, EnvironmentMissingError
from briefgen.model import Note


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What a check or build has to say about one place."""

    rule: Rule
    message: str
    path: str | None = None
    "relative to the project where it lies in it; None when no file is to blame"
    line: int = 1
    column: int = 1
    "in code points; line and column are 1 when the message is about the whole file"
    is_file: bool = True
    "the path is of a file that somebody writes, in which a line can be shown"
    traceback: str | None = None
    "of our own bug"

    @property
    def code(self) -> str:
        """The code that people see, ``BG010``."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.rule.severity

    @property
    def place(self) -> str:
        """``path:line:column``, or the path alone; empty when no file is to blame."""
        if not self.path:
            return ""
        return f"{self.path}:{self.line}:{self.column}" if self.is_file else self.path

    def __str__(self) -> str:
        place = f"{self.place}: " if self.path else ""
        return f"{place}{self.code} {self.message}"


def of_error(error: BriefgenError, traceback: str | None = None) -> Iterator[Diagnostic]:
    """Yield what *error*, and the others of its reading, have to say."""
    for one in error.each():
        place = (one.line or 1, one.column or 1)
        is_file = not isinstance(one, EnvironmentMissingError)
        yield Diagnostic(rules()[one.code], one.message, one.path, *place, is_file, traceback)
        traceback = None


def of_note(note: Note, path: str, line: int = 1, column: int = 1) -> Diagnostic:
    """Return what *note* says of the file at *path*.

    A note of a line or reader of other people's, whose code is not ours, becomes a warning
    of the site.
    """
    rule = rules().get(note.code) or rules()["site-warning"]
    return Diagnostic(rule, note.message, path, line, column)


def of_log(message: str, *, is_error: bool) -> Diagnostic:
    """Return what MkDocs or another plugin logged."""
    return Diagnostic(rules()["site-error" if is_error else "site-warning"], message)
