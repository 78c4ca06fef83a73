"""The article files of a folder, in the order of their paths."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.build.glance import Signature, signature_of
from briefgen.build.report import Failure
from briefgen.errors import InputError
from briefgen.readers.inbox import is_passed_over

_COMPANIONS = (".yml", ".yaml")  # corrections and metadata beside an article, never articles


@dataclass(frozen=True, slots=True)
class Found:
    """An article file."""

    name: str
    "relative to the folder, with forward slashes"
    signature: Signature
    "of its inode"


def find_articles(folder: Path, root: Path) -> tuple[tuple[Found, ...], tuple[Failure, ...]]:
    """Return the article files below *folder* and those that are refused, sorted by path.

    Names that begin with a dot or an underscore are skipped, and the folders that browsers
    save beside a page. Refused are links that
    lead out of *folder*, linked folders, names that are not UTF-8, and whatever is no
    regular file (a pipe would block). A folder that does not exist has no articles.
    Paths of failures are relative to *root*.
    """
    found: list[Found] = []
    refused: list[Failure] = []
    home = os.path.realpath(folder)
    for name, entry in _walk(str(folder), "") if folder.is_dir() else ():
        try:
            found.append(Found(name, _check(entry, home)))
        except InputError as error:
            shown = _shown(folder / name, root)
            refused.append(Failure(shown, error.at(shown)))
    return tuple(sorted(found, key=lambda item: item.name)), tuple(refused)


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, os.DirEntry[str] | OSError]]:
    """Yield what lies below *folder* and is no folder, and each folder that cannot be read."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield prefix.rstrip("/"), error
        return
    for entry in entries:
        if is_passed_over(entry.name) or entry.name.lower().endswith(_COMPANIONS):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry


def _check(entry: os.DirEntry[str] | OSError, home: str) -> Signature:
    """Return the signature of an article file whose links stay below *home*.

    Raises:
        InputError: it is none.
    """
    if isinstance(entry, OSError):
        message = f"the folder cannot be read ({entry.strerror}); check its permissions"
        raise InputError(message, code="unreadable")
    if not _is_text(entry.name):
        message = "the file's name is not UTF-8; rename it"
        raise InputError(message, code="bad-place")
    if entry.is_symlink() and not os.path.realpath(entry.path).startswith(home + os.sep):
        message = "the link leads out of the articles' folder; copy the file instead"
        raise InputError(message, code="bad-place")
    try:
        status = os.stat(entry.path)
    except OSError as error:
        message = f"cannot be read ({error.strerror}); check its permissions"
        raise InputError(message, code="unreadable") from error
    if not stat.S_ISREG(status.st_mode):
        message = "is no regular file; only files and folders may lie among articles"
        raise InputError(message, code="bad-place")
    return signature_of(status)


def _shown(path: Path, root: Path) -> str:
    """Return *path* relative to *root* as a message can print it."""
    relative = os.path.relpath(path, root).replace(os.sep, "/")
    return relative.encode("utf-8", "backslashreplace").decode()


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
