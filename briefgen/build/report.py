"""What a build did, for people and for exit codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.diagnostics import Diagnostic, Severity, of_error, of_note
from briefgen.errors import BriefgenError
from briefgen.model import Note

_FEW = 3  # files; what is said of more is said once
_SHOWN = 2  # files named then


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that gave no briefing."""

    path: str
    "relative to the project, with forward slashes"
    error: BriefgenError
    traceback: str | None = None
    "of our own bug; None when the article is to blame"


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on a briefing, with the article it is about."""

    path: str
    note: Note
    line: int = 1
    "of the file; 1 with column 1 when the note is about the whole of it"
    column: int = 1


def diagnostics_of(failed: Iterable[Failure], remarks: Iterable[Remark]) -> Iterator[Diagnostic]:
    """Yield the messages of failures, then those of remarks."""
    for failure in failed:
        error = failure.error if failure.error.path else failure.error.at(failure.path)
        yield from of_error(error, failure.traceback)
    for remark in remarks:
        yield of_note(remark.note, remark.path, remark.line, remark.column)


NO_ARTICLE = Note("no-article", "These corrections belong to no article.")
"on a corrections file"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of building the briefings; every tuple is in the order of paths."""

    read: int = 0
    "article files seen"
    briefings: int = 0
    "briefing files that stand now"
    new: tuple[str, ...] = ()
    "briefing files of articles that had none"
    changed: tuple[str, ...] = ()
    "briefing files whose bytes differ from before, or that lay in another month's folder"
    removed: tuple[str, ...] = ()
    "briefing files whose article is gone"
    unchanged: int = 0
    cache_hits: int = 0
    "article files whose briefings came from the store"
    digests: Mapping[str, str] = field(default_factory=dict)
    "SHA-256 of every briefing file that stands now, by name below the briefings' folder"
    failed: tuple[Failure, ...] = ()
    remarks: tuple[Remark, ...] = ()
    embargoes: tuple[str, ...] = ()
    "instants (ISO 8601) until which articles were, or are, held back"
    seconds: dict[str, float] = field(default_factory=dict)
    "wall-clock time of each stage, in order"

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield what there is to say, failures first."""
        return diagnostics_of(self.failed, self.remarks)

    @property
    def is_current(self) -> bool:
        """Tell whether every briefing file was already as it should be."""
        return not (self.new or self.changed or self.removed)

    def summary(self) -> str:
        """Return one line on what was done and what need not be done."""
        counts = {
            "read": self.read,
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "removed": len(self.removed),
            "failed": len(self.failed),
        }
        done = ", ".join(f"{count} {what}" for what, count in counts.items())
        return f"articles: {done}; {self.cache_hits} known from before"


@dataclass(frozen=True, slots=True)
class Published:
    """What a whole build did."""

    site: Path
    report: Report
    seconds: dict[str, float]
    "wall-clock time of each stage, in order"


def gathered(found: Iterable[Diagnostic]) -> Iterator[tuple[str, list[Diagnostic]]]:
    """Yield a line for each of *found* and what it is about; one line for what many files share.

    Errors stand alone: each costs an article.
    """
    alike: dict[tuple[object, ...], list[Diagnostic]] = {}
    for item in found:
        own = (item.path, item.line) if item.severity is Severity.ERROR else ()
        alike.setdefault((item.code, item.message, *own), []).append(item)
    for items in alike.values():
        if len(items) <= _FEW:
            yield from ((_with_traceback(item), [item]) for item in items)
        else:
            yield said_of_many(items), items


def said_of_many(items: Sequence[Diagnostic]) -> str:
    """Return one line for *items*, which say the same of many files."""
    shown = ", ".join(str(item.path) for item in items[:_SHOWN])
    more = f"{len(items) - _SHOWN} more; `briefgen check` lists them"
    return f"{len(items)} files: {items[0].message} ({shown} and {more})"


def _with_traceback(item: Diagnostic) -> str:
    return f"{item}\n{item.traceback}" if item.traceback else str(item)
