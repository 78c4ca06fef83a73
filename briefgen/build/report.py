"""What a build did, for people and for exit codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefgen.errors import BriefgenError
from briefgen.model import Note


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
        """Return one line on what was done."""
        counts = {
            "read": self.read,
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "removed": len(self.removed),
            "failed": len(self.failed),
        }
        return "articles: " + ", ".join(f"{count} {what}" for what, count in counts.items())
