"""One build of the site as the plugin goes through it: where files go, and what can stay.

While MkDocs builds, its own folder is the stage of a `Tree`, so that the old site is
untouched until the new one is whole. While it serves, it has its way.
"""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import write_file

from briefgen.build import Project, Report, build_briefings
from briefgen.build.briefings import Foresee
from briefgen.build.ledger import Part
from briefgen.build.project import Progress, workers_of
from briefgen.build.report import gathered
from briefgen.build.seal import Sealing
from briefgen.build.shares import Task, do_shared, number_of_shares
from briefgen.build.tree import Tree, open_tree
from briefgen.build.workers import Aside
from briefgen.diagnostics import Severity
from briefgen.errors import BriefgenError
from briefgen.site.indexer import Indexer
from briefgen.site.options import BriefgenOptions
from briefgen.site.pagefind import build_index
from briefgen.site.printing import Printer
from briefgen.site.search_index import Document, write_documents
from briefgen.site.search_parts import IndexPart
from briefgen.site.splices import Splices, open_splices

log = logging.getLogger("mkdocs.plugins.briefgen")

LISTS = "*lists*"  # name of a part without files: it stands when all lists do
SETTINGS = "*settings*"  # the same for what all pages are made with

Content = str | bytes | Callable[[], str | bytes]
"what a file holds, in UTF-8 where these are bytes, or what makes that"

_LEVELS = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.INFO: logging.DEBUG,
}

_LOG = logging.getLogger("mkdocs")
_PAGES_LOG = logging.getLogger("mkdocs.commands.build")
_LINKS_LOG = logging.getLogger("mkdocs.structure.pages")
_LEFT_OUT = re.compile(r"contains a link to '(.+)' which is excluded from the built site")


class Unlinked(logging.Filter):
    """Keeps MkDocs from saying that a page it need not print is left out of the site."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether *record* is to be logged."""
        said = _LEFT_OUT.search(record.getMessage())
        return not (said and said[1] in self.sources)


class Warnings(logging.Handler):
    """Remembers what was warned of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.of_articles = 0
        "how many of them are about articles, which every build reads anew"

    def emit(self, record: logging.LogRecord) -> None:
        """Remember *record*."""
        self.messages.append(record.getMessage())


@dataclass
class Publication:
    """One build of the site, as the plugin goes through it."""

    progress: Progress | None = None
    jobs: int = 0
    tree: Tree | None = None
    config: MkDocsConfig | None = None
    report: Report = field(default_factory=Report)
    error: BaseException | None = None
    digest: str = ""
    "of everything the site is made from; empty when that cannot be told"
    warnings: Warnings = field(default_factory=Warnings)
    seconds: dict[str, float] = field(default_factory=dict)
    "wall-clock time of the stages after the pages"
    pages: int = 0
    "to print"
    printed: int = 0
    shares: int = 1
    "processes that print"
    reporter: int = 0
    "number of the process that reports on them"
    indexer: Indexer | None = None
    "makes the search index, unless MkDocs serves"
    served: list[IndexPart] = field(default_factory=list)
    "parts of the search index that are made for a preview"
    later: list[Task] | None = None
    "what is to be written by `together`"
    own: list[Task] = field(default_factory=list)
    "the same, by this process"
    unmarked: list[Task] = field(default_factory=list)
    "mark parts that are begun already"
    pages_put: int = 0
    "how many of both are pages, which take most of the time"
    unlinked: Unlinked = field(default_factory=Unlinked)
    sealing: Sealing | None = None
    "seals the build when it is done"

    def serve(self, config: MkDocsConfig) -> None:
        """Write straight into MkDocs' own folder."""
        self.config, self.served = config, []

    def start(self, config: MkDocsConfig) -> None:
        """Have MkDocs build beside the site instead of in it.

        Raises:
            BusyError: another build of this site runs.
            EnvironmentMissingError: the disk is full or read-only.
        """
        self.config, self.error = config, None
        self.digest, self.report, self.unmarked = "", Report(), []
        self.__dict__.pop("splices", None)
        self.tree = open_tree(Path(config.site_dir))
        self.indexer = Indexer(self.tree)
        config.site_dir = str(self.tree.stage)
        _PAGES_LOG.addFilter(_is_no_skipped_page)
        _LINKS_LOG.addFilter(self.unlinked)
        self.warnings, self.seconds = Warnings(), {}
        _LOG.addHandler(self.warnings)

    @cached_property
    def splices(self) -> Splices:
        """What is known of the files that are made of pieces."""
        if self.tree is None:
            return Splices()
        return open_splices(self.tree.workshop / "splices", self.tree.site)

    def look_up(self) -> None:
        """Look up now what is known of the old site, and not when it is asked for."""
        if self.tree is not None:
            _ = (self.tree.before, self.splices)

    @property
    def is_current(self) -> bool:
        """Tell whether there is nothing to do; what was warned of before is logged again."""
        if not (self.tree and self.digest and self.tree.is_current(self.digest)):
            return False
        for message in self.tree.before.warnings:
            log.warning("%s", message)
        return True

    def project(self, config: MkDocsConfig, options: BriefgenOptions) -> Project:
        """Return the project of *config* and of the plugin's *options*."""
        root = Path(config.config_file_path).resolve().parent
        return Project(
            root=root,
            content=Path(config.docs_dir),
            articles_name=options.articles,
            briefings_name=options.briefings,
            jobs=self.jobs,
            max_store_bytes=options.cache_megabytes * 1_000_000,
            pipelines=tuple(sorted(options.pipelines.items())),
        )

    def make_briefings(
        self,
        project: Project,
        meanwhile: Callable[[], object] | None = None,
        foresee: Foresee | None = None,
    ) -> Report:
        """Bring the briefings up to date and log what an editor should know.

        *meanwhile* is done while articles are briefed, if that pays; *foresee* is told what few
        changes lead to before they are written.

        Raises:
            BriefgenError: as `build_briefings`.
        """
        locks = (self.tree.lock,) if self.tree else ()
        aside = Aside(meanwhile, locks) if meanwhile else None
        if self.sealing:
            self.sealing.make_folder(project.briefings)
        self.report = build_briefings(project, progress=self.progress, aside=aside, foresee=foresee)
        if self.sealing:
            self.sealing.mark_briefings(project.briefings)
        for text, items in gathered(self.report.diagnostics()):
            log.log(_LEVELS[items[0].severity], "%s", text, extra={"diagnostics": items})
        self.warnings.of_articles = len(self.warnings.messages)
        return self.report

    def expect_pages(self, number: int) -> None:
        """Prepare to report on *number* pages."""
        self.pages, self.printed, self.shares, self.reporter = number, 0, 1, os.getpid()

    def count_page(self) -> None:
        """Report that one more page is printed, and as many by each of the others by now."""
        self.printed += self.shares
        if self.progress and self.printed <= self.pages and self.reporter == os.getpid():
            self.progress("pages", self.printed, self.pages)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Take the time spent inside as that of the stage *name*."""
        start = time.perf_counter()
        yield
        spent = time.perf_counter() - start
        self.seconds[name] = self.seconds.get(name, 0.0) + spent

    def keep(self, part: str, digest: str, ties: Iterable[str] = ()) -> bool:
        """Keep what the site has of *part*; False when it is to be made, see `Tree.keep`."""
        return self.tree is not None and self.tree.keep(part, digest, ties)

    def stands(self, part: str, digest: str) -> bool:
        """Keep what the site has of *part* if it stands, see `Tree.stands`."""
        return self.tree is not None and self.tree.stands(part, digest)

    def carry(self, part: str, stirred: Set[str], digest: str | None = None) -> bool:
        """Keep what the site has of *part* if none of its ties is *stirred*, see `Tree.carry`."""
        return self.tree is not None and self.tree.carry(part, stirred, digest)

    def begin(self, part: str, digest: str, ties: Iterable[str]) -> None:
        """Begin *part* anew."""
        if self.tree is not None:
            self.tree.begin(part, digest, ties)

    def had(self, part: str) -> bool:
        """Tell whether the old site has *part*."""
        return self.tree is not None and part in self.tree.before.parts

    def ties(self, part: str) -> tuple[str, ...]:
        """Return the ties that *part* had in the old site; none if it had no such part."""
        old = self.tree.before.parts.get(part) if self.tree is not None else None
        return old.ties if old else ()

    def begin_unmarked(self, part: str, marks: Callable[[], tuple[str, tuple[str, ...]]]) -> None:
        """Begin *part*, which is new; *marks* makes its digest and its ties while others print."""
        if self.tree is not None:
            self.tree.begin(part, "")
            self.unmarked.append(partial(self._mark, self.tree.now.parts[part], marks))

    def _mark(self, part: Part, marks: Callable[[], tuple[str, tuple[str, ...]]]) -> None:
        part.digest, part.ties = marks()

    def stirred(self, folder: str) -> Set[str]:
        """Return the ties of the pages in *folder* that changed, see `Tree.stirred`."""
        return self.tree.stirred(folder, ".md") if self.tree is not None else set()

    def keep_settings(self, digest: str) -> bool:
        """Tell whether what all pages are made with, which *digest* covers, is what it was."""
        return self.keep(SETTINGS, digest)

    def keep_lists(self, digest: str) -> bool:
        """Keep all that is made from many briefings, of which none shows another face.

        *digest* covers what else it is made from. What is made from single briefings had its
        turn. False when lists are to be made, see `end_lists`.
        """
        tree = self.tree
        if tree is None or not tree.is_sure or not tree.stands(LISTS, digest):
            return False
        tree.carry_others()
        self.splices.now = dict(self.splices.before)
        return True

    def pages_kept(self) -> Iterator[str]:
        """Yield the sources of the pages that are kept so far."""
        parts = self.tree.now.parts if self.tree is not None else ()
        yield from (name for name in parts if name.endswith(".md"))

    def end_lists(self, digest: str) -> None:
        """Remember that all that is made from many briefings is made, see `keep_lists`."""
        if self.tree is not None:
            self.tree.begin(LISTS, digest)

    def put(self, name: str, content: Content, part: str | None = None) -> None:
        """Have the site hold *content* at *name*, a path with forward slashes.

        While serving, MkDocs' own folder is written to.

        Raises:
            EnvironmentMissingError: the disk is full or read-only.
        """
        if self.tree is not None:
            self.tree.claim(name, part)
        self.pages_put += name.endswith(".html")
        if self.later is None or not callable(content):
            self._write(name, content)
        else:
            self.later.append(partial(self._write, name, content))

    def put_own(self, name: str, make: Callable[[], bytes]) -> None:
        """Have this process *make* what the site holds at *name*, where others may print.

        Raises:
            EnvironmentMissingError: the disk is full or read-only.
        """
        if self.tree is not None:
            self.tree.begin(name, "")
            self.tree.claim(name, name)
        if self.later is None:
            self._write(name, make())
        else:
            self.own.append(lambda: self._write(name, make()))

    @contextmanager
    def at_once(self, end: Callable[[], None]) -> Iterator[None]:
        """Have one process make all that is put inside, and call *end* then."""
        outer = self.later
        if outer is None:
            yield
            end()
            return
        tasks = self.later = []
        try:
            yield
        finally:
            self.later = outer
        outer.append(partial(_do, (*tasks, end)))

    @contextmanager
    def together(self, prepare: Callable[[], None]) -> Iterator[None]:
        """Make what is put inside at the end, by as many processes as there may be.

        *prepare* is called before there are several.

        Raises:
            EnvironmentMissingError: the disk is full or read-only; a process died.
        """
        tasks = self.later = []
        self.own, self.pages_put = [], 0
        try:
            yield
        finally:
            self.later = None
        self.shares = number_of_shares(self.pages_put, workers_of(self.jobs))
        if self.shares > 1:
            prepare()
            if self.tree is not None:
                self.tree.wait_for_looks()
        do_shared(tasks, self.shares, [*self.own, *self.unmarked])
        self.own, self.unmarked = [], []  # hold all briefings
        if self.progress and self.shares > 1:  # the others may have printed more than this one
            self.progress("pages", self.pages, self.pages)

    def _write(self, name: str, content: Content) -> None:
        made = content() if callable(content) else content
        data = made.encode("utf-8", errors="xmlcharrefreplace") if isinstance(made, str) else made
        if self.tree is not None:
            self.tree.write(name, data)
        elif self.config is not None:
            write_file(data, f"{self.config.site_dir}/{name}")

    def begin_index_early(
        self, parts: Iterable[IndexPart], documents: Mapping[str, Document], printer: Printer
    ) -> None:
        """Have Pagefind begin with a part that some *documents* change, see `Indexer`."""
        if self.indexer is not None:
            self.indexer.begin_early(parts, documents, printer)

    def begin_index(
        self, parts: Iterable[IndexPart], documents: Mapping[str, Document], printer: Printer
    ) -> None:
        """Have those *parts* of the search index made whose *documents* changed.

        Pagefind works on while the build goes on, see `end_index`; while serving, they are made.

        Raises:
            EnvironmentMissingError: Pagefind is missing; the disk is full.
        """
        if self.indexer is not None:
            self.indexer.begin(parts, documents, printer)
            return
        for part in parts:
            if self.config is not None and part not in self.served:
                self.served.append(part)
                with TemporaryDirectory(prefix="briefgen-search-") as place:
                    of_part = {source: documents[source] for source in part.sources}
                    write_documents(of_part, printer, Path(place))
                    build_index(Path(place), Path(self.config.site_dir) / part.folder)

    def end_index(self) -> None:
        """Wait for the search index, of all whose parts `begin_index` was told.

        Raises:
            EnvironmentMissingError: Pagefind fails; the disk is full.
        """
        if self.indexer is not None:
            self.indexer.end()

    def graft(self, sites: Sequence[Path]) -> None:
        """Have the site hold *sites* below their own names.

        Raises:
            EnvironmentMissingError: the disk is full or read-only.
        """
        if self.tree is not None:
            for site in sites:
                self.tree.graft(site, site.name)

    def finish(self, config: MkDocsConfig) -> None:
        """Put the new site in the old one's place, unless a strict build met a warning.

        Raises:
            EnvironmentMissingError: it cannot be put there; the old site is whole.
        """
        if self.tree is None:
            return
        if not (config.strict and self.warnings.messages):
            self.splices.keep()
            self.tree.take(self.tree.stage)
            of_site = self.warnings.messages[self.warnings.of_articles :]
            self.tree.publish(self.digest, of_site)
            self.seal(config)
        self.close()

    def look_at_inputs(self, config: MkDocsConfig) -> None:
        """Look at all that the site is made from, which is read by now, for the seal.

        Where a build can have no seal, as after a failed article, there is no look.
        """
        options = config.plugins["briefgen"].config
        if self.sealing and self.digest and not (self.report.failed or options.pipelines):
            self.sealing.look([config.docs_dir, *config.theme.dirs])

    def seal(self, config: MkDocsConfig) -> None:
        """Seal the build that is done, if `look_at_inputs` saw what it was made from."""
        if self.tree is not None and self.sealing:
            briefings = Path(config.docs_dir) / config.plugins["briefgen"].config.briefings
            self.sealing.seal(self.tree, briefings, self.report)

    def fail(self, error: BaseException) -> None:
        """Remember why the build ended, and leave the old site as it is."""
        self.error = self.error or error
        self.close()

    def close(self) -> None:
        """Let go of the site; without `finish` before it the old one stays."""
        if self.indexer is not None:
            self.indexer.stop()
            self.indexer = None
        _LOG.removeHandler(self.warnings)
        _LINKS_LOG.removeFilter(self.unlinked)
        if self.tree is not None and self.config is not None:
            self.config.site_dir = str(self.tree.site)
            self.tree.close()
            self.tree = None
            _PAGES_LOG.removeFilter(_is_no_skipped_page)


@contextmanager
def errors_for_mkdocs() -> Iterator[None]:
    """Turn our errors into those that MkDocs prints without a traceback."""
    try:
        yield
    except BriefgenError as error:
        raise PluginError(str(error)) from error


def _do(tasks: Iterable[Task]) -> None:
    for task in tasks:
        task()


def _is_no_skipped_page(record: logging.LogRecord) -> bool:
    """Keep quiet about the pages that MkDocs finds empty because `put` has written them."""
    return not record.getMessage().startswith("Page skipped:")
