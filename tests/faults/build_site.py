"""A whole build in a process of its own, which a test may kill, starve or trip.

    python -m tests.faults.build_site PROJECT [FAULT]

Articles are briefed without an engine. With FAULT, the call of that number that
changes the disk fails with EIO; without enough calls the build is whole.

Importing MkDocs takes four times as long as a build here, so builds that need no
environment of their own are forked off a process that has done so (`Build`).
"""

import builtins
import errno
import io
import itertools
import multiprocessing
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from briefgen import cli
from briefgen.build import briefings
from briefgen.site import plugin, publish
from tests.build.newsroom import brief_lines

PRELOADED = (plugin, publish)  # the command imports them when it runs
WRITING = os.O_CREAT | os.O_WRONLY | os.O_RDWR
CHANGING = ("mkdir", "link", "unlink", "rename", "replace", "rmdir")


def trip(fault: int) -> None:
    """Have the call number *fault*, from 0, fail; the process says so when it did."""
    calls = itertools.count()

    def failing(whole: Callable[..., Any], changes: Callable[..., bool]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if changes(*args, **kwargs) and next(calls) == fault:
                os.write(1, b"tripped\n")
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(args[0]))
            return whole(*args, **kwargs)

        return call

    for name in CHANGING:
        setattr(os, name, failing(getattr(os, name), lambda *_, **__: True))
    os.open = failing(os.open, lambda _, flags, *__, **___: bool(flags & WRITING))
    io.open = builtins.open = failing(io.open, _is_written)


def _is_written(_: object, mode: str = "r", *__: object, **___: object) -> bool:
    return bool(set(mode) & set("wax+"))


def build(root: str, fault: int | None = None) -> None:
    """Build the project at *root* and end the process with the command's exit code."""
    os.chdir(root)
    briefings.StraightLine = lambda *_: brief_lines  # type: ignore[assignment,misc]
    if fault is not None:
        trip(fault)
    command: click.Command = cli.main
    command.main(["build", "--quiet", "--jobs", os.environ.get("JOBS", "1")])


def _build_into(root: str, fault: int | None, log: str) -> None:
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    build(root, fault)


_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload([__name__])


class Build:
    """A build that runs; what it prints goes to a file beside the project."""

    def __init__(self, root: Path, fault: int | None = None, name: str = "build") -> None:
        self._log = root.parent / f"{root.name}-{name}.log"
        arguments = (str(root), fault, str(self._log))
        self.process = _forks.Process(target=_build_into, args=arguments)
        self.process.start()

    def end(self) -> tuple[int, str]:
        """Wait for the end; return exit code (negative for a signal) and output."""
        self.process.join(120)
        code = self.process.exitcode
        assert code is not None, "the build hangs"
        self.process.close()
        return code, self._log.read_text("utf-8") if self._log.exists() else ""


if __name__ == "__main__":
    build(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)
