"""An article as a reader of files hands it over: its text and what is known of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from briefgen.model.document import NameType
from briefgen.model.note import Note
from briefgen.model.span import Span

UNKNOWN_LANGUAGE = "und"  # ISO 639-2, undetermined


class ArticleStatus(StrEnum):
    """IPTC's publication status: only a usable article may be shown."""

    USABLE = "usable"
    WITHHELD = "withheld"
    "the provider has not released it yet"
    CANCELED = "canceled"
    "killed: the provider wants it gone everywhere"


class MarkKind(StrEnum):
    """What the input's markup made of a stretch of text."""

    HEADING = "heading"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    ITEM = "item"
    "one entry of a bulleted list"
    NUMBER = "number"
    "one entry of a numbered list"
    QUOTE = "quote"
    "a set-off paragraph"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of ``Article.text`` that stood in markup; the text itself holds none."""

    kind: MarkKind
    span: Span
    target: str = ""
    "address of a link, http or https; level of a heading (``2``); else empty"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the article is about, in the provider's own scheme."""

    code: str
    "``medtop:11000000``, or the name again when the scheme is unknown"
    name: str = ""
    "as given, empty when only a code is"


@dataclass(frozen=True, slots=True)
class NamedByProvider:
    """A person, organisation or place that the provider says the article is about."""

    name: str
    type: NameType | None = None
    "None when the provider does not say"
    role: str = ""
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article comes from. None means: the input does not say."""

    path: str
    "as given on the command line or relative to the project, with forward slashes"
    sha256: str
    "of the input's bytes"
    url: str | None = None
    "canonical address, http or https"
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    rights: str | None = None
    usage_terms: str | None = None
    located: str | None = None
    "the place the article was written in"
    provider: str | None = None
    "who delivered it, when that is not the publisher"
    guid: str | None = None
    "the provider's identifier, the same for every version"
    version: str | None = None
    first_created: dt.datetime | None = None
    version_created: dt.datetime | None = None
    format: str | None = None
    "name of the reader, a row of ``readers.FORMATS``"
    encoding: str | None = None
    "of the input, when it is text; ``utf-8``, ``cp1252``"


@dataclass(frozen=True, slots=True)
class Article:
    """One news article. Every offset in a briefing points into ``text``."""

    id: str
    title: str
    text: str
    "body without headline and without markup; never altered after reading"
    language: str
    "ISO 639-1 code, or ``und``"
    source: Source
    published: dt.date | None = None
    updated: dt.date | None = None
    tags: tuple[str, ...] = ()
    story: str | None = None
    "name of the affair this article belongs to"
    notes: tuple[Note, ...] = field(default=())
    "what the reader of the file could not decide"
    status: ArticleStatus = ArticleStatus.USABLE
    embargo: dt.datetime | None = None
    "not to be shown before this instant; aware, UTC when the input names no zone"
    draft: bool = False
    subjects: tuple[Subject, ...] = ()
    named: tuple[NamedByProvider, ...] = ()
    marks: tuple[Mark, ...] = ()
    "markup over ``text``, by start, widest first; for the article view"
    earlier: tuple[Source, ...] = ()
    "sources of the versions that this one replaces, newest first"

    def is_public(self, now: dt.datetime) -> bool:
        """Tell whether the article may be shown at the instant *now* (aware)."""
        if self.draft or self.status is not ArticleStatus.USABLE:
            return False
        return self.embargo is None or self.embargo <= now
