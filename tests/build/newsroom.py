"""A newsroom of small articles and a line that briefs them without an engine."""

import datetime as dt
import hashlib
import os
import signal
import time
from pathlib import Path
from typing import Any

from briefgen.build import Project
from briefgen.build.line import stem_of
from briefgen.build.project import HERE
from briefgen.build.work import Finished
from briefgen.errors import EnvironmentMissingError, InputError
from briefgen.model import Article, Briefing, Note, Source, Span
from briefgen.render import render


def project_at(root: Path, jobs: int = HERE, **settings: Any) -> Project:
    return Project(root=root, content=root / "content", jobs=jobs, **settings)


def write_articles(project: Project, count: int, first: int = 0) -> None:
    for number in range(first, first + count):
        write_article(
            project, f"dispatch-{number:04}.txt", f"Dispatch {number}\n\nThe lock opened."
        )


def write_article(project: Project, name: str, content: str) -> Path:
    path = project.articles / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def brief_lines(path: Path, name: str) -> tuple[Finished, ...]:
    """Brief a title, a blank line and a text; some titles ask for trouble."""
    data = path.read_bytes()
    title, _, text = data.decode("utf-8").partition("\n\n")
    _cause_trouble(title, name)
    article = Article(
        id=path.stem,
        title=title,
        text=text,
        language="en",
        source=Source(path=name, sha256=hashlib.sha256(data).hexdigest()),
        published=None if "undated" in title else dt.date(1969, 7, 20),
        draft="draft" in title,
    )
    notes = (Note("no-date", "The article has no publication date."),) if "undated" in title else ()
    briefing = Briefing(article, (Span(0, len(text)),), (), (), (), (), notes)
    return (Finished(stem_of(briefing), render(briefing), briefing),)


def _cause_trouble(title: str, name: str) -> None:
    if title == "unreadable":
        message = "no headline"
        raise InputError(message, path=name, line=1)
    if title == "bug":
        message = "list index out of range"
        raise IndexError(message)
    if title == "no pipeline":
        message = "the pipeline is not installed"
        raise EnvironmentMissingError(message)
    if title == "kills":
        os.kill(os.getpid(), signal.SIGKILL)
    if title == "stalls":
        time.sleep(600)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def add_one(project: Project) -> None:
    write_articles(project, 1, first=7)


def change_one(project: Project) -> None:
    write_article(project, "dispatch-0001.txt", "Another title\n\nThe lock closed.")


def delete_one(project: Project) -> None:
    (project.articles / "dispatch-0002.txt").unlink()
