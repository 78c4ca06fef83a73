"""A Word document: its paragraphs, read from the package itself without a library.

A .docx is a zip with the words in word/document.xml and title and author in
docProps/core.xml; ECMA-376 names the elements used here.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from briefgen.errors import InputError
from briefgen.model import Article, MarkKind
from briefgen.readers.body import first, words_of
from briefgen.readers.decode import clean
from briefgen.readers.found import Found, to_article
from briefgen.readers.input import MAX_BYTES, Input
from briefgen.readers.marked_text import MarkedText, moved
from briefgen.readers.opening import read_opening
from briefgen.readers.plain_text import take_headline
from briefgen.readers.safe_xml import parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(source: Input) -> tuple[Article, ...]:
    """Return the article of the document; its first paragraph is the headline.

    Raises:
        InputError: no Word document, encrypted, or unpacked larger than MAX_BYTES.
    """
    root = _part(source, "word/document.xml")
    core = _part(source, "docProps/core.xml", is_needed=False)
    text, marks = _words(root)
    before = len(text)
    title, body = take_headline(text, "")
    fields = read_opening(body, {})
    body = fields["text"]
    found = Found(
        title=title or (words_of(first(core, "title")) if core is not None else ""),
        text=body,
        marks=moved(marks, before - len(body)),
        byline=fields.get("byline"),
        dateline=fields.get("dateline"),
        located=fields.get("located"),
        provider=fields.get("provider"),
        published=fields.get("published"),
        notes=fields["notes"],
    )
    return (to_article(source, found, format_name="docx"),)


def _part(source: Input, name: str, *, is_needed: bool = True) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            if name not in package.namelist():
                if is_needed:
                    message = f"is no Word document (no {name}); save it as .docx again"
                    raise InputError(message, code="broken-file", path=source.path)
                return None
            with package.open(name) as part:
                data = part.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        message = f"is a broken or encrypted Word document ({error}); save it as .docx again"
        raise InputError(message, code="broken-file", path=source.path) from error
    if len(data) > MAX_BYTES:
        message = f"unpacks to more than {MAX_BYTES / 1e6:g} MB; no article needs that"
        raise InputError(message, code="unsafe-file", path=source.path)
    root, _ = parse_xml(Input(source.path, data))
    return root


def _words(root: Any) -> tuple[str, Any]:
    text = MarkedText()
    for paragraph in root.iter(f"{_W}p"):
        text.end_block()
        start = text.next_place
        for run in paragraph.iter(f"{_W}r"):
            _run(run, text)
        style = first(paragraph, "pStyle")
        name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
        if name.startswith(("heading", "titre")) and name[-1:].isdigit():
            text.mark(MarkKind.HEADING, start, name[-1])
        elif first(paragraph, "numPr") is not None:
            text.mark(MarkKind.ITEM, start)
    return text.finish()


def _run(run: Any, text: MarkedText) -> None:
    start = text.next_place
    for element in run:
        if element.tag == f"{_W}t":
            text.add(clean(element.text or "")[0])
        elif element.tag == f"{_W}tab":
            text.add(" ")
        elif element.tag in {f"{_W}br", f"{_W}cr"}:
            text.break_line()
        elif element.tag == f"{_W}noBreakHyphen":
            text.add("-")
    if run.find(f"{_W}rPr/{_W}b") is not None:
        text.mark(MarkKind.STRONG, start)
    if run.find(f"{_W}rPr/{_W}i") is not None:
        text.mark(MarkKind.EMPHASIS, start)
