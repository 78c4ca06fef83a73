"""A folder made like another by hard links: equal files share their bytes.

The work is in proportion to what differs, apart from one look at every name. Whoever
changes a file of one side must replace it, never write into it: the bytes are shared.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Container, Iterator
from pathlib import Path


def mirror(source: str, target: str, apart: str = "") -> None:
    """Make *target*, which may not exist, hold the very files of *source* and no others.

    What is called *apart* in either is left alone.

    Raises:
        OSError: the disk is full or read-only.
    """
    os.makedirs(target, exist_ok=True)
    there = {entry.name: entry for entry in os.scandir(target) if entry.name != apart}
    for entry in os.scandir(source):
        if entry.name == apart:
            continue
        other = there.pop(entry.name, None)
        path = f"{target}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if other and not other.is_dir(follow_symlinks=False):
                os.unlink(path)
            mirror(entry.path, path)
        elif other is None or other.inode() != entry.inode():
            if other:
                remove(other)
            _link(entry.path, path)
    for entry in there.values():
        remove(entry)


def share(source: str, target: str) -> None:
    """Have *target* be the very file *source*, whatever was there.

    Raises:
        OSError: the disk is full or read-only.
    """
    with contextlib.suppress(OSError):
        if os.path.samefile(source, target):
            return
    make_folder(os.path.dirname(target))
    if os.path.lexists(target):
        clear(target)
    _link(source, target)


def forget(path: str, home: Path) -> None:
    """Remove the file at *path*, if it is one, and folders below *home* left empty by that.

    Raises:
        OSError: it cannot be removed.
    """
    try:
        os.unlink(path)
    except (FileNotFoundError, NotADirectoryError):
        return  # with a folder that is a file now
    except OSError:
        if os.path.isdir(path):  # a folder now
            return
        raise
    folder = os.path.dirname(path)
    with contextlib.suppress(OSError):  # not empty
        while folder != str(home):
            os.rmdir(folder)
            folder = os.path.dirname(folder)


def clear(path: str) -> None:
    """Remove what is at *path*, a file or a folder with all that is in it.

    Raises:
        OSError: it cannot be removed.
    """
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        os.unlink(path)


def make_folder(path: str) -> None:
    """Make *path* and its parents, where a file is in the way too.

    Copies of this process may be making the same one.

    Raises:
        OSError: the disk is full or read-only.
    """
    while True:
        try:
            os.mkdir(path)
        except FileExistsError:
            if os.path.isdir(path):
                return
            with contextlib.suppress(FileNotFoundError, IsADirectoryError):
                os.unlink(path)
        except (FileNotFoundError, NotADirectoryError):
            make_folder(os.path.dirname(path))
        else:
            return


def prune(
    folder: str, keep: Container[str], prefix: str = "", whole: Container[str] = ()
) -> Iterator[str]:
    """Remove the files below *folder* that are not in *keep*, and the folders left empty.

    The folders *whole*, by name, are left alone.

    Yields:
        The name of each file removed, with forward slashes.

    Raises:
        OSError: one cannot be removed.
    """
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        name = prefix + entry.name
        if name in whole:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from prune(entry.path, keep, f"{name}/")
            if not os.listdir(entry.path):
                os.rmdir(entry.path)
        elif name not in keep:
            os.unlink(entry.path)
            yield name


def walk(folder: str, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the files below *folder* by name with forward slashes, in order."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            yield from walk(entry.path, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry


def remove(entry: os.DirEntry[str]) -> None:
    """Remove what *entry* stands for, with all below it.

    Raises:
        OSError: it cannot be removed.
    """
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        os.unlink(entry.path)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # a file system without hard links, or with too many on one file
        shutil.copy2(source, target, follow_symlinks=False)
