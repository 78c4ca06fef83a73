"""Every temporal expression of a text, with its TIMEX3 type and value.

Spans and values follow TimeML: the two ends of a range are two expressions; prepositions stay
outside. An expression is resolved in text order against the publication date (else a full date in
the dateline), the last mentioned dates, and the tense of its clause.
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools

from briefgen.extract.timeline import calendar
from briefgen.extract.timeline.clause import is_bare_modifier
from briefgen.extract.timeline.dateline import dateline_end
from briefgen.extract.timeline.join import join_matches
from briefgen.extract.timeline.match import Match, find_matches
from briefgen.extract.timeline.normalise import normalise
from briefgen.extract.timeline.passage import Memory, is_within, quoted_stretches, sentence_at
from briefgen.extract.timeline.rules import Rules, load_rules
from briefgen.extract.timeline.tense import clause_tense
from briefgen.extract.timeline.when import Reading, When
from briefgen.extract.timeline.words import Words, split_words
from briefgen.model import Document, NameType, Span, Timex, TimexType

MAX_OPENING = 12  # characters (« Au mois de ») before an expression that opens its sentence


def find_timexes(document: Document, published: dt.date | None) -> tuple[Timex, ...]:
    """Return the temporal expressions of *document* in text order; they do not overlap.

    Without *published*, and without a dated dateline, a relative expression has the value ``""``.
    A language without ``timex.yaml`` has none.

    Raises:
        LexiconError: a row of ``timex.yaml`` does not hold.
    """
    rules = load_rules(document.language)
    if rules is None:
        return ()
    words = split_words(document.text)
    matches = join_matches(find_matches(words, rules), words, rules)
    return _Resolver(document, published, words, rules).resolve(matches)


def _read(match: Match | None, when: When) -> Reading | None:
    """Return the first reading of a place that makes a value; a row of op ``none`` ends it."""
    while match is not None:
        reading = normalise(match.rule.op, match.fields, when)
        if reading is not None or match.rule.op == "none":
            return reading
        match = match.otherwise
    return None


class _Resolver:
    """Walks the matches in text order and remembers what was mentioned."""

    def __init__(
        self, document: Document, published: dt.date | None, words: Words, rules: Rules
    ) -> None:
        self.document, self.published = document, published
        self.words, self.rules = words, rules
        self.memory = Memory()
        self.case_words = frozenset(rules.settings.get("case_words") or ())
        self.names = [n for n in document.names if n.type in (NameType.PER, NameType.ORG)]
        self.quoted = quoted_stretches(document.text)

    def resolve(self, matches: tuple[Match, ...]) -> tuple[Timex, ...]:
        found: list[Timex] = []
        for match in matches:
            start, end = self.words.starts[match.first], self.words.ends[match.last - 1]
            if self._is_name_part(match, start, end):
                continue
            sentence = sentence_at(self.document, start)
            reading = _read(match, self._when(start, end, sentence))
            if reading is None:
                continue
            found.append(Timex(Span(start, end), reading.type, reading.value, reading.mod))
            self._remember(reading, start, end, sentence)
        return tuple(found)

    def _is_name_part(self, match: Match, start: int, end: int) -> bool:
        """Tell whether a bare month, season or weekday is a word of a longer name."""
        if match.last - match.first > 1 or not self.words.plain[match.first].isalpha():
            return False
        index = bisect.bisect_right(self.names, start, key=lambda name: name.span.start) - 1
        if index < 0:
            return False
        name = self.names[index]
        is_inside = end <= name.span.end and len(name.span) > end - start
        return is_inside and (name.type is NameType.ORG or match.rule.op != "weekday")

    def _when(self, start: int, end: int, sentence: int) -> When:
        return When(
            published=self.published,
            reference=self.memory.reference(sentence),
            last_day=self.memory.last_day(sentence),
            front_day=self.memory.front_day(sentence),
            evening=self.memory.last_evening(sentence),
            story=self.memory.story(sentence),
            latest_day=self.memory.day,
            tense=functools.partial(clause_tense, self.document, start, end),
            holidays=self.rules.holidays,
            is_linked=self.document.text[end : end + 2].strip()[:1].isalnum(),
            in_quote=is_within(self.quoted, start)
            or is_bare_modifier(self.document, start, end, before=True),
        )

    def _remember(self, reading: Reading, start: int, end: int, sentence: int) -> None:
        if reading.type not in (TimexType.DATE, TimexType.TIME):
            return
        if self.published is None and dateline_end(self.document.text, start, end):
            reach = calendar.bounds(reading.value)
            self.published = reach[0] if reach and reach[0] == reach[1] else None
        first = self.document.sentences[sentence].start if sentence >= 0 else 0
        self.memory.note(reading.value, sentence, opens=self._is_opening(first, start))

    def _is_opening(self, first: int, start: int) -> bool:
        """Tell whether case words at most stand between the sentence's *first* and *start*."""
        if start - first > MAX_OPENING:  # a sentence may be as long as the text
            return False
        before = self.document.text[first:start].lower().replace("’", "'").replace("'", "' ")
        return len(before) <= MAX_OPENING and set(before.split()) <= self.case_words
