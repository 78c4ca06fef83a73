"""Where a name begins and ends: no title, article, verb or mark inside its borders."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from briefgen.extract.actors.lexicon import ActorLexicon, fold, name_words
from briefgen.model import Token

TIES = frozenset("-‑´`")  # an accent is some writers' apostrophe: "Le Cléac´h"

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


def split(
    tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon
) -> Iterator[tuple[int, int]]:
    """Yield the parts of an engine's name that are names of their own.

    A name does not cross a sentence. A person's two or more capitals begin another name
    behind a word in small letters ("Conseil national | Jean Moulin"), behind a territory
    ("Afrique du Sud | Nelson Mandela") and with a given name behind a capital that is no
    organisation's word; an acronym ends before its complement ("SFIO | de Jean Jaurès").
    """
    start = first
    for at in range(first + 1, last):
        if tokens[at].sentence != tokens[at - 1].sentence or _begins_another(
            tokens, start, at, last, lexicon
        ):
            yield start, at
            start = at
    yield start, last


def _begins_another(
    tokens: Sequence[Token], start: int, at: int, last: int, lexicon: ActorLexicon
) -> bool:
    before, word = tokens[at - 1], fold(tokens[at].text)
    if begins_person(tokens, at, lexicon):
        return at > start + 1
    if lexicon.holds("complements", word):
        return at == start + 1 and len(before.text) > 1 and before.text.isupper()
    if at + 1 >= last or not all(is_capitalised(t) for t in tokens[at : at + 2]):
        return False
    if before.pos in {"ADJ", "NOUN"} and before.text[0].islower():
        return all(t.pos == "PROPN" for t in tokens[at : at + 2])
    if " ".join(name_words(" ".join(t.text for t in tokens[start:at]))) in lexicon.places:
        return tokens[at + 1].pos == "PROPN" and not _has_organisation_word(
            tokens[at:last], lexicon
        )
    return (
        word in lexicon.given_names
        and word not in lexicon.places
        and at > start + 1
        and is_capitalised(before)
        and fold(before.text) not in lexicon.organisation_words
        and fold(before.text) not in lexicon.given_names
        and fold(tokens[start].text) not in lexicon.given_names
    )


def begins_person(tokens: Sequence[Token], at: int, lexicon: ActorLexicon) -> bool:
    """Tell whether a given name stands behind an English institution: "Space Museum | Steven"."""
    return (
        lexicon.holds_any("possessive")
        and lexicon.holds("institutions", fold(tokens[at - 1].text))
        and fold(tokens[at].text) in lexicon.given_names
    )


def _has_organisation_word(tokens: Sequence[Token], lexicon: ActorLexicon) -> bool:
    return any(fold(t.text) in lexicon.organisation_words for t in tokens)


def with_hyphens(tokens: Sequence[Token], last: int) -> int:
    """Return the end of a name with what hyphens tie to it: "Chiang Kai | - shek"."""
    while (
        last + 1 < len(tokens)
        and tokens[last].text in TIES
        and tokens[last - 1].end == tokens[last].start
        and tokens[last].end == tokens[last + 1].start
        and tokens[last + 1].text[0].isalpha()
    ):
        last += 2
    return last


def with_numeral(tokens: Sequence[Token], last: int) -> int:
    """Return the end of a name with the Roman numeral behind it: "Louis | XIV"."""
    is_numeral = (
        last < len(tokens)
        and tokens[last].sentence == tokens[last - 1].sentence
        and set(tokens[last].text) <= set("IVX")
    )
    return last + 1 if is_numeral else last


def with_particles(tokens: Sequence[Token], first: int, lexicon: ActorLexicon) -> int:
    """Return where a surname's full name starts: "[Charles de] Gaulle"; *first* when there."""
    at = first - 1
    while at > 0 and lexicon.holds("particles", fold(tokens[at].text)):
        at -= 1
    is_full = (
        0 <= at < first - 1
        and tokens[at].sentence == tokens[first].sentence
        and tokens[at].pos == "PROPN"
        and is_capitalised(tokens[at])
        and fold(tokens[at].text) not in lexicon.role_nouns
    )
    return at if is_full else first


def is_capitalised(token: Token) -> bool:
    """Tell whether *token* is written as names are: Paris, ONU, al-Qaïda, iPhone."""
    return _has_capital(token.text)


@functools.lru_cache(maxsize=1 << 14)
def _has_capital(text: str) -> bool:
    if text.islower():
        return False
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
    if last - first > 1 and (
        _is_label(tokens, first, last, lexicon)
        or ("-" in word and lexicon.holds("partisan_prefixes", word.partition("-")[0]))
    ):
        return True
    if not any(c.isalnum() for c in token.text) or word in lexicon.civil_titles:
        return True
    is_title = (word in lexicon.role_nouns and word not in lexicon.given_names) or (
        word in lexicon.demonyms
        and last - first > 1
        and fold(tokens[first + 1].text) in lexicon.given_names
    )
    if is_capitalised(token) and is_title and last - first > 2:
        rest = tokens[first + 1 : last]
        return all(is_capitalised(t) for t in rest) and not _has_organisation_word(rest, lexicon)
    if is_capitalised(token):
        is_article = lexicon.holds("articles", word) and (
            lexicon.holds("definite_articles", word) or not lexicon.holds("particles", word)
        )
        return is_article and (is_initial(tokens, first) or last - first == 1)
    if lexicon.holds("articles", word) or token.pos in _LOWER_EDGE:
        return True
    return word in lexicon.role_nouns or word in lexicon.kinship


def _is_label(tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon) -> bool:
    """Tell whether a common noun at *first* only announces the name: "ville de", "agence"."""
    word = fold(tokens[first].text)
    if "label" not in {lexicon.place_words.get(word), lexicon.organisation_words.get(word)}:
        return False
    return any(is_capitalised(t) for t in tokens[first + 1 : last]) and (
        tokens[first].text[0].islower()
        or lexicon.holds("complements", fold(tokens[first + 1].text))
    )


def _is_loose_end(token: Token, lexicon: ActorLexicon) -> bool:
    word = fold(token.text)
    if not any(c.isalnum() for c in token.text) or lexicon.holds("possessive", word):
        return True
    if is_capitalised(token):
        return False
    return lexicon.holds("articles", word) or (
        token.pos in _LOWER_EDGE and not token.text[0].isdigit()
    )
