"""Two folders that change places in one step.

At every moment, a kill -9 included, the target's name holds all of the old folder or
all of the new one. Linux and macOS exchange two names in one system call; elsewhere,
and on file systems that cannot, two renames do, and `mend` repairs what a kill between
them left.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS, sys/stdio.h
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV}


def swap(new: Path, target: Path) -> None:
    """Put *new* at *target*; what was there, if anything, is at *new* afterwards.

    Raises:
        OSError: it cannot be put there; both are as they were.
    """
    if not target.exists():
        os.rename(new, target)
    elif not exchange(new, target):
        aside = _aside(new)
        os.rename(target, aside)
        try:
            os.rename(new, target)
        except OSError:
            os.rename(aside, target)
            raise
        os.rename(aside, new)


def mend(new: Path, target: Path) -> None:
    """Put the old folder back where a kill between two renames of `swap` took it away.

    Raises:
        OSError: it cannot be put back.
    """
    aside = _aside(new)
    if aside.exists():
        if target.exists():
            remove_tree(aside)
        else:
            os.rename(aside, target)


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


def _aside(new: Path) -> Path:
    return new.with_name("aside")
