"""Whether the head of a phrase can be the source of words: a person, organisation or document."""

from __future__ import annotations

from briefgen.extract.quotes.phrases import noun_of
from briefgen.extract.quotes.reading import Reading


def can_speak(reading: Reading, head: int) -> bool:
    """Tell whether the phrase of *head* names somebody or something that can speak."""
    token = reading.tokens[head]
    word = reading.word(head)
    lexicon = reading.lexicon
    if lexicon.has("impersonal", word):
        return False
    if word in lexicon.titles or token.pos == "PROPN" or _in_name(reading, head):
        return True
    if token.pos == "PRON":
        return True
    if token.pos in {"NOUN", "ADJ", "NUM", "X", "VERB"}:
        noun = noun_of(reading, head)
        if noun in lexicon.kinds:
            return True
        return token.pos != "NUM" and noun.endswith(tuple(lexicon.words.get("agent_suffixes", ())))
    return token.pos == "DET"


def _in_name(reading: Reading, head: int) -> bool:
    return head in reading.name_tokens
