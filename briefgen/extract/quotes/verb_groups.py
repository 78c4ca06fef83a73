"""The words of a report verb: from a token to its auxiliaries, its lexicon entry and its voice."""

from __future__ import annotations

from briefgen.extract.quotes.lexicon import ReportVerb
from briefgen.extract.quotes.reading import Reading
from briefgen.model import Token

MAX_LOOK_BACK = 200  # tokens of a sentence that are looked through for another verb


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
        return not token.dep.startswith("aux")
    if token.pos not in {"NOUN", "ADJ", "PROPN", "X"}:
        return False
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


def _begins_phrase(reading: Reading, index: int) -> bool:
    """Tell whether the words that make a verb a report verb follow it."""
    return any(
        verb.words and words_end(reading, index, verb.words) is not None
        for name in reading.lexicon.forms[reading.word(index)]
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
        if lexicon.has("auxiliaries", reading.word(k)):
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
    lemmas = lexicon.forms[reading.word(token.index)]
    lemma = token.lemma.lower()
    for name in sorted(lemmas, key=lambda name: name != lemma):
        if reflexive and name in lexicon.reflexives:
            return lexicon.reflexives[name], token.index + 1
        for verb in lexicon.verbs.get(name, ()):
            last = words_end(reading, token.index, verb.words)
            if last is not None:
                return verb, last
    return None, token.index


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


def is_finite(reading: Reading, token: Token, first: int) -> bool:
    """Tell whether the verb, or an auxiliary from token *first* on, is finite."""
    return token.morph.get("VerbForm") == "Fin" or (
        first < token.index
        and any(reading.tokens[k].morph.get("VerbForm") == "Fin" for k in range(first, token.index))
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


def _is_main_verb(reading: Reading, token: Token) -> bool:
    """Tell whether a past tense was taken for a participle: the sentence has no other verb."""
    if not reading.lexicon.has("past_is_participle", "yes") or token.dep != "acl":
        return False
    passage = reading.passages[reading.passage_of[token.index]]
    return reading.tokens[token.head].dep == "root" and not any(
        t.morph.get("VerbForm") == "Fin" and reading.is_free(t.index)
        for t in reading.tokens[passage.first : passage.last][:MAX_LOOK_BACK]
    )
