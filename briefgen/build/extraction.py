"""Articles to stored briefings: which are known, which are to be made, what became of each."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from briefgen.build.find import Found
from briefgen.build.fingerprint import code_fingerprint, file_digest, pipelines_fingerprint
from briefgen.build.line import REGISTER
from briefgen.build.manifest import Made, Manifest, Seen, settled_signature
from briefgen.build.project import Progress, Project
from briefgen.build.report import Failure
from briefgen.build.store import Store, key_of
from briefgen.build.work import FileWork, Line, Task, made_of
from briefgen.build.workers import Aside, Outcome, run
from briefgen.corrections import FOLDER as CORRECTIONS
from briefgen.corrections import corrections_digest
from briefgen.errors import BriefgenError, InputError

Runner = Callable[[Sequence[Task], FileWork], Iterator[Outcome]]
"does the work on each task and yields the outcomes as they come"


@dataclass(slots=True)
class Extraction:
    """What is known so far of the articles of one project, by name of the article file."""

    project: Project
    line: Line
    progress: Progress | None = None
    runner: Runner | None = None
    "where the work is done; None: in this process or in workers of its own"
    aside: Aside | None = None
    "what this process does meanwhile, if there are few articles"
    tasks: dict[str, Task] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)
    made: dict[str, tuple[Made, ...]] = field(default_factory=dict)
    failed: dict[str, Failure] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    folder: str = field(init=False)
    "of the articles, as messages and records have it"

    def __post_init__(self) -> None:
        articles, root = self.project.articles, self.project.root
        self.folder = os.path.relpath(articles, root).replace(os.sep, "/")

    @property
    def store(self) -> Store:
        """What was computed once."""
        return Store(self.project.store)

    @property
    def missing(self) -> list[str]:
        """Articles of which it is not known what they give."""
        return [name for name in self.tasks if name not in self.made]

    def shown(self, name: str) -> str:
        """Return the article's path as messages and records have it."""
        return f"{self.folder}/{name}"

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time spent inside to that of the stage *name*."""
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def identify(self, found: Sequence[Found], before: Manifest) -> None:
        """Make a task of each article file, with the key of what it will give."""
        code = code_of(self.project)
        content = self.project.content
        is_corrected = (content / CORRECTIONS).is_dir()
        for article in found:
            name = article.name
            row = before.articles.get(name)
            if row and row.seen.signature == article.signature:
                seen = row.seen
            else:
                path = self.project.articles / name
                signature = settled_signature(path)  # first, so that a later write shows
                try:
                    seen = Seen(signature, file_digest(path))
                except OSError as error:
                    message = f"cannot be read ({error.strerror}); check its permissions"
                    self.fail(name, InputError(message))
                    continue
            self.seen[name] = seen
            corrections = corrections_digest(content, name) if is_corrected else ""
            key = key_of("article", code, self.shown(name), seen.sha256, corrections)
            self.tasks[name] = Task(name, seen.sha256, key)

    def recall(self, before: Manifest) -> int:
        """Take what was made before; return of how many article files."""
        for name, task in self.tasks.items():
            row = before.articles.get(name)
            made = row.made if row and row.key == task.key else made_of(self.store.get(task.key))
            if made is not None:
                self.made[name] = made
        return len(self.made)

    def extract(self, names: Sequence[str]) -> None:
        """Brief the articles *names* and keep what they give in the store.

        Raises:
            BriefgenError: no article can be briefed here (a missing pipeline, a full disk).
        """
        project = self.project
        work = FileWork(self.line, project.articles, project.root, self.store)
        tasks = [self.tasks[name] for name in names]
        runner = self.runner or self._run_here
        for count, outcome in enumerate(runner(tasks, work), 1):
            if outcome.error:
                self.made.pop(outcome.task.name, None)
                self.fail(outcome.task.name, outcome.error, outcome.traceback)
            else:
                self.made[outcome.task.name] = outcome.value
            if self.progress:
                self.progress("extract", count, len(tasks))

    def fail(self, name: str, error: BriefgenError, traceback: str | None = None) -> None:
        """Remember that the article *name* gave nothing, and why."""
        shown = self.shown(name)
        if error.path is None:
            error = error.at(shown)
        self.failed[name] = Failure(shown, error, traceback)

    def _run_here(self, tasks: Sequence[Task], work: FileWork) -> Iterator[Outcome]:
        project = self.project
        return run(tasks, work, project.workers, project.seconds_per_article, self.aside)


def code_of(project: Project) -> str:
    """Return a digest of what every briefing of *project* depends on besides its article."""
    register = project.content / REGISTER
    own = file_digest(register) if register.is_file() else ""
    return code_fingerprint() + pipelines_fingerprint(project.pipelines) + own
