"""The events of an article: what each dated expression dates, labelled, in the reader's order."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.extract.timeline.beside import find_beside_events
from briefgen.extract.timeline.clause import Clause, clause_of, near
from briefgen.extract.timeline.entries import find_entries
from briefgen.extract.timeline.key import is_key
from briefgen.extract.timeline.labels import label_of, pronoun_names
from briefgen.extract.timeline.merge import merge_events
from briefgen.extract.timeline.opening import Opening, find_opening, is_idle, opening_clause
from briefgen.extract.timeline.order import order_events
from briefgen.extract.timeline.passage import is_within, quoted_stretches, sentence_at
from briefgen.extract.timeline.rules import load_rules
from briefgen.extract.timeline.status import status_of
from briefgen.extract.timeline.tense import clause_tense
from briefgen.model import Actor, Document, Event, Span, Timex


def find_events(
    document: Document,
    published: dt.date | None,
    timexes: Sequence[Timex],
    actors: Sequence[Actor],
) -> tuple[Event, ...]:
    """Return the events that *timexes* date, by start, coarser first, then in text order.

    Every event keeps its whole sentence, a dateline before it included. Without *published*
    (and without a full date in the dateline) a relative expression is an undated event,
    beside the one told before it.
    """
    rules = load_rules(document.language)
    if rules is None:
        return ()
    opening = find_opening(document, timexes)
    if published is None and opening is not None:
        published = opening.day
    entries = find_entries(document, published, timexes, rules.settings)
    if opening is not None and is_idle(document, opening, entries):
        entries = tuple(entry for entry in entries if entry is not opening.timex)
    beside = find_beside_events(document, entries, rules.settings)
    finder = _Finder(document, published, opening, actors, rules.settings)
    kept = sorted((*entries, *beside), key=lambda timex: timex.span)
    return order_events(merge_events([finder.event(timex) for timex in kept]), published)


class _Finder:
    """Makes events of entries."""

    def __init__(
        self,
        document: Document,
        published: dt.date | None,
        opening: Opening | None,
        actors: Sequence[Actor],
        settings: Mapping[str, Any],
    ) -> None:
        self.document, self.published = document, published
        self.opening, self.settings = opening, settings
        self.quoted = quoted_stretches(document.text)
        self.mentions = sorted((m.span, actor.id) for actor in actors for m in actor.mentions)
        self.pronouns = pronoun_names(actors)

    def event(self, timex: Timex) -> Event:
        document, start, end = self.document, timex.span.start, timex.span.end
        sentence = self._sentence(timex.span)
        clause = self._clause(timex, sentence)
        status = status_of(timex.value, self.published, clause_tense(document, start, end))
        in_quote = is_within(self.quoted, start)
        return Event(
            timex=timex,
            sentence=sentence,
            label=label_of(document, sentence, clause, timex.span, self.pronouns, self.settings),
            actors=self._actors_of(clause.span) or self._actors_of(near(sentence, start, end)),
            status=status,
            key=is_key(document, timex, sentence, clause, self.settings, in_quote=in_quote),
        )

    def _sentence(self, span: Span) -> Span:
        """The whole sentence of *span*; the first one takes in the dateline before it."""
        opening = self.opening
        if opening is not None and opening.sentence.contains(span):
            return opening.sentence
        index = sentence_at(self.document, span.start)
        if index < 0:
            return span
        sentence = self.document.sentences[index].span
        return Span(sentence.start, max(sentence.end, span.end))

    def _clause(self, timex: Timex, sentence: Span) -> Clause:
        opening = self.opening
        if opening is not None and opening.sentence == sentence:
            if timex is opening.timex:
                return opening_clause(self.document, opening)
            if timex.span.start >= opening.text_start:
                sentence = Span(opening.text_start, sentence.end)
        return clause_of(self.document, sentence, timex.span.start, timex.span.end)

    def _actors_of(self, span: Span) -> tuple[str, ...]:
        first = bisect.bisect_left(self.mentions, (Span(span.start, span.start), ""))
        found: dict[str, None] = {}
        for mention, actor in self.mentions[first:]:
            if mention.start >= span.end:
                break
            if mention.end <= span.end:
                found.setdefault(actor)
        return tuple(found)
