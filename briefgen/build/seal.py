"""A seal on a finished build, by which the next one sees at a glance that nothing changed.

It holds what everything that the site was made from looked like, and the site itself:
names, times, sizes and inodes of articles, briefings, pages, configuration, theme, code
and installed libraries. Where one of them differs, and where there is no seal, a build
goes its whole way. So does the next one after a build of which not all can be told.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import briefgen
from briefgen.build.clock import now, now_by_disk
from briefgen.build.glance import (
    Change,
    Looks,
    UnclearError,
    changed_at,
    digest_of,
    digest_of_places,
    glance,
    look,
    look_closely,
)
from briefgen.build.lock import locked
from briefgen.build.project import STORE
from briefgen.build.report import Published, Report
from briefgen.build.vouched import read_vouched, write_vouched
from briefgen.diagnostics import Diagnostic, rules
from briefgen.errors import EnvironmentMissingError

FORMAT = "briefgen-seal-1"

if TYPE_CHECKING:  # needed by a build that goes the whole way alone
    from briefgen.build.tree import Tree

log = logging.getLogger("mkdocs.plugins.briefgen")

_LOG = logging.getLogger("mkdocs")
_SEAL = "seal"
_CONFIG = "mkdocs.yml"
_READS_MORE = (b"INHERIT", b"!ENV")  # in a configuration: other files or variables complete it
_LIBRARIES = {"site-packages", "dist-packages"}  # folders that change with what is installed


@dataclass(frozen=True, slots=True)
class Seal:
    """What was there when a build was done. All values are JSON's."""

    command: str
    "what was asked for"
    site: str
    workshop: str
    "the folder beside the site that holds its lock"
    site_looks: str
    "digest of what it looked like"
    places: Sequence[str]
    "folders and files that it was made from"
    looks: str
    "digest of what they looked like"
    embargoes: Sequence[str]
    "instants (ISO 8601) at which articles become public"
    sealed: str
    "the instant these were held against"
    read: int
    "articles"
    briefings: int
    said: Sequence[tuple[int, str, Sequence[Mapping[str, Any]]]] = ()
    "level, words and diagnostics of each warning"


class Heard(logging.Handler):
    """Remembers what was warned of, to say it again."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[tuple[int, str, list[dict[str, Any]]]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember *record*."""
        items: Sequence[Diagnostic] = getattr(record, "diagnostics", ())
        kept = [{**asdict(item), "rule": item.rule.name} for item in items]
        self.said.append((record.levelno, record.getMessage(), kept))


@dataclass(slots=True)
class Sealing:
    """A build on its way to its seal.

    Whatever changes while it runs keeps it from being sealed, save the briefings that it
    writes, and their folder: they must be as it wants them, and stand still from
    `mark_briefings` on.
    """

    config_file: Path
    command: str
    instant: str
    "that embargoes are held against, ISO 8601"
    began: int
    "time (ns) by the file system's clock"
    briefed: int = 0
    "the same, when the briefings were made"
    made: tuple[str, int] = ("", 0)
    "the folder in which that of the briefings was made, and when it changed by that"
    heard: Heard = field(default_factory=Heard)
    seen: dict[str, tuple[Looks, list[Change]]] = field(default_factory=dict)
    "what everything that the site is made from looked like, by place, when it was all read"

    @contextmanager
    def hearing(self) -> Iterator[None]:
        """Remember what is warned of inside."""
        _LOG.addHandler(self.heard)
        try:
            yield
        finally:
            _LOG.removeHandler(self.heard)

    def make_folder(self, briefings: Path) -> None:
        """Make the folder of the *briefings*, where there is none, and remember it.

        What else happens beside it just then, as a new page, shows in itself.
        """
        with suppress(OSError):  # told when the first briefing is written
            briefings.mkdir()
            self.made = f"{briefings.parent}/", changed_at(briefings.parent.stat())

    def mark_briefings(self, folder: Path) -> None:
        """Remember that the briefings in *folder* are made and not read yet by the site."""
        with suppress(UnclearError, OSError):
            written = max(changed for _, changed in look_closely(str(folder))[1])
            self.briefed = now_by_disk(_store(self.config_file), after=written)

    def look(self, inputs: Sequence[str]) -> None:
        """Look at all that the site is made from, which is read by now.

        *inputs* are folders and files besides the configuration and code. What changes later,
        the next build sees.
        """
        with suppress(UnclearError):
            places = [str(self.config_file), *inputs, *_code()]
            self.seen = {place: look_closely(place) for place in places}

    def seal(self, tree: Tree, briefings: Path, report: Report) -> None:
        """Seal the build that made the site of *tree*, if it can be sealed; it must be locked.

        `look` has seen the folder of the *briefings* with all else.
        """
        if not self.seen:
            return
        changes = (
            (place, *change) for place, (_, changes) in self.seen.items() for change in changes
        )
        with suppress(UnclearError, OSError, EnvironmentMissingError):
            if self._reads_more() or not self._stood_still(changes, briefings, report):
                return
            seal = Seal(
                command=self.command,
                site=str(tree.site),
                workshop=str(tree.workshop),
                site_looks=digest_of(tree.looks or look(str(tree.site))),
                places=list(self.seen),
                looks=digest_of_places({place: looks for place, (looks, _) in self.seen.items()}),
                embargoes=report.embargoes,
                sealed=self.instant,
                read=report.read,
                briefings=report.briefings,
                said=self.heard.said,
            )
            write_vouched(_store(self.config_file) / _SEAL, FORMAT, asdict(seal))

    def _reads_more(self) -> bool:
        return any(word in self.config_file.read_bytes() for word in _READS_MORE)

    def _stood_still(
        self, changes: Iterable[tuple[str, *Change]], briefings: Path, report: Report
    ) -> bool:
        """Tell whether nothing changed but briefings, and these before the site read them.

        *changes* are those of all that the site was made from, each behind its place.
        """
        made = f"{briefings}/"
        there = set()
        for place, name, changed in changes:
            path = f"{place}/{name}"
            if not path.startswith(made):
                if changed >= self.began and (path, changed) != self.made:
                    return False
                continue
            if changed >= self.briefed:
                return False
            if path.endswith("/"):
                continue
            briefing = path.removeprefix(made)
            if changed >= self.began and _digest(path) != report.digests.get(briefing):
                return False
            there.add(briefing)
        return there == report.digests.keys()


def begin_sealing(config_file: Path | None, site_dir: Path | None) -> Sealing:
    """Return what will seal the build that begins now."""
    path = _place(config_file)
    began = 0  # everything changed since then: there will be no seal
    with suppress(OSError):  # there is no project, or it cannot be written
        if path.is_file():
            _store(path).mkdir(exist_ok=True)
        # a tick later, so that what was written a moment ago does not seem to change now
        began = now_by_disk(_store(path), after=now_by_disk(_store(path)))
    return Sealing(path, _command(path, site_dir), now().isoformat(), began)


def standing(
    config_file: Path | None, site_dir: Path | None, *, strict: bool = False
) -> Published | None:
    """Return what a build would find that has nothing to do; None when that is not sure.

    What was warned of before is logged again; a *strict* build that would end by it is not
    sure.

    Raises:
        BusyError: a build runs here.
    """
    start = time.perf_counter()
    path = _place(config_file)
    seal = _read(_store(path) / _SEAL)
    if seal is None or seal.command != _command(path, site_dir) or (strict and seal.said):
        return None
    with ExitStack() as locks:
        for folder in (_store(path), Path(seal.workshop)):
            locks.enter_context(locked(folder / "lock"))
        if not _holds(seal):
            return None
    for level, words, items in seal.said:
        known = [Diagnostic(**{**item, "rule": rules()[item["rule"]]}) for item in items]
        log.log(level, "%s", words, extra={"diagnostics": known})
    report = Report(
        read=seal.read,
        briefings=seal.briefings,
        unchanged=seal.briefings,
        cache_hits=seal.read,
    )
    return Published(Path(seal.site), report, {"look": time.perf_counter() - start})


def _holds(seal: Seal) -> bool:
    then, instant = dt.datetime.fromisoformat(seal.sealed), now()
    ends = [dt.datetime.fromisoformat(end) for end in seal.embargoes]
    if any((end <= then) != (end <= instant) for end in ends):
        return False
    try:
        return glance(seal.places) == seal.looks and digest_of(look(seal.site)) == seal.site_looks
    except UnclearError:
        return False


def _read(path: Path) -> Seal | None:
    try:
        return Seal(**read_vouched(path, FORMAT))
    except (OSError, ValueError, TypeError):
        return None


def _place(config_file: Path | None) -> Path:
    return (config_file or Path(_CONFIG)).absolute()


def _store(config_file: Path) -> Path:
    return config_file.resolve().parent / STORE


def _command(config_file: Path, site_dir: Path | None) -> str:
    """Return what tells builds apart: configuration, place, clock, Python, libraries, code."""
    place = str(site_dir.absolute()) if site_dir else ""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return repr((str(config_file), place, epoch, sys.version, _code(), _libraries()))


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _code() -> list[str]:
    """Return the files of our own code, in its folder."""
    return [str(Path(briefgen.__file__).parent)]


def _libraries() -> list[tuple[str, int]]:
    """Return the folders of installed libraries, each with the time of the last installation."""
    folders = [path for path in sys.path if os.path.basename(path) in _LIBRARIES]
    return [(folder, os.stat(folder).st_mtime_ns) for folder in folders if os.path.isdir(folder)]
