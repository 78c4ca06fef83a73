"""From an annotated document to its quotations, told from the top.

Marks and passages are read, report verbs found, and each cue proposes what it attributes.
Where two claim the same words the wider one holds, since speech inside speech is not listed.
What stands in marks and is claimed by nobody may be a free-standing quotation. Last, every
source is resolved to an actor.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from briefgen.extract.quotes.asides import aside, is_aside
from briefgen.extract.quotes.attribution import preposed
from briefgen.extract.quotes.candidates import Candidate, without_comma
from briefgen.extract.quotes.dialogue import line_of_dialogue
from briefgen.extract.quotes.embedded import embedded
from briefgen.extract.quotes.floating import floating
from briefgen.extract.quotes.incises import postposed
from briefgen.extract.quotes.lexicon_files import load_lexicon
from briefgen.extract.quotes.marks import find_marked
from briefgen.extract.quotes.predicates import Predicate, find_predicates
from briefgen.extract.quotes.prepositional import prepositional
from briefgen.extract.quotes.reading import Reading, read_document
from briefgen.extract.quotes.resolution import resolve
from briefgen.model import Actor, Confidence, Document, Quote, QuoteType, Span

MAX_CUES = 40  # of each kind in a passage; more is no prose
MAX_CUES_IN_TEXT = 3000  # prepositions with what they attribute
MIN_UNREAD_WORDS = 5  # of a quotation in a language that has no lexicon


def find_quotes(document: Document, actors: Sequence[Actor]) -> tuple[Quote, ...]:
    """Return the quotations of *document* in text order.

    Spans are half-open code-point offsets into ``document.text``; the contents of different
    quotes never overlap. ``speaker`` is None when the text names no source nearby. A language
    without lexicon gets what stands in quotation marks, without speakers.

    Raises:
        LexiconError: a lexicon file of the language does not hold.

    Source: cue, source (our speaker) and content as in Pareti, PARC 3.0 (LREC 2016).
    """
    lexicon = load_lexicon(document.language)
    if lexicon is None or not document.is_parsed:
        return _by_marks_alone(document)
    reading = read_document(document, lexicon)
    candidates = _without_overlaps(_claims(reading))
    candidates = sorted([*candidates, *floating(reading, candidates)], key=lambda c: c.extent)
    candidates = _without_overlaps(candidates)
    return tuple(
        Quote(
            type=candidate.type,
            content=candidate.content,
            speaker=resolved.speaker,
            actor=resolved.actor,
            cue=candidate.cue,
            sentence=_sentences(document, candidate),
            confidence=resolved.confidence,
        )
        for candidate, resolved in resolve(reading, candidates, actors)
    )


def _claims(reading: Reading) -> list[Candidate]:
    predicates = find_predicates(reading)
    starters = {predicate.first: predicate for predicate in predicates}
    by_passage: dict[int, list[Predicate]] = {}
    for predicate in predicates:
        by_passage.setdefault(reading.passage_of[predicate.verb], []).append(predicate)
    title = _title_end(reading)
    found: list[Candidate] = []
    left = MAX_CUES_IN_TEXT
    for n, passage in enumerate(reading.passages):
        if reading.tokens[passage.last - 1].end <= title:
            continue
        floor = passage.content_first
        for predicate in by_passage.get(n, [])[:MAX_CUES]:
            if not reading.is_free(predicate.verb):
                inner = embedded(reading, predicate)
                found.extend([inner] if inner is not None else [])
                continue  # other speech inside speech is not listed
            if is_aside(reading, predicate):
                beside = aside(reading, passage, predicate)
                found.extend([beside] if beside is not None else [])
                continue
            candidate = line_of_dialogue(reading, predicate)
            if candidate is None:
                candidate = postposed(reading, passage, predicate, floor)
            if candidate is None:
                candidate = preposed(reading, passage, predicate, starters)
            if candidate is not None:
                found.append(candidate)
        named = prepositional(reading, passage, starters, min(MAX_CUES, left))
        left -= len(named)
        found.extend(named)
    return found


def _title_end(reading: Reading) -> int:
    """Return where a first line that repeats the headline ends."""
    headline = reading.document.headline
    if headline is None or not headline.text.strip():
        return 0
    text = reading.text
    return len(headline.text) if text.startswith(headline.text.strip() + "\n") else 0


def _without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the wider of two candidates that claim the same words; of equals the weightier."""
    ranked = sorted(candidates, key=lambda c: (-sum(len(p) for p in c.content), -c.weight, c.order))
    taken: set[int] = set()
    kept = []
    for candidate in ranked:
        cells = [range(part.start, part.end) for part in candidate.content]
        if all(map(taken.isdisjoint, cells)):
            taken.update(*cells)
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.extent)


def _sentences(document: Document, candidate: Candidate) -> Span:
    """Return the span of the sentences that content and cue touch."""
    parts = [*candidate.content, *([candidate.cue] if candidate.cue else [])]
    start = min(part.start for part in parts)
    end = max(part.end for part in parts)
    sentences = document.sentences
    first = max(0, bisect_right(sentences, start, key=lambda s: s.start) - 1)
    last = bisect_left(sentences, end, key=lambda s: s.start)
    touched = [s for s in sentences[first:last] if start < s.end]
    if not touched:
        return Span(start, end)
    return Span(min(touched[0].start, start), max(touched[-1].end, end))


def _by_marks_alone(document: Document) -> tuple[Quote, ...]:
    quotes = []
    for marked in find_marked(document.text):
        words = sum(len(part.of(document.text).split()) for part in marked.parts)
        if words < MIN_UNREAD_WORDS:
            continue
        content = tuple(without_comma(document.text, part) for part in marked.parts)
        candidate = Candidate(content, QuoteType.DIRECT, None, None, 0)
        quotes.append(
            Quote(
                type=QuoteType.DIRECT,
                content=content,
                speaker=None,
                actor=None,
                cue=None,
                sentence=_sentences(document, candidate),
                confidence=Confidence.LOW,
            )
        )
    return tuple(quotes)
