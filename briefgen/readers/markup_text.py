"""An element tree (HTML, NITF, trafilatura's TEI) to text and marks."""

from __future__ import annotations

from typing import Any

from briefgen.model import Mark, MarkKind
from briefgen.readers.found import is_web_address
from briefgen.readers.marked_text import MarkedText

MAX_DEPTH = 200  # elements; `markup_scan` lets no deeper tree pass

_SKIPPED_NAMES = (
    "script style noscript template head iframe svg math object embed audio video canvas form "
    "button input select textarea figure picture nav media media-caption media-reference graphic "
    "aside del"
)
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_BLOCKS_NAMES = (
    "p div section article main header footer address pre table tr row caption ul ol dl dt dd "
    "list body body.content hr block fn center fieldset details summary"
)
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_MARKED_BLOCKS = {
    **{f"h{level}": (MarkKind.HEADING, str(level)) for level in range(1, 7)},
    "hl1": (MarkKind.HEADING, "2"),
    "hl2": (MarkKind.HEADING, "3"),
    "blockquote": (MarkKind.QUOTE, ""),
    "quote": (MarkKind.QUOTE, ""),
    "bq": (MarkKind.QUOTE, ""),
}
_INLINE = {
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "code": MarkKind.CODE,
}
_TEI_RENDERING = {"#b": MarkKind.STRONG, "#i": MarkKind.EMPHASIS, "#t": MarkKind.CODE}


def element_text(root: Any) -> tuple[str, tuple[Mark, ...]]:
    """Return the words of *root* in reading order, and the marks over them.

    Paragraphs, headings, list entries, table rows and quotations are blocks. What is not
    running text (scripts, figures and their captions, forms, navigation) is left out.
    """
    text = MarkedText()
    _walk(root, text, MarkKind.ITEM, 0)
    return text.finish()


def _walk(element: Any, text: MarkedText, entry: MarkKind, depth: int) -> None:
    if depth > MAX_DEPTH or not isinstance(element.tag, str):
        return
    name = element.tag.rpartition("}")[2].lower()  # HTML allows names that XML does not
    if _is_skipped(element, name):
        return
    if name in {"br", "lb"}:
        text.break_line()
        return
    entry = _entry(element, name, entry)
    block, inline, target = _meaning(element, name, entry)
    is_block = block is not None or name in _BLOCKS
    if is_block:
        text.end_block()
    if name in {"td", "th", "cell"}:
        text.add_flowing(" ")
    start = text.next_place
    text.add_flowing(element.text or "")
    for child in element:
        _walk(child, text, entry, depth + 1)
        text.add_flowing(child.tail or "")
    if kind := block or inline:
        text.mark(kind, start, target)
    if is_block:
        text.end_block()


def _entry(element: Any, name: str, outer: MarkKind) -> MarkKind:
    """Return what the entries of a list are; *outer* when *element* is no list."""
    if name not in {"ol", "ul", "list"}:
        return outer
    is_numbered = name == "ol" or element.get("rend") == "ol"
    return MarkKind.NUMBER if is_numbered else MarkKind.ITEM


def _is_skipped(element: Any, name: str) -> bool:
    # trafilatura calls a heading "head", with its level in "rend".
    return name in _SKIPPED and not (name == "head" and element.get("rend"))


def _meaning(
    element: Any, name: str, entry: MarkKind
) -> tuple[MarkKind | None, MarkKind | None, str]:
    """Return the block mark, the inline mark and the target of an element."""
    if name in {"li", "item"}:
        return entry, None, ""
    if name == "head":  # trafilatura's heading: rend="h2"
        return MarkKind.HEADING, None, element.get("rend", "h2")[1:]
    if name in _MARKED_BLOCKS:
        kind, target = _MARKED_BLOCKS[name]
        return kind, None, target
    if name == "hi":
        return None, _TEI_RENDERING.get(element.get("rend", "")), ""
    if name in {"a", "ref"}:
        address = element.get("href") or element.get("target") or ""
        is_safe = is_web_address(address)
        return None, MarkKind.LINK if is_safe else None, address if is_safe else ""
    return None, _INLINE.get(name), ""
