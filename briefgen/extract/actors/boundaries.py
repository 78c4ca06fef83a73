"""Where a name begins and ends: no title, article, verb or mark inside its borders."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.model import Token

_LOWER_EDGE = frozenset(
    {"ADP", "DET", "PRON", "VERB", "AUX", "ADV", "CCONJ", "SCONJ", "PUNCT", "SYM", "PART", "NUM"}
)


def trim(tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon) -> tuple[int, int]:
    """Return the token bounds without what does not belong to a name; empty when nothing does."""
    while first < last and _is_loose_start(tokens, first, last, lexicon):
        first += 1
    while first < last and _is_loose_end(tokens[last - 1], lexicon):
        last -= 1
    return first, last


def is_capitalised(token: Token) -> bool:
    """Tell whether *token* is written as names are: Paris, ONU, al-Qaïda, iPhone."""
    text = token.text
    return text[0].isupper() or (
        len(text) > 2 and text[0].islower() and any(c.isupper() for c in text[1:])
    )


def is_initial(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a capital at *index* may be due to the sentence, a quote or a colon."""
    if index == 0 or tokens[index - 1].sentence != tokens[index].sentence:
        return True
    return tokens[index - 1].text in _OPENERS


_OPENERS = frozenset('«"“„:;-–—•([.!?…')


def _is_loose_start(tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon) -> bool:
    token = tokens[first]
    word = fold(token.text)
    if not any(c.isalnum() for c in token.text) or word in lexicon.civil_titles:
        return True
    if is_capitalised(token):
        is_article = lexicon.holds("articles", word)
        return is_article and (is_initial(tokens, first) or last - first == 1)
    if lexicon.holds("articles", word) or token.pos in _LOWER_EDGE:
        return True
    return word in lexicon.role_nouns or word in lexicon.kinship


def _is_loose_end(token: Token, lexicon: ActorLexicon) -> bool:
    word = fold(token.text)
    if not any(c.isalnum() for c in token.text) or lexicon.holds("possessive", word):
        return True
    if is_capitalised(token):
        return False
    return lexicon.holds("articles", word) or (
        token.pos in _LOWER_EDGE and not token.text[0].isdigit()
    )
