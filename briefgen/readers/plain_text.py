"""Plain text: an optional front matter, a headline and a blank line, then the body."""

from __future__ import annotations

import re

from briefgen.model import Article
from briefgen.readers import front_matter
from briefgen.readers.decode import decode
from briefgen.readers.found import Found, to_article
from briefgen.readers.input import Input
from briefgen.readers.opening import read_opening
from briefgen.readers.wrapped_lines import join_wrapped

_HEADLINE = re.compile(r"\s*(\S[^\n]*)\n(?:[ \t]*\n)+")
MAX_HEADLINE = 300  # characters; a longer first line is a paragraph


def read(source: Input) -> tuple[Article, ...]:
    """Return the one article of *source*.

    The first line is the headline when a blank line follows it; with a title in the
    front matter it is dropped only if it repeats that title. Blanks around the body go;
    lines of one width are joined to paragraphs (see `join_wrapped`).
    """
    decoded = decode(source)
    head = front_matter.split(decoded.text, source.path)
    title, body = take_headline(head.body, head.fields.get("title", ""))
    fields = read_opening(body, dict(head.fields))
    body = join_wrapped(fields.pop("text"))
    found = Found(
        **{**fields, "title": title, "text": body, "notes": (*decoded.notes, *fields["notes"])}
    )
    return (to_article(source, found, format_name="text", encoding=decoded.encoding),)


def take_headline(body: str, title: str) -> tuple[str, str]:
    """Return the title and the body without it; *title* is what front matter says, or ""."""
    match = _HEADLINE.match(body)
    first = " ".join(match[1].split()) if match else ""
    if match and (first == title or (not title and len(first) <= MAX_HEADLINE)):
        return first, body[match.end() :].strip("\n")
    if not title and not match and "\n" not in body.strip() and len(body.strip()) <= MAX_HEADLINE:
        return body.strip(), ""
    return title, body.strip("\n")
