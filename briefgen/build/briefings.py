"""All articles of a project to briefing files, doing only what is not done yet.

The order is that of the articles' paths throughout, so the outcome does not depend
on which worker was faster, on what the store holds or on what the last build left.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial

from briefgen.build.clock import now
from briefgen.build.extraction import Extraction
from briefgen.build.find import find_articles
from briefgen.build.line import StraightLine
from briefgen.build.lock import locked
from briefgen.build.manifest import (
    Made,
    Manifest,
    Row,
    Seen,
    read_manifest,
    settled_signature,
    write_manifest,
)
from briefgen.build.names import assign_names
from briefgen.build.output import remove_briefings, write_briefings
from briefgen.build.project import Progress, Project
from briefgen.build.report import NO_ARTICLE, Failure, Remark, Report
from briefgen.build.shares import meanwhile
from briefgen.build.versions import Choice, choose, is_public
from briefgen.build.work import Line, record_key
from briefgen.build.workers import Aside
from briefgen.corrections import orphan_corrections
from briefgen.model import Note

MANIFEST = "manifest.json"

_FEW = 16  # articles, of which it is told ahead what they change

Foresee = Callable[[Mapping[str, str], Set[str]], object]
"""Told the digests of all briefing files as they are most likely going to be, by name, and which
of them change."""


@dataclass(slots=True)
class _Build(Extraction):
    """An extraction whose briefings are published."""

    choice: tuple[dict[str, tuple[Made, ...]], Choice] | None = None
    "what is published, and what it was chosen from"
    foresee: Foresee | None = None


def build_briefings(
    project: Project,
    *,
    line: Line | None = None,
    progress: Progress | None = None,
    aside: Aside | None = None,
    foresee: Foresee | None = None,
) -> Report:
    """Bring the briefing files of *project* up to date with its articles.

    *aside* is done while a copy of this process briefs the articles that are new, if it
    pays; it may be left undone. *foresee* is told what is going to be written when few
    articles are new or changed, before all others are looked at.

    An article that cannot be read, and one that trips a bug of ours, become failures
    of the report; the briefing it had before goes, as does that of a deleted article.

    Raises:
        BusyError: another build of this project runs.
        EnvironmentMissingError: a pipeline is missing, the disk is full or read-only.
    """
    line = line or StraightLine(project.root, dict(project.pipelines), project.content)
    with locked(project.store / "lock") as lock:
        held = aside and aside.holding(lock)
        build = _Build(project, line, progress, aside=held, foresee=foresee)
        return _run(build)


def plan_briefings(
    project: Project, *, line: Line | None = None, progress: Progress | None = None
) -> tuple[Mapping[str, str], tuple[Failure, ...]]:
    """Return the digests of the briefing files that a build would leave, by name, and failures.

    What is computed is kept in the store; no briefing file is touched.

    Raises:
        BriefgenError: as `build_briefings`.
    """
    line = line or StraightLine(project.root, dict(project.pipelines), project.content)
    with locked(project.store / "lock"):
        build = _Build(project, line, progress)
        found, refused = find_articles(project.articles, project.root)
        build.identify(found, read_manifest(project.store / MANIFEST))
        build.recall(Manifest())  # the store alone: what it lost is made again
        build.extract(build.missing)
        wanted = {name: made.sha256 for name, made in _wanted(build).items()}
    return wanted, (*refused, *build.failed.values())


def _run(build: _Build) -> Report:
    project, store = build.project, build.store
    before = read_manifest(project.store / MANIFEST)
    with build.stage("find"):
        found, refused = find_articles(project.articles, project.root)
        build.identify(found, before)
        hits = build.recall(before)
    misses = build.missing
    with build.stage("extract"):
        build.extract(misses)
    if build.foresee and 0 < len(misses) <= _FEW:
        _tell_ahead(build, build.foresee, before, misses)
    shrunk = _shrink_beside(build) if misses else None
    with build.stage("write"):
        written = write_briefings(project.briefings, _wanted(build), before.outputs, store)
        if written.lost:  # the store forgot them, or its entries were damaged
            lost = set(written.lost)
            owners = [n for n, made in build.made.items() if lost & {m.sha256 for m in made}]
            build.extract(owners)
            written = write_briefings(project.briefings, _wanted(build), before.outputs, store)
        wanted = _wanted(build)
        removed = remove_briefings(project.briefings, wanted)
        _remember(build, wanted)
        if shrunk:
            shrunk()
        elif written.lost:
            _shrink(build)
    moved = _moved(build, before)
    return Report(
        read=len(found) + len(refused),
        briefings=len(wanted),
        new=tuple(name for name in written.new if name not in moved),
        changed=tuple(sorted({*written.changed, *moved.keys() & {*written.new}})),
        removed=tuple(name for name in removed if name not in moved.values()),
        unchanged=len(wanted) - len(written.new) - len(written.changed),
        cache_hits=hits,
        digests={name: made.sha256 for name, made in wanted.items()},
        failed=tuple(sorted([*refused, *build.failed.values()], key=lambda f: f.path)),
        remarks=tuple(_remarks(build)),
        embargoes=tuple(sorted({*_instants(build)})),
        seconds=build.seconds,
    )


def _tell_ahead(build: _Build, foresee: Foresee, before: Manifest, misses: Sequence[str]) -> None:
    """Have *foresee* know what the articles *misses* change, if that is plain to see.

    It is not where files go, where two articles want one name, where one of them has several
    versions: where a file was not as its article alone makes it, or is not its own.
    """
    known = {name: seen.sha256 for name, seen in before.outputs.items()}
    olds = [one for name in misses if name in before.articles for one in before.articles[name].made]
    then = _files_of(olds)
    made = _files_of(one for name in misses for one in build.made.get(name, ()))
    changed = {name for name, sha256 in made.items() if known.get(name) != sha256}
    are_plain = then.items() <= known.items() and not (made.keys() - then.keys()) & known.keys()
    if changed and are_plain and then.keys() <= made.keys() and _are_all_there(build, before):
        foresee({**known, **made}, changed)


def _files_of(many: Iterable[Made]) -> Mapping[str, str]:
    """Return the digests of the public ones of *many*, by the file names that they want."""
    return {f"{one.stem}.md": one.sha256 for one in many if is_public(one, now())}


def _are_all_there(build: _Build, before: Manifest) -> bool:
    return before.articles.keys() <= build.tasks.keys()


def _shrink(build: _Build) -> int:
    """Keep the store within its bounds."""
    return build.store.shrink(build.project.max_store_bytes, _present_keys(build))


def _shrink_beside(build: _Build) -> Callable[[], int]:
    """Do so in a copy of this process, if there may be one; return what waits for it."""
    shrink = partial(_shrink, build)
    return meanwhile(shrink, *build.aside.locks) if build.aside else shrink


def _moved(build: _Build, before: Manifest) -> Mapping[str, str]:
    """Return the files of briefings whose article got another date, and where they lay."""
    return {
        f"{new.stem}.md": f"{then.stem}.md"
        for name, row in before.articles.items()
        for new, then in zip(build.made.get(name, ()), row.made, strict=False)
        if new.stem != then.stem
    }


def _wanted(build: _Build) -> Mapping[str, Made]:
    """Return the briefings to publish by file name, in the order of their articles."""
    public = _choice(build).public
    names = assign_names(wish for wish, _ in public)
    return {name: made for name, (_, made) in zip(names, public, strict=True)}


def _choice(build: _Build) -> Choice:
    """Return what is published; found anew when an article was made again.

    What the store has lost of several versions is made again.
    """
    if build.choice is None or build.choice[0] != build.made:
        choice = choose(build.made, now(), build.store)
        if choice.lost:
            build.extract(sorted(choice.lost))
            choice = choose(build.made, now(), build.store)
        build.choice = (dict(build.made), choice)
    return build.choice[1]


def _remember(build: _Build, wanted: Mapping[str, Made]) -> None:
    articles = {
        name: Row(build.seen[name], build.tasks[name].key, made)
        for name, made in build.made.items()
    }
    folder = str(build.project.briefings)
    outputs = {
        name: Seen(settled_signature(f"{folder}/{name}"), made.sha256)
        for name, made in wanted.items()
    }
    write_manifest(build.project.store / MANIFEST, Manifest(articles, outputs))


def _instants(build: _Build) -> Iterator[str]:
    for many in build.made.values():
        yield from (made.hidden for made in many if made.hidden and made.hidden[0].isdigit())


def _present_keys(build: _Build) -> Iterator[str]:
    for name, made in build.made.items():
        yield build.tasks[name].key
        yield from (record_key(item.sha256) for item in made)


def _remarks(build: _Build) -> Iterable[Remark]:
    replaced = _choice(build).replaced
    for name in sorted(build.made):
        for number, made in enumerate(build.made[name]):
            shown = build.shown(name)
            if (name, number) in replaced:
                newest = build.shown(replaced[name, number][0])
                message = f"Not published: {newest} holds a newer version."
                yield Remark(shown, Note("superseded", message))
            elif made.hidden and not is_public(made, now()):
                message = f"Not published: {made.hidden}."
                yield Remark(shown, Note("hidden", message))
            else:
                for code, message, *place in made.notes:
                    yield Remark(shown, Note(code, message), *place)
    known = {made.stem.rpartition("/")[2] for many in build.made.values() for made in many}
    failed = (failure.path for failure in build.failed.values())
    for path in orphan_corrections(build.project.content, known, failed):
        shown = os.path.relpath(path, build.project.root).replace(os.sep, "/")
        yield Remark(shown, NO_ARTICLE)
