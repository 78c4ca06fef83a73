"""The words that lists print of a briefing, cut out of its article once.

A list of a hundred quotes shows a hundred articles; whole records are read for the pages of
the briefings themselves alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from sys import intern
from typing import Any, NamedTuple

from briefgen.build.fast_json import json_bytes
from briefgen.build.store import key_of
from briefgen.model import Briefing


class QuoteWords(NamedTuple):
    """The words of a quote."""

    type: str
    "a `QuoteType`"
    text: str
    "what was said; « […] » where a cue interrupts"
    cue: str
    "empty for none"
    confidence: str


class EventWords(NamedTuple):
    """The words of an event."""

    label: str
    when: str
    "the temporal expression"


class Wording(NamedTuple):
    """The words of a briefing; quotes and events in its order. Empty means: not known."""

    id: str
    url: str
    publisher: str
    byline: str
    rights: str
    summary: Sequence[str]
    quotes: Sequence[QuoteWords]
    events: Sequence[EventWords]


def wording_of(briefing: Briefing) -> Wording:
    """Return the words of *briefing*."""
    article, source = briefing.article, briefing.article.source
    text = article.text
    return Wording(
        article.id,
        source.url or "",
        source.publisher or "",
        source.byline or "",
        source.rights or "",
        [span.of(text) for span in briefing.summary],
        [
            QuoteWords(
                quote.type.value,
                " […] ".join(part.of(text) for part in quote.content),
                quote.cue.of(text) if quote.cue else "",
                quote.confidence.value,
            )
            for quote in briefing.quotes
        ],
        [EventWords(event.label, event.timex.span.of(text)) for event in briefing.timeline],
    )


def face_of(card: Sequence[Any], wording: Wording) -> str:
    """Return a digest of all that lists print of a briefing; *card* as JSON has it."""
    return key_of("face", json_bytes(card), json_bytes(wording))


def wording_from_json(data: Sequence[Any]) -> Wording:
    """Return the words that `wording_of` gave, out of the JSON they were written in.

    Raises:
        ValueError, TypeError: these are none.
    """
    id_, url, publisher, byline, rights, summary, quotes, events = data
    return Wording(
        id_,
        url,
        publisher,
        byline,
        rights,
        summary,
        tuple([_quote_words(*quote) for quote in quotes]),
        tuple(map(_event_words_of, events)),
    )


def _quote_words(type_: str, text: str, cue: str, confidence: str) -> QuoteWords:
    return QuoteWords(intern(type_), text, cue, intern(confidence))


_event_words_of = partial(tuple.__new__, EventWords)
