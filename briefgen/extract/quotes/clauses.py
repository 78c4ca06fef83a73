"""Reported clauses: that-clauses, indirect questions, and clauses that no word opens."""

from __future__ import annotations

from briefgen.extract.quotes.adjuncts import after_adjuncts, after_time
from briefgen.extract.quotes.lexicon import Frame
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Reading
from briefgen.model import Token

MAX_GAP = 25  # tokens between a report verb and its clause or quotation
MAX_TO_CLAUSE = 200  # tokens between a report verb and a colon that is looked for
MAX_SUBJECT = 25  # tokens between the start of a clause without "that" and its verb


def dependents(reading: Reading, predicate: Predicate, limit: int) -> list[Token]:
    """Return the dependents of the cue's words that stand after it."""
    tokens = reading.tokens
    return [
        tokens[child]
        for head in range(predicate.verb, max(predicate.last, predicate.verb + 1))
        for child in tokens[head].children
        if predicate.last <= child < limit
    ]


def clause_start(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    """Return the first token of the clause that *predicate* reports, without what opens it."""
    lexicon = reading.lexicon
    if _governs_relative(reading, predicate, limit):
        return None
    for token in dependents(reading, predicate, _colon(reading, predicate.last, limit)):
        relation = token.dep.split(":")[0]
        if relation not in {"ccomp", "xcomp", "advcl", "obj", "acl", "obl", "parataxis", "dep"}:
            continue
        left = max(token.left_edge, predicate.last)
        mark = next(
            (
                k
                for k in range(left, min(left + 4, limit))
                if lexicon.has("complementizers", reading.word(k))
                and reading.tokens[k].pos != "DET"
                and not lexicon.has("clause_binders", reading.word(k - 1))  # "ainsi que"
            ),
            None,
        )
        if mark is not None and _has_verb(reading, predicate.last, mark):
            continue  # the clause of a verb between
        if mark is not None and relation in {"ccomp", "advcl", "xcomp", "obj", "acl", "dep"}:
            return _with_antecedent(reading, predicate, mark)
        if relation == "ccomp" and lexicon.has("interrogatives", reading.word(left - 1)):
            return max(left - 1, predicate.last)
        if relation == "ccomp" and lexicon.has("interrogatives", reading.word(left)):
            return left
        if relation == "ccomp" and lexicon.has("zero_that", "yes"):
            is_mark = lexicon.has("complementizers", reading.word(left))
            if is_mark and left == predicate.last:
                return left + 1
            return _opening(reading, predicate, left, limit)
    found = _surface_clause(reading, predicate, limit)
    return found if found is not None else _bare_clause(reading, predicate, limit)


def _colon(reading: Reading, first: int, limit: int) -> int:
    """Return the first colon, or *limit*: what follows one is no clause of the verb before."""
    last = min(limit, first + MAX_TO_CLAUSE)
    return next((k for k in range(first, last) if reading.word(k) == ":"), limit)


def _with_antecedent(reading: Reading, predicate: Predicate, mark: int) -> int:
    """Return the token after a "que", or the "ce" before it: ``raconte ce qu'elle a vu``."""
    before = mark - 1
    if before >= predicate.last and reading.lexicon.has("demonstratives", reading.word(before)):
        return before
    return mark + 1


def _opening(reading: Reading, predicate: Predicate, left: int, limit: int) -> int:
    """Take in a subject that the tree leaves out of its clause: "said [any plan] must be"."""
    start = _after_addressee(reading, predicate, limit)
    between = range(start, left)
    is_subject = all(
        reading.tokens[k].pos in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"}
        and reading.is_free(k)
        for k in between
    ) and any(reading.tokens[k].pos in {"NOUN", "PROPN"} for k in between)
    return start if is_subject else left


def _governs_relative(reading: Reading, predicate: Predicate, limit: int) -> bool:
    """Tell whether "that" belongs to a noun: "announced the places that would be given"."""
    if Frame.OBJECT not in predicate.frames or Frame.TELL in predicate.frames:
        return False
    if not reading.lexicon.has("zero_that", "yes"):
        return False
    tokens = reading.tokens
    k = predicate.last
    if k >= limit or tokens[k].pos != "DET" or not reading.is_free(k):
        return False
    while k < limit and tokens[k].pos in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
        k += 1
    return k < limit and reading.lexicon.has("complementizers", reading.word(k))


def _has_verb(reading: Reading, first: int, last: int) -> bool:
    return any(
        reading.tokens[k].pos == "VERB" and reading.word(k) in reading.lexicon.forms.lemmas
        for k in range(first, last)
    )


def _surface_clause(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    """Find the complementizer by its place: no verb, and no border, between the cue and it."""
    for k in range(predicate.last, min(predicate.last + MAX_GAP, limit)):
        token = reading.tokens[k]
        if not reading.is_free(k) or reading.word(k) in {";", ":", "(", ")"}:
            return None
        if is_complementizer(reading, k) or _is_only_complementizer(reading, predicate, k):
            if reading.lexicon.has("subordinators", reading.word(k - 1)):
                return None
            return _with_antecedent(reading, predicate, k)
        if token.pos in {"VERB", "AUX"} and not _is_attribute(reading, token):
            return None
    return None


def _is_attribute(reading: Reading, token: Token) -> bool:
    """Tell whether a participle describes a noun between: ``une lettre envoyée lundi``."""
    return (
        token.morph.get("VerbForm") == "Part"
        and token.dep.startswith(("acl", "amod"))
        and reading.word(token.index) not in reading.lexicon.forms.lemmas
    )


def is_complementizer(reading: Reading, index: int) -> bool:
    """Tell whether a token opens a reported clause (and no relative or comparative one)."""
    token = reading.tokens[index]
    return (
        reading.lexicon.has("complementizers", reading.word(index))
        and (token.pos == "SCONJ" or token.dep == "mark")
        and token.dep in {"mark", "fixed", "dep", ""}
    )


def _is_only_complementizer(reading: Reading, predicate: Predicate, index: int) -> bool:
    """Tell whether a ``que`` that the tagger takes for a pronoun has no noun to refer to.

    Nothing stands between it and the cue but adverbs, asides and phrases with a preposition.
    """
    if not reading.lexicon.has("complementizers", reading.word(index)):
        return False
    opening = reading.tokens[predicate.last]
    return (
        opening.pos in {"ADP", "ADV"}
        or predicate.last == index
        or (opening.text == "," and reading.word(index - 1) == ",")
    )


def _bare_clause(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    """Find a clause that nothing opens by its place: a noun phrase, then a finite verb."""
    if not reading.lexicon.has("zero_that", "yes") or not reading.is_free(predicate.verb):
        return None
    start = _after_addressee(reading, predicate, limit)
    has_noun = False
    for k in range(start, min(start + MAX_SUBJECT, limit)):
        token, word = reading.tokens[k], reading.word(k)
        if not reading.is_free(k) or word in {";", ":", "(", ")", "to", ","}:
            return None
        if any(reading.lexicon.has(name, word) for name in ("relatives", "complementizers")):
            return None
        if has_noun and _is_finite_here(reading, predicate, k):
            return start
        if token.pos in {"SCONJ", "AUX"} and not has_noun:
            return None
        if token.pos in {"NOUN", "PROPN", "PRON", "NUM"}:
            has_noun = True
    return None


def _is_finite_here(reading: Reading, predicate: Predicate, index: int) -> bool:
    token = reading.tokens[index]
    if token.pos == "AUX":
        return token.morph.get("VerbForm") == "Fin"
    if token.pos != "VERB" or Frame.OBJECT in predicate.frames:
        return False
    if token.morph.get("VerbForm") == "Fin":
        return token.morph.get("Mood") != "Imp"
    is_past = token.text.endswith("ed") or token.morph.get("Tense") == "Past"
    after = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    return (
        is_past
        and reading.tokens[index - 1].pos in {"NOUN", "PROPN", "PRON", "ADV"}
        and after is not None
        and after.pos in {"DET", "NUM", "PRON", "PROPN", "NOUN", "SCONJ", "ADJ", "VERB"}
    )


def _after_addressee(reading: Reading, predicate: Predicate, limit: int) -> int:
    """Return where the clause may begin: after a time, and after whom is told."""
    at = after_time(reading, predicate.last, limit)
    if Frame.TELL not in predicate.frames or at >= limit:
        return at
    told = next(
        (
            token
            for token in dependents(reading, predicate, limit)
            if token.dep.split(":")[0] in {"iobj", "obj"} and token.left_edge <= at
        ),
        None,
    )
    name = next((n for n in reading.names_from(at + 1) if at <= n.first <= at + 1), None)
    if name is not None and name.last < limit:
        return name.last
    if told is not None and told.index < limit:
        return told.index + 1
    return after_adjuncts(reading, at + 1, limit) if reading.tokens[at].pos == "PRON" else at
