"""Article text made inert in Markdown: it prints as itself and starts nothing.

Characters that open markup anywhere become numeric entities, which every Markdown
renderer prints as the character; those that matter only at the start of a line
(list items, headings, rules, definitions) are escaped there alone, so that prose
stays readable in the file.
"""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>#+|~^=$&]")
_LINE_START = re.compile(r"(?m)^[!\"%'()\-./:;?@,]|^(\d{1,9})([.)])")
_SHORTCODE = re.compile(r":(?=[A-Za-z+\-])")
# A row of blanks is looked at from its first one only: else a long one takes for ever.
_BLANKS = re.compile(r"(?:(?<![ \t\u00a0\u202f])[ \t\u00a0\u202f]++)?+\n[ \t]*")


def escape_markdown(text: str) -> str:
    """Return *text* as one Markdown paragraph that renders to the same words.

    A line break stays one (two blanks at the end of the line); blanks at the edges of
    lines go, as they do in every rendering.
    """
    lines = text.strip()
    has_breaks = "\n" in lines
    if has_breaks:
        lines = _BLANKS.sub("\n", lines)
    lines = _ANYWHERE.sub(_entity, lines)
    lines = _SHORTCODE.sub("&#58;", lines)
    lines = _LINE_START.sub(_escape_start, lines)
    return re.sub(r"\n+", "  \n", lines) if has_breaks else lines


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _escape_start(match: re.Match[str]) -> str:
    if match[1]:
        return f"{match[1]}&#{ord(match[2])};"
    return _entity(match)
