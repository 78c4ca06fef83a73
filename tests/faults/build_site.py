"""A whole build in a process of its own, which a test may kill, starve or trip.

    python -m tests.faults.build_site PROJECT [FAULT]

Articles are briefed without an engine. With FAULT, the call of that number that
changes the disk fails with EIO; without enough calls the build is whole.
"""

import errno
import itertools
import os
import sys
from collections.abc import Callable
from typing import Any

import click

from briefgen import cli
from briefgen.build import briefings
from tests.build.newsroom import brief_lines

CHANGING = ("mkdir", "open", "link", "unlink", "rename", "replace", "rmdir")


def trip(fault: int) -> None:
    """Have the call number *fault*, from 0, fail."""
    calls = itertools.count()

    def failing(name: str, whole: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            reads = name == "open" and not args[1] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR)
            if not reads and next(calls) == fault:
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(args[0]))
            return whole(*args, **kwargs)

        return call

    for name in CHANGING:
        setattr(os, name, failing(name, getattr(os, name)))


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    briefings.StraightLine = lambda *_: brief_lines  # type: ignore[assignment,misc]
    if len(sys.argv) > 2:
        trip(int(sys.argv[2]))
    build: click.Command = cli.main
    build.main(["build", "--quiet", "--jobs", os.environ.get("JOBS", "1")])
