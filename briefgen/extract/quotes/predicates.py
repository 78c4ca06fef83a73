"""Report verbs of a document, each with its words, its frames and the head of its source.

A predicate is found on the dependency tree: a verb of the lexicon (with the words that make it
a report verb, if any), its auxiliaries, and the nearest subject: its own, that of the verb it
is coordinated with or depends on, the antecedent of its relative pronoun, the noun that its
participle modifies, or the agent of its passive.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.extract.quotes.lexicon import Frame, ReportVerb
from briefgen.extract.quotes.reading import Reading
from briefgen.extract.quotes.sources import can_speak
from briefgen.model import Span, Token

MAX_CLIMB = 6  # governors between a verb and the one that has its subject


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
    """Return the report verbs of the document in text order."""
    found = []
    for token in reading.tokens:
        if token.pos in {"VERB", "AUX", "ADJ", "NOUN"}:
            predicate = _predicate(reading, token)
            if predicate is not None:
                found.append(predicate)
    return tuple(found)


def _predicate(reading: Reading, token: Token) -> Predicate | None:
    if token.pos not in {"VERB", "AUX"} and token.morph.get("VerbForm") is None:
        return None
    if token.dep.startswith("aux"):
        return None
    first, reflexive = _group_start(reading, token)
    entry, last = _entry(reading, token, reflexive=reflexive)
    if entry is None:
        return None
    passive = _is_passive(reading, token)
    source = _agent(reading, token.index) if passive else _source(reading, token, first, last)
    trusted = entry.any_subject or (source is not None and can_speak(reading, source))
    return Predicate(
        verb=token.index,
        first=first,
        last=last,
        frames=entry.frames,
        source=source,
        is_trusted=trusted,
        is_finite=_is_finite(reading, token),
        is_negated=_is_negated(reading, token),
        is_passive=passive,
        source_follows=source is not None and source > token.index,
    )


def _group_start(reading: Reading, token: Token) -> tuple[int, bool]:
    """Return the first token of the verb group, and whether a reflexive pronoun is in it."""
    first, reflexive = token.index, False
    for child in token.children:
        other = reading.tokens[child]
        if child > token.index or token.index - child > 8:
            continue
        is_reflexive = other.morph.get("Reflex") == "Yes" or reading.lexicon.has(
            "reflexives", reading.word(child)
        )
        if is_reflexive and other.pos == "PRON":
            reflexive = True
            first = min(first, child)
        elif other.dep.startswith("aux") and reading.is_free(child) == reading.is_free(token.index):
            first = min(first, child)
    return first, reflexive


def _entry(reading: Reading, token: Token, *, reflexive: bool) -> tuple[ReportVerb | None, int]:
    """Return the lexicon's verb for *token* and where its words end."""
    lemma = token.lemma.lower()
    lexicon = reading.lexicon
    if reflexive and lemma in lexicon.reflexives:
        return lexicon.reflexives[lemma], token.index + 1
    for verb in lexicon.verbs.get(lemma, ()):
        last = _words_end(reading, token.index, verb.words)
        if last is not None:
            return verb, last
    return None, token.index


def _words_end(reading: Reading, index: int, words: tuple[str, ...]) -> int | None:
    """Return where *words* end when they follow *index*, with at most two words between."""
    if not words:
        return index + 1
    for start in range(index + 1, index + 4):
        for n, word in enumerate(words):
            if reading.word(start + n) != word and not (
                word == "de" and reading.word(start + n) in {"d'", "du", "des"}
            ):
                break
        else:
            return start + len(words)
    return None


def _is_finite(reading: Reading, token: Token) -> bool:
    if token.morph.get("VerbForm") == "Fin":
        return True
    return any(
        reading.tokens[c].dep.startswith("aux") and reading.tokens[c].morph.get("VerbForm") == "Fin"
        for c in token.children
    )


def _is_negated(reading: Reading, token: Token) -> bool:
    return any(
        reading.lexicon.has("negations", reading.word(c)) and c < token.index
        for c in token.children
    )


def _is_passive(reading: Reading, token: Token) -> bool:
    if any(reading.tokens[c].dep in {"aux:pass", "nsubj:pass"} for c in token.children):
        return True
    is_participle = token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") != "Pres"
    return (
        is_participle
        and token.dep in {"acl", "amod", "advcl"}
        and not any(reading.tokens[c].dep.startswith("aux") for c in token.children)
    )


def _agent(reading: Reading, verb: int) -> int | None:
    for child in reading.tokens[verb].children:
        other = reading.tokens[child]
        if other.dep == "obl:agent" and child > verb:
            return child
        if other.dep.startswith("obl") and child > verb:
            case = next((c for c in other.children if reading.tokens[c].dep == "case"), None)
            if case is not None and reading.lexicon.has("agent_markers", reading.word(case)):
                return child
    return None


def _source(reading: Reading, token: Token, first: int, last: int) -> int | None:
    """Return the subject on the tree, or for a verb beside a quotation the noun phrase after it.

    The parser knows nothing of marks: a subject inside a quotation is none of a verb outside.
    """
    found = _subject(reading, token)
    if not reading.is_free(token.index):
        return found
    clitic = next(
        (k for k in range(first, last + 1) if is_clitic_subject(reading, k) and k > first), None
    )
    if clitic is not None:
        return clitic
    if found is not None and reading.is_free(found) and not _is_far(reading, found, first):
        return found
    if first > 0 and (reading.word(first - 1) == "," or not reading.is_free(first - 1)):
        return _noun_after(reading, last)
    return None


def _is_far(reading: Reading, subject: int, verb: int) -> bool:
    """Tell whether a quotation stands between subject and verb, so that another is meant."""
    return reading.passage_of[subject] != reading.passage_of[verb]


def is_clitic_subject(reading: Reading, index: int) -> bool:
    """Tell whether a token is the pronoun of an inversion: ``-t-il``."""
    return reading.word(index).startswith("-") and bare_pronoun(reading, index) in (
        reading.lexicon.words.get("clitic_subjects", ())
    )


def bare_pronoun(reading: Reading, index: int) -> str:
    """Return a pronoun without the hyphens of an inversion."""
    return reading.word(index).removeprefix("-").removeprefix("t-").removeprefix("t'")


def _noun_after(reading: Reading, index: int) -> int | None:
    """Return the head of the first noun phrase after *index* that no preposition governs."""
    tokens = reading.tokens
    governed = False
    limit = min(index + 14, len(tokens))
    k = index
    while k < limit and reading.is_free(k) and reading.word(k) not in {".", ";", ":", "?", "!"}:
        token = tokens[k]
        if token.pos in {"NOUN", "PROPN", "PRON"}:
            if not governed:
                return k
            while k + 1 < limit and tokens[k + 1].pos in {"PROPN", "ADJ", "NOUN"}:
                k += 1
                if tokens[k].dep.startswith("nsubj"):
                    return k
            governed = False
        elif token.pos == "ADP":
            governed = True
        elif token.pos in {"VERB", "AUX"}:
            return None
        k += 1
    return None


def _subject(reading: Reading, token: Token) -> int | None:
    index = token.index
    for _ in range(MAX_CLIMB):
        own = _own_subject(reading, index)
        if own is not None:
            return _antecedent(reading, own, index)
        token = reading.tokens[index]
        if token.dep in {"acl", "amod"} and reading.tokens[token.head].pos in {
            "NOUN",
            "PROPN",
            "PRON",
        }:
            return token.head
        if token.dep.split(":")[0] not in {"conj", "xcomp", "advcl", "acl", "parataxis", "ccomp"}:
            return None
        if token.dep == "ccomp" and _is_finite(reading, token):
            return None
        if token.head == index:
            return None
        index = token.head
    return None


def _own_subject(reading: Reading, index: int) -> int | None:
    clitic = None
    for child in reading.tokens[index].children:
        dep = reading.tokens[child].dep
        if dep.startswith("nsubj") and not dep.endswith("pass"):
            return child
        if dep == "expl:subj":
            clitic = child
    return clitic


def _antecedent(reading: Reading, subject: int, verb: int) -> int | None:
    """Return the noun behind a relative pronoun; any other subject is itself."""
    if not reading.lexicon.has("relatives", reading.word(subject)):
        return subject
    token = reading.tokens[verb]
    for _ in range(MAX_CLIMB):
        if token.dep.startswith("acl"):
            return token.head
        if token.dep != "conj" or token.head == token.index:
            break
        token = reading.tokens[token.head]
    before = subject - 1
    while before >= 0 and reading.tokens[before].pos in {"PUNCT", "ADP"}:
        before -= 1
    return before if before >= 0 and reading.tokens[before].pos in {"NOUN", "PROPN"} else None
