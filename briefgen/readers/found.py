"""What a format's reader found, before it is checked: the one way to an `Article`."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from briefgen.errors import InputError
from briefgen.model import (
    UNKNOWN_LANGUAGE,
    Article,
    ArticleStatus,
    Mark,
    NamedByProvider,
    Note,
    Source,
    Subject,
)
from briefgen.readers.decode import clean, short_form
from briefgen.readers.input import Input
from briefgen.readers.marked_text import moved
from briefgen.readers.opening import read_opening
from briefgen.slug import MAX_SLUG_LENGTH, slugify

MAX_TEXT = 500_000  # characters of title and text: a novel; bounds the time of every search
_NAMED = 2  # entries named where more are meant
_LINES = (
    *("story", "url", "publisher", "byline", "dateline", "rights", "usage_terms"),
    *("located", "provider", "guid", "version"),
)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'\\^`{|}]{1,2000}")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_THREE_LETTERS = {"fra": "fr", "fre": "fr", "eng": "en", "deu": "de", "ger": "de", "spa": "es"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Fields as the input gives them; title, text and marks are clean, None means not given."""

    title: str
    text: str
    marks: tuple[Mark, ...] = ()
    language: str | None = None
    published: dt.date | dt.datetime | None = None
    updated: dt.date | dt.datetime | None = None
    tags: tuple[str, ...] = ()
    story: str | None = None
    url: str | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    rights: str | None = None
    usage_terms: str | None = None
    located: str | None = None
    provider: str | None = None
    guid: str | None = None
    version: str | None = None
    first_created: dt.datetime | None = None
    version_created: dt.datetime | None = None
    status: ArticleStatus = ArticleStatus.USABLE
    embargo: dt.datetime | None = None
    draft: bool = False
    subjects: tuple[Subject, ...] = ()
    named: tuple[NamedByProvider, ...] = ()
    notes: tuple[Note, ...] = ()


def to_article(
    source: Input, found: Found, *, format_name: str, encoding: str | None = None, id_: str = ""
) -> Article:
    """Return the checked article; its id is *id_*, else the slug of the file's name.

    Raises:
        InputError: no title, a usable article without text, or more text than MAX_TEXT.
    """
    title = " ".join(found.title.split())
    if not title:
        is_ours = format_name in {"text", "markdown"}
        remedy = "add `title:` to the front matter or a first line and a blank line"
        message = f"no title; {remedy if is_ours else 'expected a headline in the item'}"
        raise InputError(message, code="no-title", path=source.path, field="title")
    if not found.text.strip() and found.status is ArticleStatus.USABLE:
        message = "no text below the title; expected at least a sentence"
        raise InputError(message, code="no-text", path=source.path, field="text")
    if len(title) + len(found.text) > MAX_TEXT:
        message = f"is longer than {MAX_TEXT} characters; split it into one file an article"
        raise InputError(message, code="too-large", path=source.path, field="text")
    found = _with_clean_fields(_with_opening(_without_headline(found, title)))
    notes = list(found.notes)
    url = found.url
    if url is not None and not is_web_address(url):
        notes.append(Note("url-dropped", "The address is neither http nor https: left out."))
        url = None
    return Article(
        id=id_ or slugify(source.stem),
        title=title,
        text=found.text,
        language=language_code(found.language),
        source=Source(
            path=source.path,
            sha256=source.sha256,
            url=url,
            publisher=found.publisher,
            byline=found.byline,
            dateline=found.dateline,
            rights=found.rights,
            usage_terms=found.usage_terms,
            located=found.located,
            provider=found.provider,
            guid=found.guid,
            version=found.version,
            first_created=found.first_created,
            version_created=found.version_created,
            format=format_name,
            encoding=encoding,
        ),
        published=_day(found.published),
        updated=_day(found.updated) if _day(found.updated) != _day(found.published) else None,
        tags=found.tags,
        story=found.story,
        notes=tuple(notes),
        status=found.status,
        embargo=found.embargo,
        draft=found.draft,
        subjects=found.subjects,
        named=found.named,
        marks=found.marks,
    )


def to_articles(
    source: Input, many: Iterable[Found], *, format_name: str, encoding: str | None = None
) -> tuple[Article, ...]:
    """Return the articles of a file that may hold several, each with an id of its own.

    A lone article is named after the file. One of several is named after its title, with
    a hash of its provider's id (else its address, else its text) when titles meet.
    """
    items = list(many)
    if len(items) == 1:
        return (to_article(source, items[0], format_name=format_name, encoding=encoding),)
    names = [slugify(found.title or "untitled") for found in items]
    articles = []
    for name, found in zip(names, items, strict=True):
        if names.count(name) == 1:
            id_ = name
        else:
            key = found.guid or found.url or found.text
            digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            id_ = f"{name[: MAX_SLUG_LENGTH - 9].rstrip('-')}-{digest}"
        article = to_article(source, found, format_name=format_name, encoding=encoding, id_=id_)
        articles.append(article)
    return tuple(articles)


def with_words(many: Iterable[Found]) -> list[Found]:
    """Return those of *many* that have a title and a text; the first notes which have not."""
    items = list(many)
    kept = [one for one in items if one.title and one.text]
    lost = [one for one in items if not (one.title and one.text)]
    if kept and lost:
        shown = [short_form(one.title or one.text or one.url or "", 30) for one in lost[:_NAMED]]
        names = ", ".join(f"“{words}”" for words in shown)
        more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
        note = Note("passed-over", f"Left out, without a title or a text: {names}{more}.")
        kept[0] = with_notes(kept[0], note)
    return kept


def language_code(given: str | None) -> str:
    """Return the two-letter code of a language tag (``fr-FR`` → ``fr``), else ``und``."""
    match = _LANGUAGE.fullmatch(given.strip()) if given else None
    if match is None:
        return UNKNOWN_LANGUAGE
    code = match[1].lower()
    return _THREE_LETTERS.get(code, code)


def is_web_address(text: str) -> bool:
    """Tell whether *text* is an http or https address and nothing else."""
    return _WEB_ADDRESS.fullmatch(text) is not None


def with_notes(found: Found, *notes: Note) -> Found:
    """Return *found* with *notes* added."""
    return replace(found, notes=(*found.notes, *notes))


def _without_headline(found: Found, title: str) -> Found:
    """Return *found* with a first paragraph that only repeats the title taken away."""
    head, blank, rest = found.text.partition("\n\n")
    if not blank or " ".join(head.split()).rstrip(".") != title.rstrip("."):
        return found
    return replace(found, text=rest, marks=moved(found.marks, len(head) + len(blank)))


def _with_clean_fields(found: Found) -> Found:
    """Return *found* without controls in what stands beside title and text."""
    lines: dict[str, Any] = {
        name: _line(value) for name in _LINES if (value := getattr(found, name))
    }
    return replace(
        found,
        **lines,
        tags=tuple(dict.fromkeys(tag for given in found.tags if (tag := _line(given)))),
        subjects=tuple(
            Subject(code, _line(one.name) or "")
            for one in found.subjects
            if (code := _line(one.code))
        ),
        named=tuple(
            replace(one, name=name, role=_line(one.role) or "", uri=_line(one.uri) or "")
            for one in found.named
            if (name := _line(one.name))
        ),
    )


def _line(text: str) -> str | None:
    return clean(text)[0] or None


def _with_opening(found: Found) -> Found:
    """Return *found* with what a dateline in its text says and its fields do not."""
    if found.dateline is not None:
        return found
    known = {k: v for k in ("located", "provider", "published") if (v := getattr(found, k))}
    head = read_opening(found.text, {"byline": "", **known})
    if "dateline" not in head:
        return found
    return replace(
        found,
        dateline=head["dateline"],
        located=head.get("located"),
        provider=head.get("provider"),
        published=head.get("published"),
        notes=(*found.notes, *head["notes"]),
    )


def _day(moment: dt.date | dt.datetime | None) -> dt.date | None:
    # The publisher's own calendar day: a zone is kept, not converted.
    return moment.date() if isinstance(moment, dt.datetime) else moment
