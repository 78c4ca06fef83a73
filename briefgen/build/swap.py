"""A folder replaced in one step: built beside the old one, then exchanged with it.

At every moment, a kill -9 included, the place holds all of the old folder or all of
the new one. Linux and macOS exchange two names in one system call; elsewhere, and on
file systems that cannot, two renames do, and `begin` mends what a kill between them left.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from briefgen.build.lock import acquire, release
from briefgen.errors import EnvironmentMissingError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS, sys/stdio.h
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV}


@dataclass(frozen=True, slots=True)
class Staging:
    """A folder under construction and the place it is for; the lock is held."""

    target: Path
    stage: Path
    lock: IO[bytes]

    @property
    def old(self) -> Path:
        """Where the old folder waits between two renames, and until it is removed."""
        return self.stage.with_name("old")


def workshop_of(target: Path) -> Path:
    """Return the folder beside *target*, hence on its disk, that holds work in progress."""
    return target.parent / f".{target.name}.briefgen"


def begin(target: Path) -> Staging:
    """Return an empty folder to fill for *target*, after mending what a kill left behind.

    Raises:
        BusyError: another process fills one.
        EnvironmentMissingError: the disk is full or read-only.
    """
    workshop = workshop_of(target)
    lock = acquire(workshop / "lock")
    staging = Staging(target, workshop / "stage", lock)
    try:
        if staging.old.exists() and not target.exists():
            os.rename(staging.old, target)
        _ignore(workshop)
        remove_tree(staging.old)
        remove_tree(staging.stage)
        staging.stage.mkdir()
    except OSError as error:
        release(lock)
        raise _environment(error, workshop) from error
    return staging


def commit(staging: Staging) -> None:
    """Put the filled folder in the target's place, remove the old one, let the lock go.

    Raises:
        EnvironmentMissingError: it cannot be put there; the old one is whole.
    """
    try:
        _replace(staging)
    except OSError as error:
        abort(staging)
        raise _environment(error, staging.target) from error
    with contextlib.suppress(OSError):  # the next build removes what stays
        remove_tree(staging.old)
    release(staging.lock)


def abort(staging: Staging) -> None:
    """Remove what was built and let the lock go; the old folder stays as it is."""
    with contextlib.suppress(OSError):
        remove_tree(staging.stage)
    release(staging.lock)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False when this system cannot.

    Raises:
        OSError: it can, but not with these two.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(libc, "renameat2"):
        failed = libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        failed = libc.renamex_np(first, second, _RENAME_SWAP)
    else:
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))


def remove_tree(folder: Path) -> None:
    """Remove *folder* with all that is in it; nothing happens when there is none.

    Raises:
        OSError: something in it cannot be removed.
    """
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)


def _replace(staging: Staging) -> None:
    if not staging.target.exists():
        os.rename(staging.stage, staging.target)
    elif exchange(staging.stage, staging.target):
        os.rename(staging.stage, staging.old)
    else:
        os.rename(staging.target, staging.old)
        try:
            os.rename(staging.stage, staging.target)
        except OSError:
            os.rename(staging.old, staging.target)
            raise


def _ignore(workshop: Path) -> None:
    """Keep work in progress out of version control wherever the site lies."""
    path = workshop / ".gitignore"
    if not path.exists():
        path.write_text("*\n", encoding="ascii")


def _environment(error: OSError, place: Path) -> EnvironmentMissingError:
    message = f"cannot write: {error.strerror}; free some space or check permissions"
    return EnvironmentMissingError(message, path=str(error.filename or place))
