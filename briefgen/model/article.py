"""An article as a reader of files hands it over: its text and what is known of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from briefgen.model.note import Note

UNKNOWN_LANGUAGE = "und"  # ISO 639-2, undetermined


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article comes from. None means: the input does not say."""

    path: str
    "as given on the command line or relative to the project, with forward slashes"
    sha256: str
    "of the input's bytes"
    url: str | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One news article. Every offset in a briefing points into ``text``."""

    id: str
    title: str
    text: str
    "body without headline; never altered after reading"
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
