"""What an editor should mend in a project's articles; nothing is written."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.build.find import find_articles
from briefgen.build.line import REGISTER, StraightLine
from briefgen.build.lookalikes import find_lookalikes
from briefgen.build.project import Progress, Project
from briefgen.build.report import NO_ARTICLE, Failure, Remark, diagnostics_of
from briefgen.build.work import Line, note_place
from briefgen.corrections import orphan_corrections
from briefgen.diagnostics import Diagnostic
from briefgen.errors import BriefgenError, EnvironmentMissingError
from briefgen.extract.actors import find_ambiguities, read_register
from briefgen.model import Article, Briefing, Note
from briefgen.readers.versions import edition_of, superseded


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, in the order of the articles' paths."""

    read: int
    "article files seen"
    failed: tuple[Failure, ...]
    remarks: tuple[Remark, ...]
    "notes on single articles, then what their actors leave open between them"

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield what there is to say, failures first."""
        return diagnostics_of(self.failed, self.remarks)


def check_articles(
    project: Project, *, line: Line | None = None, progress: Progress | None = None
) -> Checked:
    """Brief every article of *project* and return what went wrong or stays open.

    Raises:
        ConfigError: the register of actors does not hold.
        EnvironmentMissingError: a pipeline is not installed.
    """
    line = line or StraightLine(project.root, dict(project.pipelines), project.content)
    register = read_register(project.content / REGISTER)
    found, refused = find_articles(project.articles, project.root)
    failed = list(refused)
    remarks: list[Remark] = []
    briefings: list[Briefing] = []
    for count, item in enumerate(found, 1):
        path = project.articles / item.name
        shown = path.relative_to(project.root).as_posix()
        made, failure = _brief(line, path, item.name, shown)
        failed += [failure] if failure else []
        remarks += [
            Remark(shown, note, *note_place(note, briefing.article, path))
            for briefing in made
            for note in _notes(briefing)
        ]
        briefings += made
        if progress:
            progress("extract", count, len(found))
    open_questions = find_ambiguities(((b.article.id, b.actors) for b in briefings), register)
    place = (project.content / REGISTER).relative_to(project.root).as_posix()
    remarks += [Remark(place, Note(asked.code, asked.message)) for asked in open_questions]
    remarks += _older_versions([briefing.article for briefing in briefings])
    ids = {briefing.article.id for briefing in briefings}
    for path in orphan_corrections(project.content, ids, (f.path for f in failed)):
        remarks.append(Remark(path.relative_to(project.root).as_posix(), NO_ARTICLE))
    read = len(found) + len(refused)
    return Checked(read, tuple(sorted(failed, key=lambda f: f.path)), tuple(remarks))


def _notes(briefing: Briefing) -> Iterator[Note]:
    yield from briefing.notes
    yield from find_lookalikes(briefing)


def _older_versions(articles: Sequence[Article]) -> Iterator[Remark]:
    older = superseded([edition_of(article) for article in articles])
    for old, new in sorted(older.items()):
        message = f"{articles[new].source.path} is a newer version: this one gives way to it."
        yield Remark(articles[old].source.path, Note("superseded", message))


def _brief(
    line: Line, path: Path, name: str, shown: str
) -> tuple[Sequence[Briefing], Failure | None]:
    try:
        return [finished.briefing for finished in line(path, name)], None
    except EnvironmentMissingError:
        raise
    except BriefgenError as error:
        return (), Failure(shown, error)
    except Exception:  # noqa: BLE001 - our own bug costs one article and is shown
        bug = BriefgenError("briefgen failed here; this is our bug", code="bug", path=shown)
        return (), Failure(shown, bug, traceback.format_exc())
