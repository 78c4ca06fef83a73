"""Markdown with a front matter: the text without its markup, the markup as marks over it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefgen.model import Article, Mark, MarkKind
from briefgen.readers import front_matter
from briefgen.readers.decode import decode
from briefgen.readers.found import Found, is_web_address, to_article
from briefgen.readers.input import Input
from briefgen.readers.marked_text import MarkedText, moved
from briefgen.readers.opening import read_opening
from briefgen.readers.plain_text import take_headline
from briefgen.readers.wrapped_lines import join_wrapped

_BLOCKS = {
    "blockquote": MarkKind.QUOTE,
    "heading": MarkKind.HEADING,
}
_INLINE = {"em": MarkKind.EMPHASIS, "strong": MarkKind.STRONG, "link": MarkKind.LINK}


def read(source: Input) -> tuple[Article, ...]:
    """Return the one article of *source*.

    The title is the front matter's, else a heading at the top, else a first line that
    a blank line follows.
    """
    decoded = decode(source)
    head = front_matter.split(decoded.text, source.path)
    text, marks = strip_markup(head.body)
    title = head.fields.get("title", "")
    is_headed = bool(marks) and marks[0].kind is MarkKind.HEADING and marks[0].span.start == 0
    before = len(text)
    if is_headed or not title:
        title, text = take_headline(text, title)
    fields = read_opening(text, dict(head.fields))
    text = fields.pop("text")
    found = Found(
        **{
            **fields,
            "title": title,
            "text": join_wrapped(text),
            "marks": moved(marks, before - len(text)),
            "notes": (*decoded.notes, *fields["notes"]),
        }
    )
    return (to_article(source, found, format_name="markdown", encoding=decoded.encoding),)


def strip_markup(body: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the text of Markdown *body* and the marks over it.

    Paragraphs, list entries and headings stand apart by a blank line. Raw HTML is text:
    nobody's words are lost. An image leaves its description.
    """
    text = MarkedText()
    lists: list[MarkKind] = []
    open_blocks: list[tuple[MarkKind, int, str]] = []
    for token in _parser().parse(body):
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in {"bullet_list", "ordered_list"}:
            if token.nesting == 1:
                lists.append(MarkKind.ITEM if name == "bullet_list" else MarkKind.NUMBER)
            else:
                lists.pop()
        elif name in _BLOCKS or name == "list_item":
            if token.nesting == 1:
                text.end_block()
                kind = lists[-1] if name == "list_item" else _BLOCKS[name]
                target = token.tag[1:] if kind is MarkKind.HEADING else ""
                open_blocks.append((kind, text.next_place, target))
            else:
                kind, start, target = open_blocks.pop()
                text.mark(kind, start, target)
        elif token.type == "inline":
            text.end_block()
            _inline(token.children or (), text)
        elif token.type in {"fence", "code_block"}:
            text.end_block()
            start = text.next_place
            text.add(token.content.rstrip("\n"))
            text.mark(MarkKind.CODE, start)
    return text.finish()


def _inline(tokens: Sequence[Token], text: MarkedText) -> None:
    opened: list[tuple[int, str]] = []
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _INLINE:
            if token.nesting == 1:
                opened.append((text.next_place, str(token.attrs.get("href", ""))))
                continue
            start, target = opened.pop()
            if name != "link":
                text.mark(_INLINE[name], start)
            elif is_web_address(target):
                text.mark(MarkKind.LINK, start, target)
        elif token.type in {"softbreak", "hardbreak"}:
            text.add("\n")
        elif token.type == "code_inline":
            start = text.next_place
            text.add(token.content)
            text.mark(MarkKind.CODE, start)
        else:
            text.add(token.content)


@cache
def _parser() -> MarkdownIt:
    # CommonMark without raw HTML and smart typography: every character counts.
    return MarkdownIt("commonmark", {"html": False, "maxNesting": 40})
