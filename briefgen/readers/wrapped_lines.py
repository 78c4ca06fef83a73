"""Text typed in lines of one width: its paragraphs made one line each, no character moved."""

from __future__ import annotations

import re

# A paragraph in one line is mostly longer than the widest margin, a heading or a verse
# shorter than half of it.
_WIDEST = 120  # characters
_NARROWEST = 45

_BLOCK = re.compile(r"(?m)^[^\n]++(?:\n[^\n]++)++")  # tried once a line, never again inside it
_ENDS = tuple('.!?…:»”"')


def join_wrapped(text: str) -> str:
    r"""Return *text*, as long as it was, with blanks for line ends inside paragraphs.

    Lines without an empty one between them are one paragraph if none is wider than a page
    and one ends amid a sentence. Other lines, such as paragraphs that a single ``\n``
    parts, and short ones such as verses stay as they are.
    """
    return _BLOCK.sub(_joined, text)


def _joined(block: re.Match[str]) -> str:
    lines = block[0].split("\n")
    if any(len(line) > _WIDEST for line in lines):
        return block[0]
    if not any(map(_runs_on, lines, lines[1:])):
        return block[0]
    return (
        "".join(line + (" " if len(line) >= _NARROWEST else "\n") for line in lines[:-1])
        + lines[-1]
    )


def _runs_on(line: str, following: str) -> bool:
    """Tell whether a sentence leads from *line* to the *following* one."""
    is_open = not line.rstrip().endswith(_ENDS) or following.lstrip()[:1].islower()
    return is_open and len(line) >= _NARROWEST
