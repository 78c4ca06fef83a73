"""The parts of a site's search index, made while the build goes on.

In the workshop beside the site lie the documents of each part, and the index that Pagefind last
made of them. A text to show that it finds there, under a name made from its content, it neither
packs nor writes again: where few documents changed that saves much of its time. The names are
short, so two texts may share one; an index in which that shows is made again from nothing.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections import deque
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from briefgen.build.glance import UnclearError, digest_of, look
from briefgen.build.mirror import prune, remove
from briefgen.build.swap import remove_tree
from briefgen.build.tree import Tree
from briefgen.site.canonical_index import FRAGMENTS
from briefgen.site.fingerprint import site_code
from briefgen.site.pagefind import Indexing, begin_index, end_index, stop_index
from briefgen.site.printing import Printer
from briefgen.site.search_index import (
    Document,
    changed_documents,
    documents_digest,
    remove_documents_but,
    write_documents,
)
from briefgen.site.search_parts import SEARCH, IndexPart

FEW = 16  # documents; where more changed nothing is taken from the last index

_DOCUMENTS = "documents"  # folders of the workshop: what parts are made from,
_INDEXES = "index"  # what Pagefind is at work on,
_LAST = "indexed"  # and what it made last, of each part, beside a file that vouches for it


@dataclass(frozen=True, slots=True)
class _Job:
    """A part that Pagefind has to make."""

    folder: str
    "of the part, below the site"
    is_fresh: bool
    "whether nothing is taken from the last index"


@dataclass
class Indexer:
    """What is known of the parts of the search index of the site in *tree*."""

    tree: Tree
    told: set[str] = field(default_factory=set)
    "folders of the parts that had their turn"
    waiting: deque[_Job] = field(default_factory=deque)
    running: tuple[_Job, Indexing] | None = None
    guessed: str = ""
    "folder of the part with which Pagefind has begun before its turn"

    def __post_init__(self) -> None:
        shutil.rmtree(self.tree.workshop / _INDEXES, ignore_errors=True)

    def begin_early(
        self, parts: Iterable[IndexPart], documents: Mapping[str, Document], printer: Printer
    ) -> None:
        """Have Pagefind begin with the first of *parts* that has some of *documents*.

        Those are the documents that changed, by source. Whether it was right to begin, `begin`
        finds out when it knows them all.

        Raises:
            EnvironmentMissingError: Pagefind is missing; the disk is full.
        """
        for part in parts:
            changed = {source: documents[source] for source in part.sources if source in documents}
            place = self._documents(part.folder)
            if changed and place.is_dir():
                write_documents(changed_documents(changed, printer, place), printer, place)
                self._start(_Job(part.folder, is_fresh=False))
                self.guessed = part.folder
                return

    def begin(
        self, parts: Iterable[IndexPart], documents: Mapping[str, Document], printer: Printer
    ) -> None:
        """Have those *parts* of the index made whose *documents*, by source, changed.

        Pagefind works on while the build goes on, see `end`.

        Raises:
            EnvironmentMissingError: Pagefind is missing; the disk is full.
        """
        for part in parts:
            if part.folder in self.told:
                continue
            self.told.add(part.folder)
            of_part = {source: documents[source] for source in part.sources}
            if self.tree.keep(part.folder, documents_digest(of_part, printer)):
                if self.guessed == part.folder:
                    self.stop()
                    self._start_next()
                continue
            place = self._documents(part.folder)
            place.mkdir(parents=True, exist_ok=True)
            new = changed_documents(of_part, printer, place)
            if len(new) > FEW:  # else a build after one that is killed now would take it for good
                _voucher_of(self._last(part.folder)).unlink(missing_ok=True)
            write_documents(new, printer, place)
            changed = len(new) + remove_documents_but(of_part, printer, place)
            if self.guessed == part.folder:
                self.guessed = ""
                if not changed:
                    continue  # Pagefind is at work on the very same
                self.stop()
            self.waiting.append(_Job(part.folder, is_fresh=changed > FEW))
            self._start_next()

    def end(self) -> None:
        """Wait for the index, of all whose parts `begin` was told.

        Raises:
            EnvironmentMissingError: Pagefind fails; the disk is full.
        """
        if self.guessed:
            self.stop()
        names = {*map(_plain, filter(_is_part, self.tree.now.parts))}
        _remove_others(self.tree.workshop / _DOCUMENTS, names)
        _remove_others(self.tree.workshop / _LAST, {*names, *map(_voucher, names)})
        self._start_next()
        while self.running:
            (job, indexing), self.running = self.running, None
            contents = end_index(indexing)
            if not job.is_fresh and not contents.is_told_apart:
                self._start(_Job(job.folder, is_fresh=True))
                continue
            self._start_next()
            if not job.is_fresh:
                _remove_fragments_but(contents.fragments, indexing.output)
            self.tree.take(indexing.output, f"{job.folder}/", job.folder)
            if contents.is_told_apart:
                self._keep(job.folder, indexing.output)
            else:
                remove_tree(indexing.output)

    def stop(self) -> None:
        """End Pagefind if it is at work."""
        if self.running:
            stop_index(self.running[1])
        self.running, self.guessed = None, ""

    def _start_next(self) -> None:
        if self.waiting and not self.running:
            self._start(self.waiting.popleft())

    def _start(self, job: _Job) -> None:
        """Have Pagefind begin with a part.

        In a folder of a new name: it outlives a build that is killed by some seconds, and would
        write its part into that of the next build.
        """
        indexes = self.tree.workshop / _INDEXES
        indexes.mkdir(exist_ok=True)
        made = Path(mkdtemp(prefix=f"{_plain(job.folder)}-", dir=indexes))
        is_fresh = job.is_fresh or not self._take_over(job.folder, made)
        begun = begin_index(self._documents(job.folder), made)
        self.running = _Job(job.folder, is_fresh), begun

    def _take_over(self, folder: str, made: Path) -> bool:
        """Have the empty folder *made* hold what the last index of a part is good for, if it is."""
        last = self._last(folder)
        try:
            if _voucher_of(last).read_text(encoding="ascii") != _looks(last):
                return False
            _voucher_of(last).unlink()
            made.rmdir()
            last.rename(made)
            _remove_others(made, {FRAGMENTS})
        except (OSError, UnclearError):
            made.mkdir(exist_ok=True)
            return False
        return True

    def _keep(self, folder: str, made: Path) -> None:
        """Keep the index *made* of a part for the next build; it costs time only if that fails."""
        last = self._last(folder)
        with contextlib.suppress(OSError, UnclearError):
            last.parent.mkdir(exist_ok=True)
            _voucher_of(last).unlink(missing_ok=True)
            remove_tree(last)
            made.rename(last)
            _voucher_of(last).write_text(_looks(last), encoding="ascii")

    def _documents(self, folder: str) -> Path:
        return self.tree.workshop / _DOCUMENTS / _plain(folder)

    def _last(self, folder: str) -> Path:
        return self.tree.workshop / _LAST / _plain(folder)


def _remove_fragments_but(names: Iterable[str], index: Path) -> None:
    """Remove the texts to show that the last index had and this one has not."""
    for _ in prune(str(index / FRAGMENTS), {f"{name}.pf_fragment" for name in names}):
        pass


def _looks(index: Path) -> str:
    """Return a digest of what the files of *index* look like, and of the code that made them."""
    return f"{site_code()} {digest_of(look(str(index)))}"


def _voucher_of(last: Path) -> Path:
    return last.with_name(_voucher(last.name))


def _voucher(name: str) -> str:
    return f"{name}.looks"


def _is_part(name: str) -> bool:
    return name == SEARCH or name.startswith(f"{SEARCH}/")


def _plain(part: str) -> str:
    """Return a name for the folders of the *part* of the index."""
    return part.replace("/", "-")


def _remove_others(folder: Path, names: Container[str]) -> None:
    """Remove what is in *folder*, if there is one, but *names*."""
    for entry in os.scandir(folder) if folder.is_dir() else ():
        if entry.name not in names:
            remove(entry)
