"""Noun phrases beside a verb, read on the surface where the tree gives it no subject."""

from __future__ import annotations

from briefgen.extract.quotes.antecedents import antecedent
from briefgen.extract.quotes.lexicon import SourceKind
from briefgen.extract.quotes.reading import Reading
from briefgen.extract.quotes.voices import is_finite
from briefgen.model import NameType, Token

MAX_LOOK_BACK = 200  # tokens before a verb that are looked through for a subject


def noun_before(reading: Reading, token: Token, first: int) -> int | None:
    """Return the subject of the main clause before a verb that the tree gives none."""
    finite = is_finite(reading, token, first)
    beside = adjacent(reading, first) if finite else None
    if beside is not None:
        return beside
    passage = reading.passages[reading.passage_of[token.index]]
    subjects = [
        k
        for k in range(max(passage.first, first - MAX_LOOK_BACK), first)
        if reading.is_free(k) and reading.tokens[k].dep.startswith("nsubj")
    ]
    if not subjects:
        return _name_before(reading, passage.first, first) if finite else None
    if token.morph.get("VerbForm") == "Fin" and reading.tokens[first - 1].pos not in {
        "CCONJ",
        "PUNCT",
    }:
        chosen = subjects[-1]
    else:
        main = [k for k in subjects if reading.tokens[reading.tokens[k].head].dep == "root"]
        chosen = (main or subjects)[0]
    return antecedent(reading, chosen, reading.tokens[chosen].head)


def _name_before(reading: Reading, floor: int, first: int) -> int | None:
    """Return the last name before the verb that no preposition governs, persons first."""
    free = [
        name
        for name in reading.names_from(first)
        if floor <= name.first
        and name.last <= first
        and reading.is_free(name.first)
        and not (name.first and reading.tokens[name.first - 1].pos in {"ADP", "DET"})
    ]
    persons = [name for name in free if name.type is NameType.PER]
    return (persons or free)[-1].first if free else None


def adjacent(reading: Reading, first: int) -> int | None:
    """Return the head of the noun phrase that ends where the verb group begins."""
    tokens = reading.tokens
    k = first - 1
    while k > 0 and (
        tokens[k].pos in {"ADV", "PART"} or reading.lexicon.has("negations", reading.word(k))
    ):
        k -= 1
    if k < 0 or not reading.is_free(k) or tokens[k].pos not in {"NOUN", "PROPN", "ADJ", "PRON"}:
        return None
    if tokens[k].pos == "PRON":
        return antecedent(reading, k, first)
    for _ in range(5):
        head = tokens[k].head
        has_case = any(tokens[c].dep == "case" for c in tokens[k].children)
        if any(tokens[j].text == "," for j in range(head, k)):
            return None if has_case else k
        if (
            head < k
            and head >= first - 15
            and tokens[head].pos in {"NOUN", "PROPN"}
            and (has_case or tokens[k].dep.startswith(("flat", "appos", "amod", "nmod")))
        ):
            k = head
        else:
            return None if has_case or tokens[k].pos == "ADJ" else k
    return None


def noun_after(reading: Reading, verb: int, index: int) -> int | None:
    """Return the head of the first noun phrase from *index* on that no preposition governs."""
    tokens = reading.tokens
    governed = False
    fallback = None
    for k in range(index, min(index + 14, len(tokens))):
        token = tokens[k]
        if reading.within[k] != reading.within[verb] or (
            token.pos == "PUNCT" and token.text != "-"
        ):
            break
        if reading.lexicon.has("complementizers", reading.word(k)):
            break
        if token.pos in {"VERB", "AUX"} and token.morph.get("VerbForm") != "Part":
            break
        if token.pos == "ADP":
            governed = True
        elif token.pos == "DET":
            governed = governed and tokens[k - 1].pos == "ADP"
        elif token.pos in {"NOUN", "PROPN", "PRON"} or _is_taken_for_adjective(reading, k):
            is_governed = any(tokens[c].dep == "case" and c >= index for c in token.children) or (
                governed and tokens[k - 1].pos in {"ADP", "DET"}
            )
            if token.head == verb and not is_governed:
                return k
            if fallback is None and not is_governed:
                fallback = k
            governed = False
    return fallback


def _is_taken_for_adjective(reading: Reading, index: int) -> bool:
    """Tell whether a noun that can speak was tagged otherwise: ``un jeune manifestant``."""
    tokens = reading.tokens
    if tokens[index].pos not in {"ADJ", "VERB", "X"}:
        return False
    if SourceKind.PERSON not in reading.lexicon.kinds.get(reading.word(index), ()):
        return False
    if index + 1 < len(tokens) and tokens[index + 1].pos in {"NOUN", "PROPN", "ADJ", "VERB"}:
        return False
    return any(tokens[k].pos == "DET" for k in range(max(0, index - 3), index))
