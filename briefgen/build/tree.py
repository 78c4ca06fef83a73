"""The published folder, rewritten file by file out of sight and put in place in one step.

Beside the site lies its twin, made of the same files by hard links. A build changes the
twin where bytes differ and lets the two change places. So an unchanged page costs
nothing, not even the removal of an old one (which takes milliseconds on some disks),
and readers see the old site until they see the new.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import IO

from briefgen.build.glance import Looks, UnclearError, digest_of, look, look_again
from briefgen.build.ledger import (
    REST,
    Ledger,
    Part,
    forget_others,
    read_ledger,
    size_of,
    write_ledger,
)
from briefgen.build.lock import acquire, release
from briefgen.build.mirror import clear, forget, make_folder, mirror, prune, share, walk
from briefgen.build.shares import meanwhile
from briefgen.build.swap import mend, remove_tree, swap
from briefgen.errors import EnvironmentMissingError

_MANY = 2000  # files; they take 50 ms, a copy of this process 20
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


@dataclass
class Tree:
    """A site under construction; its lock is held from `open_tree` to `close`."""

    site: Path
    lock: IO[bytes]
    grafts: set[str] = field(default_factory=set)
    "folders of the new site that are another folder's image"
    written: int = 0
    "files whose bytes differ from the old site's"
    now: Ledger = field(default_factory=Ledger)
    "the parts of the new site"
    is_new: bool = False
    "whether there is no old site"
    is_marked: bool = True
    "the mark of equal folders may be there, see `_unmark`"
    claimed: set[str] = field(default_factory=set)
    "files of the new site that are not kept as they are, with forward slashes"
    looking: Callable[[], Looks] | None = None
    "waits for the looks of the old site; None when there is nothing to hold them against"
    mark: str = ""
    "digest of what the site and its twin looked like when they were equal"
    looks: Looks = field(default_factory=dict)
    "of the site, as far as it is known"
    target: str = field(init=False)
    "path of the twin, worked out once for all files"

    def __post_init__(self) -> None:
        self.target = str(self.twin)

    @property
    def workshop(self) -> Path:
        """The folder beside the site, hence on its disk, that holds work in progress."""
        return workshop_of(self.site)

    @property
    def twin(self) -> Path:
        """The folder that will be the site."""
        return twin_of(self.site)

    @property
    def stage(self) -> Path:
        """An empty folder for whoever can only write folders; see `take`."""
        return self.workshop / "stage"

    @cached_property
    def before(self) -> Ledger:
        """The parts of the old site."""
        return Ledger() if self.is_new else read_ledger(self.workshop, self.site)

    def keep(self, part: str, digest: str, ties: Iterable[str] = ()) -> bool:
        """Keep the files of *part* if it was made from inputs of that *digest*; else begin it.

        False means that the part is to be made by `put`, with its name. *digest* must
        cover everything the part depends on, the code that makes it included. *ties* are
        what it has in common with others, see `stirred`.
        """
        if self.stands(part, digest):
            return True
        self.begin(part, digest, ties)
        return False

    def stands(self, part: str, digest: str) -> bool:
        """Keep the files of *part* if it was made from inputs of that *digest*, see `keep`."""
        old = self.before.parts.get(part)
        return old is not None and old.digest == digest and self._carry(part, old)

    def begin(self, part: str, digest: str, ties: Iterable[str] = ()) -> None:
        """Begin *part* anew, see `keep`."""
        self.now.parts[part] = Part(digest, tuple(ties))

    def carry(self, part: str, stirred: Set[str], digest: str | None = None) -> bool:
        """Keep the files of *part* if none of its ties is *stirred*; False if it is to be made.

        That is for parts whose inputs show in ties; what else they are made from, *digest*
        covers, if there is anything.
        """
        old = self.before.parts.get(part)
        return (
            old is not None
            and digest in (None, old.digest)
            and stirred.isdisjoint(old.ties)
            and self._carry(part, old)
        )

    def _carry(self, part: str, old: Part) -> bool:
        if not self.is_sure and not _is_untouched(self.twin, old):
            return False
        self.now.parts[part] = old
        return True

    def stirred(self, folder: str, suffix: str) -> set[str]:
        """Return the ties of the parts that are new, gone or begun again by now.

        Of those whose names begin with *folder* and end with *suffix*: the others may not
        have had their turn. A part begun again whose ties are what they were, FACE and all,
        stirs none.
        """
        before, now = self.before.parts, self.now.parts
        stirred: set[str] = set()
        for one, other in ((before, now), (now, before)):
            for name, part in one.items():
                twin = other.get(name)
                if twin is part or not (name.startswith(folder) and name.endswith(suffix)):
                    continue
                if not (twin and part.face and twin.ties == part.ties):
                    stirred.update(part.ties)
        return stirred

    def carry_others(self) -> None:
        """Keep all parts of the old site that had no turn yet.

        That is for a site of which it is known that they would come out as they are; the old
        site must be as it was left, see `is_sure`.
        """
        now = self.now.parts
        for name, part in self.before.parts.items():
            if name not in now and name != REST:
                now[name] = part

    def put(self, name: str, data: bytes, part: str | None = None) -> None:
        """Have the new site hold *data* at *name*, as a file of *part* if that is given.

        Raises:
            EnvironmentMissingError: the disk is full or read-only.
        """
        self.claim(name, part)
        self.write(name, data)

    def claim(self, name: str, part: str | None = None) -> None:
        """Count *name* among the files of the new site, and of *part* if that is given."""
        self.claimed.add(name)
        if part is not None:
            self.now.parts[part].names.add(name)

    def write(self, name: str, data: bytes) -> None:
        """Have *data* lie at *name*, which is claimed; a copy of this process may do it.

        Raises:
            EnvironmentMissingError: the disk is full or read-only.
        """
        path = f"{self.target}/{name}"
        if not self.is_new and _holds(path, data):
            return
        try:
            if self.is_marked:
                self._unmark()
            _write(path, data)
        except OSError as error:
            raise environment_error(error, self.site) from error
        self.written += 1

    def take(self, folder: Path, prefix: str = "", part: str | None = None) -> None:
        """Put every file below *folder* at its own name after *prefix*.

        Raises:
            EnvironmentMissingError: the disk is full or read-only.
        """
        for name, entry in list(walk(str(folder))):
            with self._errors(), open(entry.path, "rb") as file:
                data = file.read()
            self.put(prefix + name, data, part)

    def graft(self, folder: Path, name: str) -> None:
        """Have the new site hold all of *folder*, and nothing else, below *name*.

        Files are shared by hard links. No part may lie there, and the ledger knows
        nothing of it: the digest of the whole must cover what *folder* holds.

        Raises:
            EnvironmentMissingError: the disk is full or read-only.
        """
        self.grafts.add(name)
        with self._errors():
            self._unmark()
            mirror(str(folder), f"{self.twin}/{name}")

    def is_current(self, digest: str) -> bool:
        """Tell whether the old site was made from what *digest* stands for, and is untouched."""
        return self.before.digest == digest and (
            self.is_sure
            or all(_is_untouched(self.site, part) for part in self.before.parts.values())
        )

    def publish(self, digest: str = "", warnings: Sequence[str] = ()) -> tuple[str, ...]:
        """Put the new site in the old one's place; return the names that are gone.

        *digest* covers everything the site was made from, *warnings* were logged.

        Raises:
            EnvironmentMissingError: it cannot be put there; the old one is whole.
        """
        with self._errors():
            removed = self._prune()
            self.now.digest, self.now.warnings = digest, tuple(warnings)
            known = {name for part in self.now.parts.values() for name in part.names}
            self.now.parts[REST] = Part("", names=self.claimed - known)
            write_ledger(self.workshop, self.twin, self.now, self.lock)
            swap(self.twin, self.site)
        with contextlib.suppress(OSError, UnclearError):  # else the next build looks for itself
            remove_tree(self.stage)
            self._equal(removed)
            self._mark_file.write_text(
                f"{self._inodes()} {digest_of(self.looks)}", encoding="ascii"
            )
        return removed

    def _prune(self) -> tuple[str, ...]:
        """Remove from the twin what the new site has not; return the names."""
        now = self.now.parts
        if self.is_new:
            return ()  # there is but what was put there
        if not self._is_followed:
            kept = {name for part in now.values() if part.line for name in part.files}
            return tuple(prune(str(self.twin), kept | self.claimed, whole=self.grafts))
        parts = self.before.parts.items()
        old = {file for name, part in parts if now.get(name) is not part for file in part.files}
        gone = sorted(old - self.claimed)
        if gone:
            self._unmark()
        for name in gone:
            forget(f"{self.twin}/{name}", self.twin)
        return tuple(gone)

    def _equal(self, removed: Iterable[str]) -> None:
        """Make the twin equal to the site now in its place, where *removed* are gone."""
        if not self._is_followed:
            self.looks = self._equal_all()
            return
        for name in removed:
            forget(f"{self.twin}/{name}", self.twin)
        for name in self.claimed:
            share(f"{self.site}/{name}", f"{self.twin}/{name}")
        folders = {name.rpartition("/")[0] for name in (*self.claimed, *removed)}
        look_again(str(self.site), self.looks, folders)

    def _equal_all(self) -> Looks:
        """Make the twin equal to the site, name by name; return what the site looks like.

        A copy of this process does so in the folder that has most of the new files. It keeps the
        lock as long as it is at work.
        """
        site, twin = str(self.site), str(self.twin)
        first = Counter(name.partition("/")[0] for name in self.claimed if "/" in name)
        apart, files = next(iter(first.most_common(1)), ("", 0))
        if files < _MANY or not _are_folders(f"{site}/{apart}", f"{twin}/{apart}"):
            return _equalled(site, twin)
        wait = meanwhile(partial(_equalled, f"{site}/{apart}", f"{twin}/{apart}"))
        try:
            looks = _equalled(site, twin, apart)
        finally:
            there = wait()
        return looks | {f"{apart}/{name}".rstrip("/"): digest for name, digest in there.items()}

    @property
    def is_sure(self) -> bool:
        """Whether the old site is the last build's, file by file, and its twin equal to it.

        Without a ledger nobody knows the names of its files.
        """
        self.wait_for_looks()
        return bool(self.mark and self.before.parts)

    def wait_for_looks(self) -> None:
        """Wait for the look at the old site, as a copy of this process cannot."""
        if self.looking:
            self.looks, self.looking = self.looking(), None
            if digest_of(self.looks) != self.mark:
                self.mark = ""

    @property
    def _is_followed(self) -> bool:
        """Whether all that differs between the site and its twin is known by name."""
        return self.is_sure and not self.grafts

    def close(self) -> None:
        """Let the lock go; without `publish` before it the old site stays as it is."""
        self.wait_for_looks()
        release(self.lock)

    def prepare(self) -> None:
        """Make the twin and an empty stage, after mending what a kill left behind.

        Raises:
            OSError: the disk is full or read-only.
        """
        mend(self.twin, self.site)
        ignore = self.workshop / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")
        remove_tree(self.stage)
        self.stage.mkdir()
        if not self.site.exists():
            self.is_new = True
            remove_tree(self.twin)
            self.twin.mkdir()
        else:
            self.mark = self._marked()
            if self.mark:
                self.looking = meanwhile(partial(_look, self.site), self.lock)
            else:
                mirror(str(self.site), str(self.twin))
        forget_others(self.workshop, (self.site,))

    @property
    def _mark_file(self) -> Path:
        """Names the two folders while they are equal, and tells what they look like."""
        return self.workshop / "equal"

    def _unmark(self) -> None:
        """Say that the two folders are not equal any more, before the first change."""
        if self.is_marked:
            self.wait_for_looks()  # of what is there before the first change
            self._mark_file.unlink(missing_ok=True)
            self.is_marked = False

    def _marked(self) -> str:
        """Return the digest of what both folders looked like when equal; empty if they are not."""
        try:
            inodes, _, looks = self._mark_file.read_text(encoding="ascii").rpartition(" ")
            return looks if inodes == self._inodes() else ""
        except (OSError, ValueError):
            return ""

    def _inodes(self) -> str:
        return f"{self.site.stat().st_ino} {self.twin.stat().st_ino}"

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise environment_error(error, self.site) from error


def open_tree(site: Path) -> Tree:
    """Return the folder *site* ready to be rewritten, locked against other builds.

    Raises:
        BusyError: another build writes it.
        EnvironmentMissingError: the disk is full or read-only.
    """
    tree = Tree(site, acquire(workshop_of(site) / "lock"))
    try:
        tree.prepare()
    except OSError as error:
        tree.close()
        raise environment_error(error, site) from error
    return tree


def workshop_of(site: Path) -> Path:
    """Return the folder beside *site* that holds its twin, the lock and the stage."""
    return site.parent / f".{site.name}.briefgen"


def sites_beside(folder: Path) -> tuple[Path, ...]:
    """Return the sites of which there are workshops in *folder*."""
    beginning, end = workshop_of(folder / "*").name.split("*")
    names = (path.name for path in sorted(folder.glob(f"{beginning}*{end}")))
    return tuple(folder / name[len(beginning) : -len(end)] for name in names)


def twin_of(site: Path) -> Path:
    """Return the folder that will take the place of *site*."""
    return workshop_of(site) / "twin"


def environment_error(error: OSError, place: Path) -> EnvironmentMissingError:
    """Return *error* as one that names its path and what would do."""
    message = f"cannot write: {error.strerror or error}; free some space or check permissions"
    written = error.filename2 or error.filename or place  # of a copy the second is written
    return EnvironmentMissingError(message, code="cannot-write", path=str(written))


def _look(site: Path) -> Looks:
    try:
        return look(str(site))
    except UnclearError:
        return {}


def _equalled(site: str, twin: str, apart: str = "") -> Looks:
    """Make *twin* equal to *site* but for their folder *apart*; return what *site* looks like."""
    mirror(site, twin, apart)
    return look(site, apart)


def _are_folders(site: str, twin: str) -> bool:
    """Tell whether *site* is a folder, and *twin* too if it is anything; a link is none."""
    return (
        os.path.isdir(site)
        and not any(map(os.path.islink, (site, twin)))
        and (os.path.isdir(twin) or not os.path.lexists(twin))
    )


def _is_untouched(folder: Path, part: Part) -> bool:
    """Tell whether the files of *part* are in *folder* as they were made."""
    try:
        return all(size_of(f"{folder}/{name}") == size for name, size in part.files.items())
    except OSError:
        return False


def _holds(path: str, data: bytes) -> bool:
    """Tell whether *data* is what the file at *path* holds; no file holds nothing."""
    try:
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def _write(path: str, data: bytes) -> None:
    """Write a new file at *path*; what was there, shared with the old site, is not touched."""
    try:
        descriptor = os.open(path, _NEW, 0o666)
    except FileExistsError:
        clear(path)
        descriptor = os.open(path, _NEW, 0o666)
    except (FileNotFoundError, NotADirectoryError):
        make_folder(os.path.dirname(path))
        descriptor = os.open(path, _NEW, 0o666)
    try:
        while data:  # a nearly full disk takes a part
            data = data[os.write(descriptor, data) :]
    finally:
        os.close(descriptor)
