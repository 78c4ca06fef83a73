"""Lines of output that no terminal and no continuous integration takes for a command.

Names of files and words of articles stand in them: a line break, an escape sequence or the
marker of a workflow command (``::``, ``##[``, ``##vso[``) could hide lines, colour them or
set variables of the job that prints them.
"""

from __future__ import annotations

import json
import re
from typing import Any

import click

from briefgen.errors import one_line

_COMMAND = re.compile(r"^::|##(?=\w{0,20}\[)")


def say(text: str, *, to_error: bool = False) -> None:
    """Print *text* as the one line it is, without commands."""
    click.echo(harmless_line(text), err=to_error)


def counted(number: int, word: str) -> str:
    """Return *number* with a regular noun: ``1 article``, ``2 articles``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def harmless_line(text: str) -> str:
    """Return *text* on one line; a blank parts the signs that begin a command."""
    return _COMMAND.sub(lambda sign: f"{sign[0][0]} {sign[0][1:]}", one_line(text))


def harmless_lines(text: str) -> str:
    """Return *text* without commands; lines after the first stand behind a bar."""
    first, *others = text.splitlines() or [""]
    return "\n".join([harmless_line(first), *(f"| {harmless_line(line)}" for line in others)])


def harmless_json(data: Any, indent: int | None = None) -> str:
    """Return *data* as JSON that reads back the same and holds no ``##``."""
    return json.dumps(data, ensure_ascii=False, indent=indent).replace("##", "#\\u0023")
