"""The words of a report verb: from a token to its auxiliaries and its lexicon entry."""

from __future__ import annotations

from dataclasses import replace

from briefgen.extract.quotes.lexicon import Frame, ReportVerb
from briefgen.extract.quotes.reading import Reading
from briefgen.model import Token

_BESIDE_QUOTATIONS = frozenset({Frame.DIRECT, Frame.MARKED})


def is_clitic_subject(reading: Reading, index: int) -> bool:
    """Tell whether a token is the pronoun of an inversion: ``-t-il``."""
    return reading.word(index).startswith("-") and bare_pronoun(reading, index) in (
        reading.lexicon.words.get("clitic_subjects", ())
    )


def bare_pronoun(reading: Reading, index: int) -> str:
    """Return a pronoun without the hyphens of an inversion."""
    return reading.word(index).removeprefix("-").removeprefix("t-").removeprefix("t'")


def is_verb(reading: Reading, token: Token) -> bool:
    """Tell whether a form of a report verb is one here, also where the tagger takes it for a noun.

    It is after an auxiliary, and between a quotation and a noun phrase.
    """
    if _begins_phrase(reading, token.index):
        return True
    if token.pos in {"VERB", "AUX"}:
        return (token.pos == "VERB" or not token.dep.startswith("aux")) and not _is_source_noun(
            reading, token.index
        )
    return token.pos in {"NOUN", "ADJ", "PROPN", "X"} and _is_taken_for_noun(reading, token)


def _is_taken_for_noun(reading: Reading, token: Token) -> bool:
    """Tell by its surroundings whether the tagger took a verb for a noun or adjective."""
    if _is_between_phrases(reading, token) or (
        _auxiliary_over_phrase(reading, token.index) < token.index
    ):
        return True
    if any(reading.tokens[c].dep.startswith("nsubj") for c in token.children):
        return not any(reading.tokens[c].dep == "cop" for c in token.children)
    if reading.lexicon.has("complementizers", reading.word(token.index + 1)):
        return reading.tokens[token.index - 1].pos != "DET"
    before = token.index - 1
    while before >= 0 and reading.tokens[before].pos == "ADV":
        before -= 1
    if before < 0 or not reading.is_free(token.index):
        return False
    if reading.lexicon.has("auxiliaries", reading.word(before)):
        return True
    if reading.word(before) == "," and before > 0:
        before -= 1
    follows = token.index + 1 < len(reading.tokens) and (
        reading.tokens[token.index + 1].pos in {"DET", "PROPN", "PRON"}
    )
    return follows and not reading.is_free(before)


def _is_source_noun(reading: Reading, index: int) -> bool:
    """Tell whether a form like ``manifestant`` is the noun here: a determiner stands before it."""
    if reading.word(index) not in reading.lexicon.kinds:
        return False
    before = index - 1
    while before >= 0 and reading.tokens[before].pos == "ADJ":
        before -= 1
    return before >= 0 and reading.tokens[before].pos == "DET"


def _is_between_phrases(reading: Reading, token: Token) -> bool:
    """Tell whether a form that is no participle stands where a finite verb does.

    A noun phrase without determiner or preposition of its own ends before it, and another
    phrase or a clause begins after it.
    """
    index, word = token.index, reading.word(token.index)
    is_finite_form = word in reading.lexicon.forms.finite or (
        not reading.lexicon.forms.finite and word.endswith("s")
    )
    if not is_finite_form or index == 0 or index + 1 >= len(reading.tokens):
        return False
    before, after = reading.tokens[index - 1], reading.tokens[index + 1]
    if before.pos not in {"NOUN", "PROPN"} or before.sentence != token.sentence:
        return False
    return after.pos == "DET" or any(
        reading.lexicon.has(name, reading.word(index + 1))
        for name in ("complementizers", "question_words")
    )


def _begins_phrase(reading: Reading, index: int) -> bool:
    """Tell whether the words that make a verb a report verb follow it."""
    return any(
        verb.words and words_end(reading, index, verb.words) is not None
        for name in reading.lexicon.forms.lemmas[reading.word(index)]
        for verb in reading.lexicon.verbs.get(name, ())
    )


def group_start(reading: Reading, token: Token) -> tuple[int, bool]:
    """Return the first token of the verb group, and whether a reflexive pronoun is in it.

    The group is read leftwards on the surface: auxiliaries, with adverbs and inverted pronouns
    between, and a phrase between them when the tree says whose auxiliary it is.
    """
    first, reflexive = token.index, False
    lexicon = reading.lexicon
    for child in token.children:
        is_near = token.index - 8 <= child < first
        if is_near and reading.tokens[child].dep.startswith("aux"):
            first = child if reading.is_free(child) == reading.is_free(token.index) else first
    k = first - 1
    while k >= 0 and reading.is_free(k) == reading.is_free(token.index) and first - k <= 4:
        if lexicon.has("auxiliaries", reading.word(k)) or is_mistyped(reading, k, token.index):
            first = k
        elif lexicon.has("reflexives", reading.word(k)):
            reflexive = True
            first = k
            break
        elif reading.tokens[k].pos != "ADV" and not is_clitic_subject(reading, k):
            break
        k -= 1
    if first == token.index:
        first = _auxiliary_over_phrase(reading, token.index)
    return first, reflexive


def is_mistyped(reading: Reading, index: int, participle: int) -> bool:
    """Tell whether ``à`` stands before a participle, where only ``a`` can."""
    return (
        reading.lexicon.has("mistyped_auxiliaries", reading.word(index))
        and reading.word(participle) in reading.lexicon.forms.participles
        and participle - index <= 2
    )


def _auxiliary_over_phrase(reading: Reading, verb: int) -> int:
    """Return the auxiliary that a phrase like ``de son côté`` parts from its participle."""
    for words in reading.lexicon.inserted.get(reading.word(verb - 1), ()):
        start = verb - len(words)
        is_there = all(reading.word(start + n) == word for n, word in enumerate(words))
        if start > 0 and is_there and reading.lexicon.has("auxiliaries", reading.word(start - 1)):
            return start - 1
    return verb


def entry_of(reading: Reading, token: Token, *, reflexive: bool) -> tuple[ReportVerb | None, int]:
    """Return the lexicon's verb for *token* and where its words end."""
    lexicon = reading.lexicon
    lemmas = lexicon.forms.lemmas[reading.word(token.index)]
    lemma = token.lemma.lower()
    for name in sorted(lemmas, key=lambda name: name != lemma):
        if reflexive and name in lexicon.reflexives:
            return lexicon.reflexives[name], token.index + 1
        for verb in lexicon.verbs.get(name, ()):
            last = words_end(reading, token.index, verb.words)
            if last is not None and _is_truly_reflexive(reading, token.index):
                return replace(verb, frames=verb.frames & _BESIDE_QUOTATIONS), last
            if last is not None:
                return verb, last
    return None, token.index


def _is_truly_reflexive(reading: Reading, verb: int) -> bool:
    """Tell whether ``se`` stands in the group: an unlisted reflexive only goes with quotations."""
    return any(
        reading.lexicon.has("true_reflexives", reading.word(k)) for k in (verb - 1, verb - 2)
    ) and not any(reading.tokens[k].pos in {"VERB", "PUNCT"} for k in range(max(0, verb - 2), verb))


def words_end(reading: Reading, index: int, words: tuple[str, ...]) -> int | None:
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
