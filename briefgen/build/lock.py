"""One build at a time: an advisory lock that the system drops when its holder dies."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from briefgen.errors import EnvironmentMissingError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class BusyError(EnvironmentMissingError):
    """Another build holds the lock."""


@contextmanager
def locked(path: Path) -> Iterator[IO[bytes]]:
    """Hold the lock at *path*, a file that is made where needed and stays; yield it.

    Raises:
        BusyError: another process holds it.
        EnvironmentMissingError: the file cannot be made.
    """
    file = acquire(path)
    try:
        yield file
    finally:
        release(file)


def acquire(path: Path) -> IO[bytes]:
    """Take the lock at *path*; it is held until `release` or the end of the process.

    Raises:
        BusyError: another process, or this one, holds it.
        EnvironmentMissingError: the file cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        message = f"cannot write: {error.strerror}; check permissions and free space"
        raise EnvironmentMissingError(message, code="cannot-write", path=str(path)) from error
    if fcntl is not None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            message = "another build runs here; wait until it is done"
            raise BusyError(message, code="busy", path=str(path.parent)) from error
    return file


def release(file: IO[bytes]) -> None:
    """Give the lock back; once is enough, twice does no harm."""
    with contextlib.suppress(OSError):
        file.close()
