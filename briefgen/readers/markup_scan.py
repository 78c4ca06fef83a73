"""A look at markup before any parser sees it: bombs are refused in one linear pass.

Parsers of XML and HTML are quick on honest files; what makes them slow or large is deep
nesting, thousands of attributes on one tag, and entities that expand. All three show in
the characters themselves.
"""

from __future__ import annotations

import re
from typing import NoReturn

from briefgen.errors import InputError

MAX_DEPTH = 200  # open elements; libxml2 stops at 256, pages of newspapers stay below 60
MAX_ATTRIBUTES = 200  # on one tag
_MAX_PLAIN_TAG = 2000  # characters; a longer tag has its attributes counted

_PIECES = re.compile(r"<!--|-->|<!\[CDATA\[|]]>|<[/!?]?|[>\"']")
_NAME = re.compile(r"[A-Za-z_:][\w:.\-]*")
# HTML elements without an end, or whose end may be left out: they do not nest.
_NOT_NESTING_NAMES = (
    "area base br col embed hr img input link meta param source track wbr p li dt dd option "
    "tr td th thead tbody tfoot colgroup rp rt"
)
_NOT_NESTING = frozenset(_NOT_NESTING_NAMES.split())
_RAW = re.compile(r"(?i)script|style|textarea|title|noscript|xmp|iframe")


def refuse_bombs(text: str, path: str, *, is_html: bool) -> None:
    """Raise InputError when *text* nests or packs attributes beyond every honest file."""
    depth = 0
    place = 0
    while match := _PIECES.search(text, place):
        piece, start = match[0], match.start()
        place = match.end()
        if piece in {"<!--", "<![CDATA["}:
            place = _after(text, "-->" if piece == "<!--" else "]]>", place)
        elif piece in {"<", "</"}:
            name = _NAME.match(text, place)
            if name is None:
                continue
            place, is_empty = _end_of_tag(text, name.end())
            tag = name[0].lower() if is_html else name[0]
            _check_attributes(text, start, place, path)
            if is_empty or (is_html and tag in _NOT_NESTING):
                continue
            if piece == "</":
                depth = max(0, depth - 1)
                continue
            if is_html and _RAW.fullmatch(tag):
                place = _after_raw(text, tag, place)
                continue
            depth += 1
            if depth > MAX_DEPTH:
                _fail(text, start, path, f"elements nest more than {MAX_DEPTH} deep")


def _check_attributes(text: str, start: int, end: int, path: str) -> None:
    if end - start > _MAX_PLAIN_TAG and len(text[start:end].split()) > MAX_ATTRIBUTES:
        _fail(text, start, path, f"a tag has more than {MAX_ATTRIBUTES} attributes")


def _end_of_tag(text: str, place: int) -> tuple[int, bool]:
    """Return where the tag ends, and whether it closes itself; quotes may hold ``>``."""
    quote = ""
    while match := _PIECES.search(text, place):
        piece = match[0]
        place = match.end()
        if quote:
            quote = "" if piece == quote else quote
        elif piece in {'"', "'"}:
            quote = piece
        elif piece in {">", "-->", "]]>"}:
            return place, text[match.start() - 1] == "/"
    return len(text), False


def _after(text: str, mark: str, place: int) -> int:
    found = text.find(mark, place)
    return len(text) if found < 0 else found + len(mark)


def _after_raw(text: str, tag: str, place: int) -> int:
    found = re.compile(rf"(?i)</{tag}").search(text, place)
    return found.start() if found else len(text)


def _fail(text: str, place: int, path: str, what: str) -> NoReturn:
    line = text.count("\n", 0, place) + 1
    message = f"{what}; no news article needs that: simplify the file"
    raise InputError(message, code="unsafe-file", path=path, line=line)
