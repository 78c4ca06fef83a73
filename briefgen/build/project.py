"""Where a newsroom's articles lie, where its briefings go, and how hard to work."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ARTICLES = "articles"  # folder below the content folder: the input, kept off the site
BRIEFINGS = "briefings"  # folder below the content folder: generated
UNDATED = "undated"  # folder of the briefings without a date, beside the years
STORE = ".briefgen"  # folder below the project's root
HERE = -1  # instead of a number of worker processes: this process does all

Progress = Callable[[str, int, int], None]
"called with the stage at work, what is done of it and what there is to do"


@dataclass(frozen=True, slots=True)
class Project:
    """One newsroom. Paths are absolute."""

    root: Path
    "folder of the configuration file"
    content: Path
    "MkDocs' docs_dir"
    articles_name: str = ARTICLES
    briefings_name: str = BRIEFINGS
    jobs: int = 0
    "worker processes; 0: one for each processor this process may use; HERE: none"
    seconds_per_article: float = 120.0
    "an article that takes longer is given up; only worker processes can be stopped"
    max_store_bytes: int = 2_000_000_000
    "the store forgets its oldest entries beyond this"
    pipelines: tuple[tuple[str, str], ...] = ()
    "language and the spaCy package or path to use instead of ours, sorted"
    store_folder: Path | None = None
    "where to keep what was computed once; None: in STORE below the root"

    @property
    def articles(self) -> Path:
        """Folder of the articles."""
        return self.content / self.articles_name

    @property
    def briefings(self) -> Path:
        """Folder of the briefings."""
        return self.content / self.briefings_name

    @property
    def store(self) -> Path:
        """Folder of what was computed once."""
        return self.store_folder or self.root / STORE

    @property
    def workers(self) -> int:
        """Number of worker processes that ``jobs`` asks for; 0 where it is HERE."""
        return 0 if self.jobs == HERE else workers_of(self.jobs)


def workers_of(jobs: int) -> int:
    """Return how many processes are to work at once where *jobs* are asked for."""
    if jobs == HERE:
        return 1
    if jobs:
        return jobs
    if hasattr(os, "sched_getaffinity"):  # Linux; elsewhere every processor counts
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
