"""Whose words a verb reports: its subject on the tree, or the noun phrase that stands for it.

The nearest subject is the verb's own, that of the verb it is coordinated with or depends on,
the antecedent of its relative pronoun, the noun that its participle modifies, or the agent of
its passive. Where the tree gives none, the noun phrase beside the verb is taken.
"""

from __future__ import annotations

from briefgen.extract.quotes.adjuncts import is_time
from briefgen.extract.quotes.antecedents import antecedent
from briefgen.extract.quotes.neighbours import adjacent, noun_after, noun_before
from briefgen.extract.quotes.reading import Reading
from briefgen.extract.quotes.sources import can_speak
from briefgen.extract.quotes.verb_groups import group_start, is_clitic_subject
from briefgen.extract.quotes.voices import is_finite
from briefgen.model import Token

MAX_LOOK_BACK = 200  # tokens to a subject that the tree does not give
MAX_TO_AGENT = 6  # tokens between a participle, its agent's preposition and the agent
MAX_CLIMB = 6  # governors between a verb and the one that has its subject


def subject_of(reading: Reading, token: Token, first: int, last: int) -> int | None:
    """Return the subject on the tree, or for a verb beside a quotation the noun phrase after it.

    The parser knows nothing of marks: source and verb stand on the same side of them.
    """
    clitic = next((k for k in range(first + 1, last + 1) if is_clitic_subject(reading, k)), None)
    if clitic is not None:
        return clitic
    if _is_inverted_aside(reading, first) or is_free_relative(reading, first):
        return noun_after(reading, token.index, last)
    found = _subject_on_tree(reading, token, first, last)
    after, is_question = _subject_behind(reading, token, first, last)
    if found is None:
        return after if after is not None else noun_before(reading, token, first)
    if (
        after is not None
        and found < first
        and (is_question or _is_incise(reading, token, first, found, after))
    ):
        return after
    return _agreeing(reading, token, first, found)


def _subject_on_tree(reading: Reading, token: Token, first: int, last: int) -> int | None:
    found = _subject(reading, token)
    if found is not None and (
        _is_loose(reading, token, first, found)
        or (first < token.index and found == token.head and token.dep in {"acl", "amod"})
    ):
        found = None
    for k in (first, last - 1):
        if found is None and k != token.index:
            found = own_subject(reading, k)
    return found if found is not None and _is_beside(reading, found, token.index) else None


def _subject_behind(
    reading: Reading, token: Token, first: int, last: int
) -> tuple[int | None, bool]:
    """Return the noun phrase after a verb that stands apart, and whether a question ends before."""
    border = first - 1
    while border > 0 and reading.tokens[border].pos == "PRON" and reading.is_free(border):
        border -= 1
    is_question = reading.word(border) in {"?", "!"}
    is_apart = is_question or (
        reading.word(border) == "," or reading.within[border] != reading.within[token.index]
    )
    if first == 0 or not is_apart:
        return None, False
    after = noun_after(reading, token.index, last)
    if after is not None and reading.is_free(border) and not can_speak(reading, after):
        return None, False
    return after, is_question


def _is_inverted_aside(reading: Reading, first: int) -> bool:
    """Tell whether a verb follows ``comme l'``: its subject stands behind it."""
    return reading.lexicon.has("neuter_clitics", reading.word(first - 1)) and (
        reading.lexicon.has("as_words", reading.word(first - 2))
    )


def is_free_relative(reading: Reading, first: int) -> bool:
    """Tell whether a verb follows ``ce que``: its subject may stand behind it."""
    return (
        reading.lexicon.has("neuter_relatives", reading.word(first - 1))
        and reading.lexicon.has("demonstratives", reading.word(first - 2))
        and first > 1
    )


def agent_of(reading: Reading, verb: int) -> int | None:
    """Return the head of a passive's agent: ``annoncé par X``."""
    for child in reading.tokens[verb].children:
        other = reading.tokens[child]
        if other.dep == "obl:agent" and child > verb:
            return child
        if other.dep.startswith("obl") and child > verb:
            case = next((c for c in other.children if reading.tokens[c].dep == "case"), None)
            if case is not None and reading.lexicon.has("agent_markers", reading.word(case)):
                return child
    return _agent_by_surface(reading, verb)


def _agent_by_surface(reading: Reading, verb: int) -> int | None:
    """Return the noun after an agent's preposition that the tree hangs elsewhere."""
    tokens = reading.tokens
    marker = next(
        (
            k
            for k in range(verb + 1, min(verb + MAX_TO_AGENT, len(tokens)))
            if reading.lexicon.has("agent_markers", reading.word(k))
        ),
        None,
    )
    if marker is None or any(
        tokens[k].pos in {"VERB", "AUX", "PUNCT"} for k in range(verb + 1, marker)
    ):
        return None
    head = tokens[marker].head
    if marker < head <= marker + MAX_TO_AGENT and tokens[head].pos in {"NOUN", "PROPN"}:
        return head if not is_time(reading, head) else None
    return None


def own_subject(reading: Reading, index: int) -> int | None:
    """Return the subject that the tree gives a token, a noun before an inverted pronoun."""
    clitic = None
    for child in reading.tokens[index].children:
        dep = reading.tokens[child].dep
        is_object = child < index and reading.lexicon.has("object_clitics", reading.word(child))
        if dep.startswith("nsubj") and not (is_object and reading.tokens[child].pos == "PRON"):
            return child
        if dep == "expl:subj":
            clitic = child
    return clitic


def _is_beside(reading: Reading, subject: int, verb: int) -> bool:
    """Tell whether both stand in one passage, and in the same marks or none."""
    return (
        reading.within[subject] == reading.within[verb]
        and reading.passage_of[subject] == reading.passage_of[verb]
    )


def _agreeing(reading: Reading, token: Token, first: int, found: int) -> int:
    """Of a coordinated subject give the last part when the verb is in the singular.

    "X évoquent A et B demande": the parser makes B an object of the first verb.
    """
    tokens = reading.tokens
    number = tokens[first].morph.get("Number") or token.morph.get("Number")
    if number != "Sing" or found > first:
        return found
    beside = adjacent(reading, first)
    if beside is None or beside <= found or not can_speak(reading, beside):
        return found
    if tokens[beside].head == found and tokens[found].head == token.index:
        return found  # both parts of one subject, whatever number a past tense is given
    return beside if tokens[beside].dep == "conj" else found


def _is_loose(reading: Reading, token: Token, first: int, noun: int) -> bool:
    """Tell whether a participle after a comma belongs to the clause, not to the noun before."""
    if token.dep != "acl" or token.head != noun or is_finite(reading, token, first):
        return False
    if reading.word(first - 1) == ",":
        return not can_speak(reading, noun)
    passage = reading.passages[reading.passage_of[noun]]
    has_case = any(reading.tokens[c].dep == "case" for c in reading.tokens[noun].children)
    return has_case and any(
        reading.tokens[k].morph.get("VerbForm") == "Fin" and reading.is_free(k)
        for k in range(max(passage.first, noun - MAX_LOOK_BACK), noun)
    )


def _is_incise(reading: Reading, token: Token, first: int, subject: int, after: int) -> bool:
    """Tell whether a verb after a comma has its subject behind it, against the tree.

    The subject that the tree gives has a finite verb of its own before the comma, and the noun
    after the verb can speak and opens the phrase.
    """
    own = any(reading.tokens[c].dep == "cop" for c in reading.tokens[subject].children) or any(
        reading.tokens[k].morph.get("VerbForm") == "Fin" and reading.is_free(k)
        for k in range(subject + 1, first)
    )
    if not can_speak(reading, after) or token.morph.get("VerbForm") == "Inf":
        return False
    return own or _is_between_commas(reading, first, after)


def _is_between_commas(reading: Reading, first: int, after: int) -> bool:
    """Tell whether verb and noun phrase stand between commas: ``le plan, dit X, est``."""
    if reading.word(first - 1) != ",":
        return False
    last = after + 1
    while (
        last < len(reading.tokens)
        and reading.tokens[last].head == after
        and (reading.tokens[last].pos in {"PROPN", "ADJ"})
    ):
        last += 1
    return reading.word(last) == ","


def _subject(reading: Reading, token: Token) -> int | None:
    index = token.index
    for _ in range(MAX_CLIMB):
        own = own_subject(reading, index)
        if own is not None:
            return antecedent(reading, own, index)
        token = reading.tokens[index]
        if token.dep in {"acl", "amod"} and reading.tokens[token.head].pos in {
            "NOUN",
            "PROPN",
            "PRON",
        }:
            return token.head
        if token.dep.split(":")[0] not in {"conj", "xcomp", "advcl", "acl", "parataxis", "ccomp"}:
            return None
        if token.dep == "ccomp" and is_finite(reading, token, group_start(reading, token)[0]):
            return None
        if token.head == index:
            return None
        index = token.head
    return None
