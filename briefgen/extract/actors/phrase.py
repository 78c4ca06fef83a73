"""How far a role phrase reaches: a noun with its adjectives and complements.

Token patterns over UPOS tags rather than the parser's subtrees: a complement attached
to the wrong noun would cut a role short, while the order of words is certain.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from briefgen.extract.actors.candidate import Candidate
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.model import NameType, Token

MAX_ROLE = 18  # tokens; longer role phrases swallow the sentence

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})


def is_role_noun(token: Token, lexicon: ActorLexicon) -> bool:
    """Tell whether *token* names a function, a trade or a kinship, in singular or plural."""
    return _is_role(token.text, lexicon)


@functools.lru_cache(maxsize=1 << 14)
def _is_role(text: str, lexicon: ActorLexicon) -> bool:
    return any(word in lexicon.role_nouns or word in lexicon.kinship for word in role_forms(text))


@functools.lru_cache(maxsize=1 << 14)
def role_forms(text: str) -> tuple[str, ...]:
    """Return the folded forms under which a role noun may be listed."""
    word = fold(text).removeprefix("ex-")
    plurals = (word[:-1],) if len(word) > 3 and word[-1] in "sx" else ()
    return (word, *plurals, *(w.rpartition("-")[2] for w in (word,) if "-" in w))


def phrase_end(
    tokens: Sequence[Token],
    head: int,
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
) -> int:
    """Return the half-open end of the noun phrase whose head noun is at *head*.

    *names* maps each token of a candidate to it: a name is taken whole or not at all,
    and a person only behind a preposition.
    """
    at, limit = head + 1, min(len(tokens), head + MAX_ROLE)
    end = at
    while at < limit and tokens[at].sentence == tokens[head].sentence:
        is_bearer = at - 1 > head and (
            is_role_noun(tokens[at - 1], lexicon)
            or fold(tokens[at - 1].text) in lexicon.civil_titles
        )
        after = names[at].last if at in names and is_bearer else 0
        after = after or _complement(tokens, at, names, lexicon)
        if after == at:
            break
        at = end = after
    return end


def phrase_start(
    tokens: Sequence[Token], head: int, names: Mapping[int, Candidate], lexicon: ActorLexicon
) -> int:
    """Return where the phrase of *head* starts: its adjectives, in English its nouns too."""
    at = head
    while at > 0 and tokens[at - 1].sentence == tokens[head].sentence:
        token, word = tokens[at - 1], fold(tokens[at - 1].text)
        if at - 1 in names and lexicon.holds_any("possessive"):
            at = names[at - 1].first
        elif (
            lexicon.holds("person_prefixes", word)
            or (token.pos in _NOMINAL and not _is_foreign(token, lexicon))
            or lexicon.holds("possessive", word)
            or token.text == "-"
        ) and at - 1 not in names:
            at -= 1
        else:
            break
    return at


def _is_foreign(token: Token, lexicon: ActorLexicon) -> bool:
    """Tell whether a modifier cannot precede the noun: French nouns, numbers at all times."""
    return token.pos == "NUM" or (
        token.pos in {"NOUN", "PROPN", "X"} and not lexicon.holds_any("possessive")
    )


def _complement(
    tokens: Sequence[Token], at: int, names: Mapping[int, Candidate], lexicon: ActorLexicon
) -> int:
    """Return where the modifier that begins at *at* ends; *at* itself when none does."""
    token, word = tokens[at], fold(tokens[at].text)
    if at in names:
        name = names[at]
        return at if name.type is NameType.PER else name.last
    if token.pos in _NOMINAL or (token.pos == "VERB" and token.morph.get("VerbForm") == "Part"):
        return at if is_role_noun(token, lexicon) and token.pos == "PROPN" else at + 1
    if lexicon.holds("role_prepositions", word):
        return _noun_group(tokens, at + 1, names, lexicon) or at
    if word in {"-", "/"} or lexicon.holds("possessive", word):
        return at + 1 if at + 1 < len(tokens) and tokens[at + 1].pos in _NOMINAL else at
    joins = lexicon.holds("coordinations", word) or word == ","
    if joins and at + 1 < len(tokens):
        return _joined(tokens, at, names, lexicon)
    return at


def _joined(
    tokens: Sequence[Token], at: int, names: Mapping[int, Candidate], lexicon: ActorLexicon
) -> int:
    """Return the end of "et du Développement", ", des Sports"; *at* for another role or clause."""
    following = tokens[at + 1]
    if lexicon.holds("complements", fold(following.text)):
        return _noun_group(tokens, at + 2, names, lexicon) or at
    if tokens[at].text == "," or following.pos not in {"ADJ", "NOUN"}:
        return at
    if is_role_noun(following, lexicon) or at + 1 in names:
        return at
    return at + 2


def _noun_group(
    tokens: Sequence[Token], at: int, names: Mapping[int, Candidate], lexicon: ActorLexicon
) -> int:
    """Return the end of "[the] [adjective] noun" that begins at *at*; 0 when none does."""
    limit = min(len(tokens), at + 6)
    while at < limit:
        token = tokens[at]
        if at in names:
            return names[at].last
        if token.pos in {"NOUN", "PROPN"}:
            return at + 1
        if token.pos not in {"DET", "ADJ", "NUM", "ADV"} and not lexicon.holds(
            "articles", fold(token.text)
        ):
            return 0
        at += 1
    return 0
