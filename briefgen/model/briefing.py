"""The briefing of one article: every statement in it is a span of the article."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.actor import Actor
from briefgen.model.article import Article
from briefgen.model.edit import Edit, Section
from briefgen.model.finding import Findings
from briefgen.model.note import Note
from briefgen.model.quote import Quote
from briefgen.model.span import Span
from briefgen.model.timeline import Event, Timex


@dataclass(frozen=True, slots=True)
class Briefing:
    """What `compose` hands to `render`, and what a briefing file reads back to."""

    article: Article
    summary: tuple[Span, ...]
    "whole sentences, in text order"
    actors: tuple[Actor, ...]
    "by salience, highest first"
    quotes: tuple[Quote, ...]
    "in text order"
    timeline: tuple[Event, ...]
    "in the order of time, then of the text"
    timexes: tuple[Timex, ...]
    "every temporal expression found, in text order"
    notes: tuple[Note, ...]
    edits: tuple[Edit, ...] = ()
    "an editor's corrections, in the order they were applied"
    sections: tuple[Findings, ...] = ()
    "what sections of other packages found, by name"
    countries: tuple[str, ...] = ()
    "ISO 3166-1 codes of the countries it speaks of, sorted"

    def is_edited(self, section: Section, item: Span | str) -> bool:
        """Tell whether an editor added or changed *item*.

        *item* is an actor's id, a summary sentence, the span of a timex, or the extent
        of a quote.
        """
        return bool(self.edits) and any(
            edit.section == section and item in (edit.span, edit.actor) for edit in self.edits
        )
