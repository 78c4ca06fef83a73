"""Noun phrases that a report verb governs: what was announced, asked for or complained of."""

from __future__ import annotations

from briefgen.extract.quotes.adjuncts import after_adjuncts
from briefgen.extract.quotes.clauses import dependents
from briefgen.extract.quotes.lexicon import Frame
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Reading
from briefgen.model import Token


def noun_clause_start(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    """``exprimer l'espoir que P``: the clause; ``exprimer sa volonté de P``: the noun phrase.

    Read on the surface: determiner, adjectives, noun, adjectives, complement.
    """
    lexicon = reading.lexicon
    k = predicate.last
    while k < min(predicate.last + 5, limit) and (
        reading.tokens[k].pos in {"DET", "ADJ", "ADV", "NUM"} and reading.is_free(k)
    ):
        k += 1
    noun = k
    if noun >= limit or not _is_report_noun(reading, noun):
        return None
    k += 1
    while k < limit and reading.tokens[k].pos == "ADJ":
        k += 1
    if k >= limit or not lexicon.has("noun_complements", reading.word(k)):
        return None
    is_clause = lexicon.has("complementizers", reading.word(k))
    if is_clause and _is_listed(reading, noun, "clause_nouns"):
        return k + 1
    return predicate.last


def _is_report_noun(reading: Reading, index: int) -> bool:
    return _is_listed(reading, index, "report_nouns")


def _is_listed(reading: Reading, index: int, name: str) -> bool:
    word = reading.word(index)
    forms = (word, reading.tokens[index].lemma.lower(), word.removesuffix("s"))
    return any(reading.lexicon.has(name, form) for form in forms)


def object_by_surface(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    """Return the noun phrase that begins after the cue, whatever the tree makes of it."""
    at = after_adjuncts(reading, predicate.last, limit)
    if at >= limit or not reading.is_free(at) or at + 1 >= limit:
        return None
    token = reading.tokens[at]
    opens = token.pos == "DET" and not reading.lexicon.has("possessives", reading.word(at))
    return at if opens and token.index != predicate.source else None


def object_start(reading: Reading, predicate: Predicate, limit: int, frame: Frame) -> int | None:
    """Return the first token of the object on the tree, with what *frame* asks of it."""
    obj = None
    further = None
    for token in dependents(reading, predicate, limit):
        relation = token.dep.split(":")[0]
        if (
            relation == "obj"
            and token.pos in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"}
            and obj is None
        ):
            obj = token
        elif relation in {"xcomp", "obl", "ccomp", "advcl", "nmod", "acl"} and further is None:
            further = token if frame != Frame.NAME or _may_name(reading, token) else None
    if frame == Frame.OBJECT:
        if obj is None:
            return None
        start = max(obj.left_edge, predicate.last)
        return None if reading.lexicon.has("possessives", reading.word(start)) else start
    if further is None and frame == Frame.BLAME and obj is not None:
        ahead = range(obj.index + 1, min(obj.index + 5, limit))
        has_reason = any(reading.lexicon.has("of_markers", reading.word(k)) for k in ahead)
        return max(obj.left_edge, predicate.last) if has_reason else None
    if further is None:
        return None
    if obj is not None:
        return max(min(obj.left_edge, further.left_edge), predicate.last)
    return max(further.left_edge, predicate.last)


def _may_name(reading: Reading, token: Token) -> bool:
    """Tell whether a phrase may say what somebody is called: no "call them from the palace"."""
    left = reading.tokens[token.left_edge]
    return left.pos != "ADP" or reading.lexicon.has("name_markers", reading.word(left.index))


def oblique_start(reading: Reading, predicate: Predicate, limit: int, frame: Frame) -> int | None:
    """``appeler à X``, ``se féliciter de X``: the noun phrase without its preposition."""
    markers = f"{frame.value}_markers"
    for token in dependents(reading, predicate, limit):
        if not token.dep.startswith(("obl", "obj", "iobj", "xcomp", "nmod", "advcl")):
            continue
        left = max(token.left_edge, predicate.last)
        if reading.lexicon.has(markers, reading.word(left)):
            return left + 1
        if reading.word(left - 1) and frame is Frame.REPORT and left == predicate.last:
            return left
    return oblique_by_surface(reading, predicate, limit, frame)


def oblique_by_surface(
    reading: Reading, predicate: Predicate, limit: int, frame: Frame
) -> int | None:
    """Return the noun phrase after the preposition that follows the cue."""
    at = predicate.last
    in_cue = (
        at < limit
        and at - 1 > predicate.verb
        and reading.lexicon.has(f"{frame.value}_markers", reading.word(at - 1))
    )
    if in_cue and reading.tokens[at].pos in {"DET", "NOUN", "ADJ", "PROPN"}:
        return at
    if at + 1 < limit and reading.lexicon.has(f"{frame.value}_markers", reading.word(at)):
        return at + 1 if reading.tokens[at + 1].pos in {"DET", "NOUN", "ADJ", "PROPN"} else None
    return None
