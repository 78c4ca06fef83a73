"""A saved web page: main text by trafilatura, the rest from the page's own statements.

The page's JSON-LD is believed first, then its meta elements, then what trafilatura and
htmldate make of the visible page; a date of that last kind is noted.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import lxml.html
from lxml import etree

from briefgen.errors import InputError
from briefgen.model import Article, Mark, Note
from briefgen.readers.dates import parse_moment
from briefgen.readers.decode import clean, decode, decode_as
from briefgen.readers.found import Found, is_web_address, to_article
from briefgen.readers.input import Input
from briefgen.readers.json_ld import ArticleData, find_article_data
from briefgen.readers.marked_text import moved
from briefgen.readers.markup_scan import refuse_bombs
from briefgen.readers.markup_text import element_text

_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_\-]{2,20})")
_HONEST_CHARSETS = frozenset({"utf-8", "utf8", "iso-8859-1", "iso-8859-15", "windows-1252"})
# The bounds are fixed, so that a page reads the same on every day.
_DATE_SEARCH = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1900-01-01",
    "max_date": "2099-12-31",
}
_MAX_ABOVE = 12  # blocks in which the headline is looked for
_TITLE_TAILS = re.compile(r"\s[|–—-]\s[^|–—-]{2,40}$")


def read(source: Input) -> tuple[Article, ...]:
    """Return the article of the page.

    Raises:
        InputError: the page has no article text, or is a bomb.
    """
    text, encoding = _decode(source)
    refuse_bombs(text, source.path, is_html=True)
    tree = _parse(text, source.path)
    stated = find_article_data(iter(tree.xpath("//script[@type='application/ld+json']/text()")))
    words, marks, guessed = _main_text(text)
    if not words and stated.text("articleBody"):
        words, marks = clean(str(stated.fields["articleBody"]))[0].strip(), ()
    if not words:
        message = "no article text found on the page; save the text itself as .txt or .md"
        raise InputError(message, code="no-text", path=source.path, field="text")
    title = _title(tree, stated, guessed)
    words, marks = _below_headline(words, marks, title)
    found = _fields(tree, stated, guessed, Found(title=title, text=words, marks=marks))
    return (to_article(source, found, format_name="html", encoding=encoding),)


def _fields(tree: Any, stated: ArticleData, guessed: Any, found: Found) -> Found:
    """Return *found* with what the page says of its article."""
    published, notes = _published(tree, stated, guessed)
    return replace(
        found,
        language=stated.text("inLanguage") or tree.get("lang") or _meta(tree, "og:locale"),
        published=published,
        updated=parse_moment(
            stated.text("dateModified") or _meta(tree, "article:modified_time") or ""
        ),
        byline=stated.names("author") or _meta(tree, "author") or getattr(guessed, "author", None),
        dateline=stated.text("dateline") or None,
        located=stated.names("locationCreated") or None,
        url=_address(tree, stated),
        publisher=stated.names("publisher")
        or _meta(tree, "og:site_name")
        or getattr(guessed, "sitename", None),
        provider=stated.names("sourceOrganization") or None,
        rights=stated.text("copyrightNotice") or stated.names("copyrightHolder") or None,
        usage_terms=stated.text("usageInfo", "license") or None,
        guid=stated.text("identifier") or None,
        version=stated.text("version") or None,
        tags=stated.words("keywords") or _tags(tree),
        named=stated.named(),
        notes=notes,
    )


def _main_text(text: str) -> tuple[str, tuple[Mark, ...], Any]:
    from trafilatura import bare_extraction  # noqa: PLC0415 - a third of a second
    from trafilatura.settings import Document  # noqa: PLC0415

    document = bare_extraction(
        text,
        favor_precision=True,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_tables=True,
        with_metadata=True,
        date_extraction_params=_DATE_SEARCH,
    )
    if not isinstance(document, Document) or document.body is None:
        return "", (), None
    words, marks = element_text(document.body)
    return words, marks, document


def _below_headline(
    words: str, marks: tuple[Mark, ...], title: str
) -> tuple[str, tuple[Mark, ...]]:
    """Return the text below a headline that stands near its top: above it is navigation."""
    place = 0
    for block in words.split("\n\n")[:_MAX_ABOVE]:
        place += len(block) + 2
        if " ".join(block.split()) == title and place < len(words):
            return words[place:], moved(marks, place)
    return words, marks


def _published(
    tree: Any, stated: ArticleData, guessed: Any
) -> tuple[dt.date | dt.datetime | None, tuple[Note, ...]]:
    for given in (
        stated.text("datePublished"),
        _meta(tree, "article:published_time"),
        _meta(tree, "datePublished"),
        _meta(tree, "date"),
    ):
        if moment := parse_moment(given or ""):
            return moment, ()
    moment = parse_moment(getattr(guessed, "date", None) or "")
    if moment is None:
        return None, ()
    message = f"Published {moment.isoformat()}, as found on the page; it is not stated outright."
    return moment, (Note("date-from-page", message),)


def _title(tree: Any, stated: ArticleData, guessed: Any) -> str:
    if title := stated.text("headline") or _meta(tree, "og:title"):
        return title
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return clean(headings[0])[0]
    title = getattr(guessed, "title", None) or tree.findtext(".//title") or ""
    return _TITLE_TAILS.sub("", clean(" ".join(title.split()))[0])


def _address(tree: Any, stated: ArticleData) -> str | None:
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    main = stated.fields.get("mainEntityOfPage")
    candidates = [
        *canonical,
        _meta(tree, "og:url"),
        stated.text("url", "mainEntityOfPage"),
        main.get("@id") if isinstance(main, dict) else None,
    ]
    return next((str(a) for a in candidates if a and is_web_address(str(a))), None)


def _meta(tree: Any, name: str) -> str | None:
    for key in ("property", "name", "itemprop"):
        for value in tree.xpath(f"//meta[@{key}=$name]/@content", name=name):
            if value.strip():
                return " ".join(clean(value)[0].split())
    return None


def _tags(tree: Any) -> tuple[str, ...]:
    tags = [clean(tag.strip())[0] for tag in tree.xpath("//meta[@property='article:tag']/@content")]
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _decode(source: Input) -> tuple[str, str]:
    match = _CHARSET.search(source.data[:2048])
    declared = match[1].decode("ascii").lower() if match else ""
    if declared in _HONEST_CHARSETS - {"utf-8", "utf8"}:
        # Browsers read these three as cp1252 or its sibling; so do we.
        return decode_as(source, "iso8859-15" if declared.endswith("15") else "cp1252")
    decoded = decode(source)
    return decoded.text, decoded.encoding


def _parse(text: str, path: str) -> Any:
    parser = lxml.html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        message = "no HTML found in the file"
        raise InputError(message, code="broken-file", path=path) from error
