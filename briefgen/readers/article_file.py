"""An article to the file a newsroom keeps and edits: front matter and body.

Without markup the body is plain text and stays as it is (``.txt``); with markup it is
Markdown (``.md``). Either reads back to the same article.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from briefgen.model import UNKNOWN_LANGUAGE, Article, ArticleStatus, Mark, MarkKind, Span
from briefgen.readers.markdown import strip_markup

_SPECIAL = re.compile(r"[\\`*_\[\]<]|&(?=#?\w)")
_LINE_START = re.compile(r"^(?=[#>+=~\-])|^(\d{1,9})(?=[.)])", re.MULTILINE)
_SIGNS = {MarkKind.EMPHASIS: "*", MarkKind.STRONG: "**"}
_BLOCKS = frozenset({MarkKind.HEADING, MarkKind.ITEM, MarkKind.NUMBER, MarkKind.QUOTE})


def article_file(article: Article) -> tuple[str, str]:
    """Return the content of the file for *article*, and its suffix."""
    head = yaml.safe_dump(_front_matter(article), allow_unicode=True, sort_keys=False, width=10_000)
    body = to_markdown(article.text, article.marks) if article.marks else article.text
    return f"---\n{head}---\n{body}\n", ".md" if article.marks else ".txt"


def import_digest(article: Article) -> str:
    """Return what tells one import from another: a digest of title, text and version."""
    parts = (article.title, article.text, article.source.version or "", article.status.value)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def to_markdown(text: str, marks: Sequence[Mark]) -> str:
    """Return Markdown that `strip_markup` reads as *text* and *marks*.

    Inline marks that Markdown cannot express where they stand (half a word next to a
    punctuation mark) are given up, the words never.
    """
    written = _written(text, marks)
    if strip_markup(written) == (text, tuple(marks)):
        return written
    return _written(text, [mark for mark in marks if mark.kind in _BLOCKS])


def _front_matter(article: Article) -> dict[str, Any]:
    source = article.source
    fields: dict[str, Any] = {
        "title": article.title,
        "published": _iso(article.published),
        "updated": _iso(article.updated),
        "lang": None if article.language == UNKNOWN_LANGUAGE else article.language,
        "byline": source.byline,
        "dateline": source.dateline,
        "located": source.located,
        "url": source.url,
        "source": source.publisher,
        "provider": source.provider,
        "rights": source.rights,
        "usage_terms": source.usage_terms,
        "tags": list(article.tags),
        "story": article.story,
        "draft": "true" if article.draft else None,
        "status": None if article.status is ArticleStatus.USABLE else article.status.value,
        "embargo": _iso(article.embargo),
        "guid": source.guid,
        "version": source.version,
        "first_created": _iso(source.first_created),
        "version_created": _iso(source.version_created),
        "subjects": [
            {"code": row.code, **({"name": row.name} if row.name else {})}
            for row in article.subjects
        ],
        "named": [
            {
                key: str(value)
                for key, value in (
                    ("name", row.name),
                    ("type", row.type),
                    ("role", row.role),
                    ("uri", row.uri),
                )
                if value
            }
            for row in article.named
        ],
        "imported": import_digest(article),
    }
    return {key: value for key, value in fields.items() if value not in (None, [], "")}


def _iso(moment: Any) -> str | None:
    return None if moment is None else str(moment.isoformat())


def _written(text: str, marks: Sequence[Mark]) -> str:
    blocks = []
    number = 0
    for span in _block_spans(text):
        own = [mark for mark in marks if span.contains(mark.span)]
        outer = [m for m in marks if m.kind in _BLOCKS and m.span.contains(span)]
        inline = [mark for mark in own if mark.kind not in _BLOCKS]
        words = _inline(text, span, inline)
        is_number = any(mark.kind is MarkKind.NUMBER for mark in outer)
        number = number + 1 if is_number else 0
        blocks.append(_prefixed(words, outer, number))
    return "\n\n".join(blocks)


def _block_spans(text: str) -> Iterator[Span]:
    start = 0
    for match in re.finditer(r"\n{2,}", text):
        if match.start() > start:
            yield Span(start, match.start())
        start = match.end()
    if start < len(text):
        yield Span(start, len(text))


def _prefixed(words: str, outer: Sequence[Mark], number: int) -> str:
    for mark in reversed(outer):
        if mark.kind is MarkKind.HEADING:
            words = f"{'#' * int(mark.target or 2)} {_kept_signs(' '.join(words.split(chr(10))))}"
        elif mark.kind is MarkKind.ITEM:
            words = "- " + words.replace("\n", "\n  ")
        elif mark.kind is MarkKind.NUMBER:
            words = f"{number}. " + words.replace("\n", "\n   ")
        else:
            words = "> " + words.replace("\n", "\n> ")
    return words


def _kept_signs(heading: str) -> str:
    """Return *heading* so that # at its end are words and close nothing."""
    if heading.endswith("#") and heading.rstrip("#")[-1:].isspace():
        return f"{heading[:-1]}\\#"
    return heading


def _inline(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """Return the words of *span*, escaped, with the signs of its inline *marks*."""
    cuts: dict[int, list[str]] = {}
    code = [mark.span for mark in marks if mark.kind is MarkKind.CODE]
    for mark in marks:
        opening, closing = _signs(mark)
        cuts.setdefault(mark.span.start, []).append(opening)
        cuts.setdefault(mark.span.end, []).insert(0, closing)
    parts = []
    place = span.start
    for cut in sorted({*cuts, span.end}):
        words = text[place:cut]
        is_code = any(one.start <= place and cut <= one.end for one in code)
        at_start = place == span.start or text[place - 1] == "\n"
        parts.append(words if is_code else _escaped(words, at_start=at_start))
        parts.extend(cuts.get(cut, ()))
        place = cut
    return "".join(parts)


def _signs(mark: Mark) -> tuple[str, str]:
    if mark.kind is MarkKind.LINK:
        return "[", f"](<{mark.target}>)"
    sign = "`" if mark.kind is MarkKind.CODE else _SIGNS[mark.kind]
    return sign, sign


def _escaped(words: str, *, at_start: bool) -> str:
    words = _SPECIAL.sub(r"\\\g<0>", words)
    first, newline, rest = words.partition("\n")
    if at_start:
        first = _line_escaped(first)
    return first + newline + _line_escaped(rest)


def _line_escaped(words: str) -> str:
    return _LINE_START.sub(lambda match: f"{match[1]}\\" if match[1] else "\\", words)
