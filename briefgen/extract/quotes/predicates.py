"""Report verbs of a document, each with its words, its frames and the head of its source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from briefgen.extract.quotes.lexicon import Frame, SourceKind
from briefgen.extract.quotes.phrases import noun_of
from briefgen.extract.quotes.reading import Reading
from briefgen.extract.quotes.sources import can_speak
from briefgen.extract.quotes.subjects import agent_of, own_subject, subject_of
from briefgen.extract.quotes.verb_groups import entry_of, group_start, is_verb
from briefgen.extract.quotes.voices import is_finite, is_negated, is_passive, tense_of
from briefgen.model import Span, Token

MAX_REPORTS = 40  # report verbs read in one passage; prose has fewer, floods end there
MAX_REPORTS_IN_TEXT = 3000  # a hundred times what a long article has


@dataclass(frozen=True, slots=True)
class Predicate:
    """A report verb in its place."""

    verb: int
    first: int
    last: int
    "tokens of the cue, half-open"
    frames: frozenset[Frame]
    source: int | None
    "head token of the source; None if the sentence has none"
    is_trusted: bool
    "reports whatever its source is, or its source can speak"
    is_finite: bool
    is_negated: bool
    is_passive: bool
    source_follows: bool
    "the subject stands after the verb, as in an incise"

    def cue(self, reading: Reading) -> Span:
        """Return the cue's place in the text."""
        return Span(reading.tokens[self.first].start, reading.tokens[self.last - 1].end)


def find_predicates(reading: Reading) -> tuple[Predicate, ...]:
    """Return the report verbs of the document in text order.

    MAX_REPORTS of a passage are read and MAX_REPORTS_IN_TEXT of the text.
    """
    found: list[Predicate] = []
    seen: Counter[int] = Counter()
    lemmas = reading.lexicon.forms.lemmas
    for index, word in enumerate(reading.words):
        if word not in lemmas or seen[reading.passage_of[index]] >= MAX_REPORTS:
            continue
        token = reading.tokens[index]
        if is_verb(reading, token):
            seen[reading.passage_of[index]] += 1
            predicate = _predicate(reading, token)
            if predicate is not None:
                found.append(predicate)
            if len(found) >= MAX_REPORTS_IN_TEXT:
                break
    return tuple(_with_parallel_sources(reading, found))


def _with_parallel_sources(reading: Reading, found: list[Predicate]) -> list[Predicate]:
    """Give a coordinated verb the source of the report verb that it runs parallel to.

    The parser often joins it to the reported verb instead: "X said that Y was and has shown".
    Parallel verbs have the same tense and auxiliary; the verb it was joined to has another.
    """
    result: list[Predicate] = []
    for predicate in found:
        parallel = _parallel(reading, predicate, result[-4:])
        if parallel is None:
            parallel = _governing_report(reading, predicate, result[-4:])
        if parallel is not None:
            trusted = predicate.is_trusted or parallel.is_trusted
            predicate = replace(predicate, source=parallel.source, is_trusted=trusted)  # noqa: PLW2901
        result.append(predicate)
    return result


def _parallel(reading: Reading, predicate: Predicate, before: list[Predicate]) -> Predicate | None:
    token = reading.tokens[predicate.verb]
    if token.dep != "conj" or own_subject(reading, token.index) is not None:
        return None
    tense = tense_of(reading, token.index)
    if tense_of(reading, token.head) == tense:
        return None
    here = reading.passage_of[token.index]
    return next(
        (
            earlier
            for earlier in reversed(before)
            if earlier.verb < token.head
            and reading.passage_of[earlier.verb] == here
            and tense_of(reading, earlier.verb) == tense
        ),
        None,
    )


def _governing_report(
    reading: Reading, predicate: Predicate, before: list[Predicate]
) -> Predicate | None:
    """Return the report that a participle goes on with: "said that A, adding that B"."""
    token = reading.tokens[predicate.verb]
    if predicate.is_finite or token.morph.get("VerbForm") == "Inf":
        return None
    is_loose = token.dep.startswith("advcl") and _is_of_thing(reading, predicate.source)
    if predicate.is_trusted and not is_loose:
        return None
    if not token.dep.startswith(("advcl", "acl", "conj")) or predicate.is_passive:
        return None
    here = reading.passage_of[token.index]
    return next(
        (
            earlier
            for earlier in reversed(before)
            if earlier.is_finite
            and earlier.is_trusted
            and earlier.source is not None
            and reading.passage_of[earlier.verb] == here
        ),
        None,
    )


def _is_others(reading: Reading, token: Token, source: int) -> bool:
    """Tell whether an infinitive has another subject than the verb over it, or nobody.

    "was seen to say", ``permet de dire``, ``il suffit de rappeler``.
    """
    if token.morph.get("VerbForm") != "Inf":
        return False
    governor = reading.tokens[token.head]
    if reading.lexicon.has("foreign_infinitives", governor.lemma.lower()) and token.head < (
        token.index
    ):
        return True
    return reading.tokens[source].dep.startswith("expl") and source < token.index


def _is_of_thing(reading: Reading, source: int | None) -> bool:
    """Tell whether a source is a document or the like, which rarely goes on to add anything."""
    if source is None or reading.tokens[source].pos != "NOUN":
        return False
    kinds = reading.lexicon.kinds.get(noun_of(reading, source), frozenset())
    return not kinds & {SourceKind.PERSON, SourceKind.ORGANISATION}


def _predicate(reading: Reading, token: Token) -> Predicate | None:
    first, reflexive = group_start(reading, token)
    entry, last = entry_of(reading, token, reflexive=reflexive)
    if entry is None:
        return None
    passive = is_passive(reading, token, first)
    source = agent_of(reading, token.index) if passive else subject_of(reading, token, first, last)
    if source is not None and _is_others(reading, token, source):
        return None
    trusted = entry.any_subject or (source is not None and can_speak(reading, source))
    return Predicate(
        verb=token.index,
        first=first,
        last=last,
        frames=entry.frames,
        source=source,
        is_trusted=trusted,
        is_finite=is_finite(reading, token, first),
        is_negated=is_negated(reading, token, first),
        is_passive=passive,
        source_follows=source is not None and source > first,
    )
