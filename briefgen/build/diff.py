"""What a rebuild would change in the findings, for people to review before it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from briefgen.build.briefings import plan_briefings
from briefgen.build.fingerprint import file_digest
from briefgen.build.load import load_briefing
from briefgen.build.project import Progress, Project
from briefgen.build.report import Failure
from briefgen.build.store import Store
from briefgen.build.work import Line, stored_briefing
from briefgen.model import Briefing, Span


class Kind(StrEnum):
    """What became of a finding, or of a whole briefing."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One finding that differs."""

    section: str
    "summary, actors, quotes, timeline, or that of another package"
    kind: Kind
    words: str
    "what the finding is known by: the quote's words, the actor's name"
    before: Mapping[str, Any]
    "the fields that differ, as they are; empty for a new one"
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A briefing file whose findings a rebuild would change."""

    name: str
    "below the briefings' folder"
    kind: Kind
    changes: tuple[Change, ...]
    was: str = ""
    "the name it stands under, where its article got another date"

    def as_json(self) -> dict[str, Any]:
        """Return the difference as JSON-ready data."""
        return asdict(self)


def diff_project(
    project: Project, *, line: Line | None = None, progress: Progress | None = None
) -> tuple[tuple[Difference, ...], tuple[Failure, ...]]:
    """Return how the briefing files that stand differ from what a build would leave.

    Files are compared by their findings: one whose bytes alone differ is no difference.

    Raises:
        BriefgenError: as `build_briefings`; a file that stands is no briefing.
    """
    wanted, failed = plan_briefings(project, line=line, progress=progress)
    store, folder = Store(project.store), project.briefings
    before: dict[str, Briefing] = {}
    after: dict[str, Briefing | None] = {}
    for path in folder.rglob("*.md"):
        name = path.relative_to(folder).as_posix()
        if name not in wanted or file_digest(path) != wanted[name]:
            before[name] = load_briefing(path, project)
    for name, sha256 in wanted.items():
        if name in before or not (folder / name).exists():
            after[name] = stored_briefing(store, sha256)
    return tuple(_differences(before, after)), failed


def _differences(
    before: Mapping[str, Briefing], after: Mapping[str, Briefing | None]
) -> Iterator[Difference]:
    moved = _moved(before, after)
    for name in sorted({*before, *after} - set(moved.values())):
        was = moved.get(name, name)
        one, other = before.get(was), after.get(name)
        changes = tuple(changes_between(one, other))
        kind = Kind.CHANGED if one and other else Kind.NEW if other else Kind.GONE
        if changes or was != name or kind is not Kind.CHANGED:
            yield Difference(name, kind, changes, was if was != name else "")


def _moved(
    before: Mapping[str, Briefing], after: Mapping[str, Briefing | None]
) -> Mapping[str, str]:
    """Return the new name of each file that only its article's date moves, and the old one."""
    gone = {_article(b): name for name, b in before.items() if name not in after}
    return {
        name: gone[_article(b)]
        for name, b in after.items()
        if b and name not in before and _article(b) in gone
    }


def _article(briefing: Briefing) -> tuple[str, str]:
    return briefing.article.source.path, briefing.article.id


def changes_between(before: Briefing | None, after: Briefing | None) -> Iterator[Change]:
    """Yield the findings that differ, section by section; None has no findings."""
    old, new = _sections(before), _sections(after)
    for section in dict.fromkeys((*old, *new)):
        ours, theirs = old.get(section, {}), new.get(section, {})
        for key in dict.fromkeys((*ours, *theirs)):
            one, other = ours.get(key), theirs.get(key)
            if one == other:
                continue
            kind = Kind.NEW if one is None else Kind.GONE if other is None else Kind.CHANGED
            one, other = one or {}, other or {}
            fields = [f for f in dict.fromkeys((*one, *other)) if one.get(f) != other.get(f)]
            yield Change(
                section,
                kind,
                key[0],
                {f: one[f] for f in fields if f in one},
                {f: other[f] for f in fields if f in other},
            )


def _sections(briefing: Briefing | None) -> dict[str, dict[tuple[str, ...], dict[str, Any]]]:
    """Return every finding by what it is known by; offsets are left out: words count."""
    if briefing is None:
        return {}
    text = briefing.article.text
    names = {actor.id: actor.name for actor in briefing.actors}

    def words(spans: Iterable[Span]) -> str:
        return " […] ".join(span.of(text) for span in spans)

    return {
        "summary": {(span.of(text),): {} for span in briefing.summary},
        "actors": {
            (actor.name, actor.id): {
                "type": actor.type.value,
                "key": actor.key,
                "roles": sorted({role.of(text) for role in actor.roles}),
            }
            for actor in briefing.actors
        },
        "quotes": {
            (words(quote.content),): {
                "type": quote.type.value,
                "speaker": quote.speaker.of(text) if quote.speaker else None,
                "actor": names.get(quote.actor or "", quote.actor),
                "cue": quote.cue.of(text) if quote.cue else None,
            }
            for quote in briefing.quotes
        },
        "timeline": {
            (event.timex.span.of(text), event.sentence.of(text)): {
                "value": event.timex.value,
                "label": event.label,
                "status": event.status.value,
                "key": event.key,
            }
            for event in briefing.timeline
        },
        **{
            section.name: {(i.span.of(text), i.label): {"value": i.value} for i in section.items}
            for section in briefing.sections
        },
    }
