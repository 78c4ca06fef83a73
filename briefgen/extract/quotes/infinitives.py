"""Infinitives that a report verb governs, with the person addressed if no preposition does."""

from __future__ import annotations

from briefgen.extract.quotes.adjuncts import after_adjuncts, after_time, is_infinitive, is_time
from briefgen.extract.quotes.clauses import dependents
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Reading
from briefgen.model import Token

MAX_ADDRESSEE = 20  # tokens between a report verb and the infinitive's marker


def infinitive_start(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    """Return the first token of the infinitive on the tree, or of the person told to."""
    told = None
    for token in dependents(reading, predicate, limit):
        is_noun = token.pos in {"NOUN", "PROPN", "PRON"}
        if token.dep in {"obj", "iobj"} and is_noun and not is_time(reading, token.index):
            told = token
        if token.dep.split(":")[0] not in {"xcomp", "ccomp", "advcl", "obl", "acl"}:
            continue
        if token.morph.get("VerbForm") != "Inf" and not _has_marker(reading, token):
            continue
        left = max(token.left_edge, predicate.last)
        while left < token.index and (
            reading.lexicon.has("infinitive_markers", reading.word(left))
            or after_time(reading, left, limit) > left
        ):
            left = max(left + 1, after_time(reading, left, limit))
        if told is not None and told.index < token.index:
            return max(told.left_edge, predicate.last)
        return min(left, token.index)
    return None


def _has_marker(reading: Reading, token: Token) -> bool:
    return any(
        reading.tokens[c].dep == "mark"
        and reading.lexicon.has("infinitive_markers", reading.word(c))
        for c in token.children
        if c < token.index
    )


def infinitive_by_surface(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    """``affirme ignorer``, ``demande aux habitants de rester``, ``accuse le ministre de mentir``.

    The person addressed with a preposition is left out; one without stays in the content.
    """
    lexicon = reading.lexicon
    at = after_adjuncts(reading, predicate.last, limit)
    if at >= limit or not reading.is_free(at):
        return None
    if is_infinitive(reading, at):
        return at
    if lexicon.has("infinitive_markers", reading.word(at)) and is_infinitive(reading, at + 1):
        return at + 1
    return at if reading.tokens[at].pos != "PUNCT" and _told(reading, at, limit) else None


def _told(reading: Reading, at: int, limit: int) -> bool:
    """Tell whether a noun phrase from *at* on is told to do something."""
    tokens = reading.tokens
    k, has_noun = at, False
    while k < min(at + MAX_ADDRESSEE, limit - 1):
        if not reading.is_free(k):
            return False
        is_marker = reading.lexicon.has("infinitive_markers", reading.word(k))
        if is_marker and has_noun and is_infinitive(reading, k + 1):
            return True
        if reading.word(k) == ",":
            aside = after_adjuncts(reading, k, limit)
            if aside == k:
                return False
            k = aside
            continue
        if tokens[k].pos in {"AUX", "PUNCT", "SCONJ", "CCONJ"} or (
            tokens[k].pos == "VERB" and tokens[k].morph.get("VerbForm") != "Part"
        ):
            return False
        has_noun = has_noun or tokens[k].pos in {"NOUN", "PROPN", "PRON"}
        k += 1
    return False
