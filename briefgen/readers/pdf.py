"""A PDF with a text layer: words by pypdf, lines joined to paragraphs."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from briefgen.errors import InputError
from briefgen.model import Article, Note
from briefgen.readers.decode import clean
from briefgen.readers.found import Found, to_article
from briefgen.readers.input import Input
from briefgen.readers.opening import read_opening
from briefgen.readers.plain_text import MAX_HEADLINE

MAX_PAGES = 60  # an article is two; a book is no article
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_A-Z])")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of|sur)\s*\d{1,4})?\W*", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?…][»”\"’)\]]*$")
_MIN_WORDS = 5  # a page of fewer is a scan


def read(source: Input) -> tuple[Article, ...]:
    """Return the article of the document; its first line is the headline.

    Raises:
        InputError: encrypted, broken, without a text layer, longer than MAX_PAGES.
    """
    try:
        reader = PdfReader(io.BytesIO(source.data), strict=False)
        if reader.is_encrypted:
            _fail(source, "is encrypted; save it without a password")
        count = len(reader.pages)
        if count > MAX_PAGES:
            _fail(source, f"has {count} pages; expected at most {MAX_PAGES}")
        pages = [clean(page.extract_text())[0].split("\n") for page in reader.pages]
        info = reader.metadata
        named = str(info.title or "") if info else ""
        author = str(info.author or "") if info else ""
    except InputError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        message = f"is a broken PDF ({type(error).__name__}); save it again"
        raise InputError(message, code="broken-file", path=source.path) from error
    paragraphs = list(_paragraphs(_without_running_heads(pages)))
    if sum(len(p.split()) for p in paragraphs) < _MIN_WORDS:
        _fail(source, "has no text layer (a scan?); run text recognition on it first")
    title, body = _headline(paragraphs, clean(named)[0].strip())
    fields = read_opening(body, {})
    note = Note("from-pdf", "Paragraphs were rebuilt from a PDF: check them against the original.")
    found = Found(
        title=title,
        text=fields["text"],
        byline=fields.get("byline") or clean(author)[0].strip() or None,
        dateline=fields.get("dateline"),
        located=fields.get("located"),
        provider=fields.get("provider"),
        published=fields.get("published"),
        notes=(note, *fields["notes"]),
    )
    return (to_article(source, found, format_name="pdf"),)


def _without_running_heads(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of all pages but page numbers and lines that head or end most pages."""
    edges = Counter(line.strip() for page in pages for line in {*page[:1], *page[-1:]})
    often = {line for line, n in edges.items() if line and n > max(2, len(pages) // 2)}
    for page in pages:
        for index, line in enumerate(page):
            is_edge = index in {0, len(page) - 1}
            if is_edge and (line.strip() in often or _PAGE_NUMBER.fullmatch(line.strip())):
                continue
            yield line.rstrip()


def _paragraphs(lines: Iterator[str]) -> Iterator[str]:
    """Yield paragraphs: a blank line, or a short line that ends a sentence, closes one."""
    kept = list(lines)
    width = max((len(line) for line in kept), default=0)
    block: list[str] = []
    for line in kept:
        if line.strip():
            block.append(line.strip())
        is_closed = not line.strip() or (
            len(line) < width * 0.75 and _ENDS_SENTENCE.search(line.strip())
        )
        if is_closed and block:
            yield _joined(block)
            block = []
    if block:
        yield _joined(block)


def _joined(lines: Sequence[str]) -> str:
    return " ".join(_HYPHEN.sub("", "\n".join(lines)).split())


def _headline(paragraphs: Sequence[str], named: str) -> tuple[str, str]:
    first = paragraphs[0]
    if named and first.startswith(named):
        rest = first.removeprefix(named).strip()
        return named, "\n\n".join(p for p in (rest, *paragraphs[1:]) if p)
    is_headline = len(first) <= MAX_HEADLINE and not _ENDS_SENTENCE.search(first)
    if is_headline and len(paragraphs) > 1:
        return first, "\n\n".join(paragraphs[1:])
    return named, "\n\n".join(paragraphs)


def _fail(source: Input, message: str) -> None:
    raise InputError(message, code="no-text", path=source.path)
