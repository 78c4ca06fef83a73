"""How far a long command is: a live line on a terminal, a line for every tenth elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click

from briefgen.build.project import Progress

_MIN_LINES = 100  # articles or pages; fewer are done before a line is read
_NAMES = {"extract": ("Extracting", "articles"), "pages": ("Printing", "pages")}


@contextmanager
def progress(quiet: bool, say: Callable[[str], None] | None = None) -> Iterator[Progress | None]:
    """Yield what shows the progress of stage after stage; None when it is to be *quiet*.

    With *say* every tenth is told by it, on a terminal too.
    """
    if quiet:
        yield None
    elif say is not None:
        yield lambda *state: _say_tenths(say, *state)
    elif sys.stderr.isatty():
        with ExitStack() as stack:
            yield _Bars(stack)
    else:
        yield lambda *state: _say_tenths(_print, *state)


class _Bars:
    """A bar a stage, one below the other."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._stage = ""
        self._bar: Any = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self._stack.close()
            self._stage = stage
            bar = click.progressbar(length=total, label=_NAMES[stage][0], file=sys.stderr)
            self._bar = self._stack.enter_context(bar)
        self._bar.update(done - self._bar.pos)


def _say_tenths(say: Callable[[str], None], stage: str, done: int, total: int) -> None:
    if total >= _MIN_LINES and done * 10 // total != (done - 1) * 10 // total:
        verb, things = _NAMES[stage]
        say(f"{verb.lower()}: {done} of {total} {things}")


def _print(line: str) -> None:
    click.echo(line, err=True)
