"""What stands after a report verb: from a predicate to where its reported words begin."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from briefgen.extract.quotes.lexicon import Frame
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Reading
from briefgen.model import Token

MAX_ADDRESSEE = 9  # tokens between a report verb and the infinitive's marker
MAX_GAP = 25  # tokens between a report verb and its clause or quotation


def complement_start(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    """Return the first token of what *predicate* reports, if it reports anything.

    *limit* ends the passage. Clauses are preferred to infinitives, and those to nouns.
    """
    for allowed, find in _FINDERS:
        if predicate.frames & allowed:
            start = find(reading, predicate, limit)
            if start is not None:
                return start
    return None


def _dependents(reading: Reading, predicate: Predicate, limit: int) -> list[Token]:
    """The dependents of the cue's words that stand after it."""
    tokens = reading.tokens
    heads = {predicate.verb, *range(predicate.verb, predicate.last)}
    return [
        tokens[child]
        for head in sorted(heads)
        for child in tokens[head].children
        if predicate.last <= child < limit
    ]


def _clause(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    lexicon = reading.lexicon
    for token in _dependents(reading, predicate, limit):
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
            ),
            None,
        )
        if mark is not None and _has_verb(reading, predicate.last, mark):
            continue  # the clause of a verb between
        if mark is not None and relation in {"ccomp", "advcl", "xcomp", "obj", "acl", "dep"}:
            return mark + 1
        if relation == "ccomp" and lexicon.has("interrogatives", reading.word(left - 1)):
            return max(left - 1, predicate.last)
        if relation == "ccomp" and lexicon.has("interrogatives", reading.word(left)):
            return left
        if relation == "ccomp" and lexicon.has("zero_that", "yes"):
            is_mark = lexicon.has("complementizers", reading.word(left))
            return left + 1 if is_mark and left == predicate.last else left
    return _surface_clause(reading, predicate, limit)


def _has_verb(reading: Reading, first: int, last: int) -> bool:
    return any(
        reading.tokens[k].pos == "VERB" and reading.word(k) in reading.lexicon.forms
        for k in range(first, last)
    )


def _surface_clause(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    """Find the complementizer by its place: no verb, and no border, between the cue and it."""
    for k in range(predicate.last, min(predicate.last + MAX_GAP, limit)):
        token = reading.tokens[k]
        if not reading.is_free(k) or reading.word(k) in {";", ":", "(", ")"}:
            return None
        if lexicon_complementizer(reading, k) or _is_only_complementizer(reading, predicate, k):
            if reading.lexicon.has("subordinators", reading.word(k - 1)):
                return None
            return k + 1
        if token.pos in {"VERB", "AUX"}:
            return None
    return None


def _infinitive_by_surface(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    """``affirme ignorer``, ``demande aux habitants de rester``, ``accuse le ministre de mentir``.

    The person addressed with a preposition is left out; one without stays in the content.
    """
    at = predicate.last
    while at < limit and reading.tokens[at].pos == "ADV":
        at += 1
    if at < limit and reading.tokens[at].morph.get("VerbForm") == "Inf":
        return at
    for k in range(at, min(at + MAX_ADDRESSEE, limit - 1)):
        if not reading.is_free(k):
            return None
        if reading.lexicon.has("infinitive_markers", reading.word(k)):
            verb = k + 1
            while verb < limit and reading.tokens[verb].pos in {"PRON", "ADV"}:
                verb += 1
            if verb < limit and reading.tokens[verb].morph.get("VerbForm") == "Inf":
                is_governed = k == at or reading.lexicon.has("addressees", reading.word(at))
                return k + 1 if is_governed else at
        if reading.tokens[k].morph.get("VerbForm") == "Inf":
            return k if reading.lexicon.has("addressees", reading.word(at)) else None
        if reading.tokens[k].pos in {"VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"}:
            return None
    return None


def lexicon_complementizer(reading: Reading, index: int) -> bool:
    """Tell whether a token opens a reported clause (and no relative or comparative one)."""
    token = reading.tokens[index]
    return (
        reading.lexicon.has("complementizers", reading.word(index))
        and (token.pos == "SCONJ" or token.dep == "mark")
        and token.dep in {"mark", "fixed", "dep", ""}
    )


def _is_only_complementizer(reading: Reading, predicate: Predicate, index: int) -> bool:
    """Tell whether a ``que`` that the tagger takes for a pronoun has no noun to refer to.

    Nothing stands between it and the cue but adverbs and phrases with a preposition.
    """
    if not reading.lexicon.has("complementizers", reading.word(index)):
        return False
    opening = reading.tokens[predicate.last]
    return opening.pos in {"ADP", "ADV"} or predicate.last == index


def _infinitive(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    obj = None
    for token in _dependents(reading, predicate, limit):
        if token.dep == "obj" and token.pos in {"NOUN", "PROPN", "PRON"}:
            obj = token
        if token.dep.split(":")[0] not in {"xcomp", "ccomp", "advcl", "obl", "acl"}:
            continue
        if token.morph.get("VerbForm") != "Inf" and not _has_infinitive_marker(reading, token):
            continue
        left = max(token.left_edge, predicate.last)
        while reading.lexicon.has("infinitive_markers", reading.word(left)) and left < token.index:
            left += 1
        if obj is not None and obj.index < token.index:
            return max(obj.left_edge, predicate.last)
        return left
    return None


def _has_infinitive_marker(reading: Reading, token: Token) -> bool:
    return any(
        reading.tokens[c].dep == "mark"
        and reading.lexicon.has("infinitive_markers", reading.word(c))
        for c in token.children
        if c < token.index
    )


def _noun_clause(reading: Reading, predicate: Predicate, limit: int) -> int | None:
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


def _surface_object(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    """The noun phrase that begins right after the cue, whatever the tree makes of it."""
    at = predicate.last
    while at < limit and reading.tokens[at].pos == "ADV" and at < predicate.last + 3:
        at += 1
    if at >= limit or not reading.is_free(at) or at + 1 >= limit:
        return None
    token = reading.tokens[at]
    opens = token.pos == "DET" and not reading.lexicon.has("possessives", reading.word(at))
    return at if opens and token.index != predicate.source else None


def _object(reading: Reading, predicate: Predicate, limit: int, frame: Frame) -> int | None:
    obj = None
    further = None
    for token in _dependents(reading, predicate, limit):
        relation = token.dep.split(":")[0]
        if (
            relation == "obj"
            and token.pos in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"}
            and obj is None
        ):
            obj = token
        elif relation in {"xcomp", "obl", "ccomp", "advcl", "nmod", "acl"} and further is None:
            further = token
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


def _oblique(reading: Reading, predicate: Predicate, limit: int, frame: Frame) -> int | None:
    """``appeler à X``, ``se féliciter de X``: the noun phrase without its preposition."""
    markers = f"{frame.value}_markers"
    for token in _dependents(reading, predicate, limit):
        if not token.dep.startswith(("obl", "obj", "iobj", "xcomp", "nmod", "advcl")):
            continue
        left = max(token.left_edge, predicate.last)
        if reading.lexicon.has(markers, reading.word(left)):
            return left + 1
        if reading.word(left - 1) and frame is Frame.REPORT and left == predicate.last:
            return left
    return _surface_oblique(reading, predicate, limit, frame)


def _surface_oblique(
    reading: Reading, predicate: Predicate, limit: int, frame: Frame
) -> int | None:
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


_Finder = Callable[[Reading, Predicate, int], int | None]
_FINDERS: tuple[tuple[frozenset[Frame], _Finder], ...] = (
    (frozenset({Frame.THAT, Frame.TELL, Frame.FIGURE}), _clause),
    (frozenset({Frame.TO}), partial(_surface_oblique, frame=Frame.TO)),
    (frozenset({Frame.INF}), _infinitive),
    (frozenset({Frame.INF, Frame.BLAME}), _infinitive_by_surface),
    (frozenset({Frame.NOUN}), _noun_clause),
    (frozenset({Frame.OBJECT}), _surface_object),
    (frozenset({Frame.OBJECT}), partial(_object, frame=Frame.OBJECT)),
    (frozenset({Frame.NAME}), partial(_object, frame=Frame.NAME)),
    (frozenset({Frame.BLAME}), partial(_object, frame=Frame.BLAME)),
    (frozenset({Frame.TO}), partial(_oblique, frame=Frame.TO)),
    (frozenset({Frame.OF}), partial(_oblique, frame=Frame.OF)),
    (frozenset({Frame.REPORT}), partial(_oblique, frame=Frame.REPORT)),
    (frozenset({Frame.WARN}), partial(_oblique, frame=Frame.WARN)),
)
