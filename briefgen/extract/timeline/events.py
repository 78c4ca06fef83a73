"""The events of an article: what each dated expression dates, labelled, in the reader's order."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.extract.timeline import calendar
from briefgen.extract.timeline.beside import find_beside_events
from briefgen.extract.timeline.clause import Clause, clause_of
from briefgen.extract.timeline.dateline import dateline_end
from briefgen.extract.timeline.entries import find_entries
from briefgen.extract.timeline.key import is_key
from briefgen.extract.timeline.labels import label_of, pronoun_names
from briefgen.extract.timeline.merge import merge_events
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
    a relative expression is an undated event, beside the one told before it.
    """
    rules = load_rules(document.language)
    if rules is None:
        return ()
    finder = _Finder(document, published, actors, rules.settings)
    finder.opening = finder.find_opening(timexes)
    entries = find_entries(document, finder.published, timexes, rules.settings)
    beside = find_beside_events(document, entries, rules.settings)
    events = finder.events(sorted((*entries, *beside), key=lambda timex: timex.span))
    return order_events(merge_events(events), finder.published)


_OPENING_TIMEXES = 8  # expressions among which the dateline's is looked for
_OPENING_TOKENS = 400  # tokens in which the first sentence's root is looked for


class _Finder:
    def __init__(
        self,
        document: Document,
        published: dt.date | None,
        actors: Sequence[Actor],
        settings: Mapping[str, Any],
    ) -> None:
        self.document, self.published = document, published
        self.settings = settings
        self.quoted = quoted_stretches(document.text)
        self.mentions = sorted((m.span, actor.id) for actor in actors for m in actor.mentions)
        self.pronouns = pronoun_names(actors)
        self.dateline = 0
        self.dated: Timex | None = None
        self.opening: Span | None = None

    def events(self, entries: Sequence[Timex]) -> tuple[Event, ...]:
        is_idle = self._is_idle_dateline(entries)
        kept = (entry for entry in entries if not (is_idle and entry is self.dated))
        return tuple(self._event(entry) for entry in kept)

    def _event(self, timex: Timex) -> Event:
        document = self.document
        sentence = self._sentence(timex.span)
        start, end = timex.span.start, timex.span.end
        if timex is self.dated:
            clause = self._dateline_clause(sentence)
        else:
            clause = clause_of(document, sentence, start, end)
        tense = clause_tense(document, start, end)
        status = status_of(timex.value, self.published, tense)
        return Event(
            timex=timex,
            sentence=sentence,
            label=label_of(document, sentence, clause, timex.span, self.pronouns, self.settings),
            actors=self._actors_of(clause.span) or self._actors_of(sentence),
            status=status,
            key=is_key(
                document,
                timex,
                sentence,
                clause,
                status,
                self.settings,
                in_quote=is_within(self.quoted, start),
            ),
        )

    def _sentence(self, span: Span) -> Span:
        """The whole sentence of *span*; the first one takes in the dateline before it."""
        if self.opening is not None and self.opening.start <= span.start < self.opening.end:
            return self.opening
        index = sentence_at(self.document, span.start)
        if index < 0:
            return span
        sentence = self.document.sentences[index].span
        return Span(sentence.start, max(sentence.end, span.end))

    def find_opening(self, timexes: Sequence[Timex]) -> Span | None:
        """The dateline and the sentence after it; None without a dateline."""
        sentences = self.document.sentences
        if not timexes or not sentences:
            return None
        for timex in timexes[:_OPENING_TIMEXES]:
            start, end = timex.span.start, timex.span.end
            self.dateline = dateline_end(self.document.text, start, end)
            if self.dateline:
                self.dated = timex
                reach = calendar.bounds(timex.value)
                if self.published is None and reach and reach[0] == reach[1]:
                    self.published = reach[0]
                first = max(sentence_at(self.document, start), 0)
                last = max(sentence_at(self.document, self.dateline), 0)
                return Span(sentences[first].start, sentences[last].end)
        return None

    def _dateline_clause(self, sentence: Span) -> Clause:
        """What the dateline dates: the first sentence, by its main verb."""
        span = Span(min(self.dateline, sentence.end), sentence.end)
        roots = (
            token
            for token in self.document.tokens[:_OPENING_TOKENS]
            if span.start <= token.start < span.end and token.head == token.index
        )
        verb = next(roots, None) if self.document.is_parsed else None
        return Clause(span, verb, True)

    def _is_idle_dateline(self, entries: Sequence[Timex]) -> bool:
        """Tell whether the first sentence dates its own main verb to another day."""
        first = self.dated
        if first is None:
            return False
        sentence = self._sentence(first.span)
        reach = calendar.bounds(first.value)
        for other in entries:
            if other is first or not sentence.contains(other.span):
                continue
            clause = clause_of(self.document, sentence, other.span.start, other.span.end)
            there = calendar.bounds(other.value)
            if clause.is_main and there and reach and there[0] == there[1] != reach[0]:
                return True
        return False

    def _actors_of(self, span: Span) -> tuple[str, ...]:
        first = bisect.bisect_left(self.mentions, (Span(span.start, span.start), ""))
        found: dict[str, None] = {}
        for mention, actor in self.mentions[first:]:
            if mention.start >= span.end:
                break
            if mention.end <= span.end:
                found.setdefault(actor)
        return tuple(found)
