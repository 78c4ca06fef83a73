"""What the words of a verb group tell: tense, finiteness, negation, and voice."""

from __future__ import annotations

from briefgen.extract.quotes.reading import Reading
from briefgen.extract.quotes.verb_groups import group_start, is_mistyped
from briefgen.model import Token

MAX_LOOK_BACK = 200  # tokens of a sentence that are looked through for another verb


def tense_of(reading: Reading, verb: int) -> tuple[str, str, str]:
    """Return the tense of a verb and of the first word of its group, and the auxiliary's kind."""
    token = reading.tokens[verb]
    first, _ = group_start(reading, token)
    auxiliaries = [c for c in token.children if reading.tokens[c].dep.startswith("aux")]
    first = min([first, *(c for c in auxiliaries if c < verb)])
    head = reading.tokens[first] if first < verb else token
    kind = (
        ""
        if first == verb
        else "aux"
        if reading.lexicon.has("auxiliaries", reading.word(first))
        else "modal"
    )
    return token.morph.get("Tense", ""), head.morph.get("Tense", ""), kind


def is_finite(reading: Reading, token: Token, first: int) -> bool:
    """Tell whether the verb, or an auxiliary from token *first* on, is finite."""
    forms = reading.lexicon.forms
    if first == token.index and reading.word(token.index) in forms.participles:
        return False
    if token.morph.get("VerbForm") == "Fin" or reading.word(token.index) in forms.finite:
        return True
    if first < token.index:
        return any(
            reading.tokens[k].morph.get("VerbForm") == "Fin" or is_mistyped(reading, k, token.index)
            for k in range(first, token.index)
        )
    return _is_past(reading, token)


def _is_past(reading: Reading, token: Token) -> bool:
    """Tell whether a past tense was taken for a participle: it has a subject."""
    return (
        reading.lexicon.has("past_is_participle", "yes")
        and not reading.word(token.index).endswith("ing")
        and any(reading.tokens[c].dep == "nsubj" for c in token.children)
    )


def is_negated(reading: Reading, token: Token, first: int) -> bool:
    """Tell whether a negation stands at the verb group that begins at *first*."""
    return any(
        reading.lexicon.has("negations", reading.word(k))
        for k in (*token.children, first - 1, first - 2)
        if 0 <= k < token.index and reading.tokens[k].sentence == token.sentence
    )


def is_passive(reading: Reading, token: Token, first: int) -> bool:
    """Tell whether a participle is passive: its agent spoke, not its subject."""
    if first < token.index and reading.lexicon.has("active_auxiliaries", reading.word(first)):
        return any(
            reading.lexicon.has("passive_participles", reading.word(k))
            for k in range(first, token.index)
        )
    word = reading.word(token.index)
    if word in reading.lexicon.forms.finite:
        return False
    if word in reading.lexicon.forms.participles:
        return _is_passive_form(reading, token, first)
    if any(reading.tokens[c].dep == "aux:pass" for c in token.children):
        return not any(reading.lexicon.has("reflexives", reading.word(c)) for c in token.children)
    is_participle = token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") != "Pres"
    if any(reading.tokens[c].dep == "nsubj" for c in token.children) or token.dep == "root":
        return False  # a past tense that looks like a participle
    if _is_main_verb(reading, token):
        return False
    return (
        is_participle
        and token.dep != "conj"
        and not any(reading.tokens[c].dep.startswith("aux") for c in token.children)
        and not reading.lexicon.has("auxiliaries", reading.word(token.index - 1))
    )


def _is_passive_form(reading: Reading, token: Token, first: int) -> bool:
    """Tell the voice of a form that can only be a participle, without active auxiliary.

    Alone it is passive, unless it shares the auxiliary of a verb before; then it has no ending.
    """
    if first < token.index:
        return not any(
            reading.lexicon.has("reflexives", reading.word(k))
            or is_mistyped(reading, k, token.index)
            for k in range(first, token.index)
        )
    return token.dep != "conj" or reading.lexicon.has(
        "participle_endings", reading.word(token.index)[-2:]
    )


def _is_main_verb(reading: Reading, token: Token) -> bool:
    """Tell whether a past tense was taken for a participle: the sentence has no other verb."""
    if not reading.lexicon.has("past_is_participle", "yes") or token.dep != "acl":
        return False
    passage = reading.passages[reading.passage_of[token.index]]
    return reading.tokens[token.head].dep == "root" and not any(
        t.morph.get("VerbForm") == "Fin" and reading.is_free(t.index)
        for t in reading.tokens[passage.first : passage.last][:MAX_LOOK_BACK]
    )
