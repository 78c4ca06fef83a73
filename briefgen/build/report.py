"""What a build did, for people and for exit codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

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
    "briefing files written where there was none"
    changed: tuple[str, ...] = ()
    "briefing files whose bytes differ from before"
    removed: tuple[str, ...] = ()
    "briefing files whose article is gone"
    unchanged: int = 0
    cache_hits: int = 0
    "article files whose briefings came from the store"
    digests: Mapping[str, str] = field(default_factory=dict)
    "SHA-256 of every briefing file that stands now, by name below the briefings' folder"
    failed: tuple[Failure, ...] = ()
    remarks: tuple[Remark, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    "wall-clock time of each stage, in order"

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


def gathered(remarks: Iterable[Remark]) -> Iterator[str]:
    """Yield a line for each remark, but only one for what is said of many files."""
    places: dict[Note, list[str]] = {}
    for remark in remarks:
        places.setdefault(remark.note, []).append(remark.path)
    for note, paths in places.items():
        if len(paths) <= _FEW:
            yield from (f"{path}: {note.message}" for path in paths)
        else:
            shown = ", ".join(paths[:_SHOWN])
            more = f"{len(paths) - _SHOWN} more; `briefgen check` lists them"
            yield f"{len(paths)} files: {note.message} ({shown} and {more})"
