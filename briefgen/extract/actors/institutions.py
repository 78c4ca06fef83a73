"""Institutions and sites whose names open with a common noun in small letters.

"ministère de la Santé", "armée syrienne", "école Ozar Hatorah", "stade du Moustoir": the
noun tells in its table whether it belongs to the name, and the phrase around it must
make it one of a kind: a name, a nationality, or a complement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefgen.extract.actors.boundaries import is_capitalised, is_initial
from briefgen.extract.actors.candidate import Candidate
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.model import NameType, Token

MAX_NAME = 14  # tokens

_OPEN = frozenset({"institution", "office"})
_NOUNS = frozenset({"NOUN", "PROPN", "X"})


def find_institutions(
    tokens: Sequence[Token], names: Sequence[Candidate], lexicon: ActorLexicon
) -> Iterator[Candidate]:
    """Yield institutions and sites; they take in the *names* that complete them."""
    if lexicon.holds_any("possessive"):
        yield from _premodified(tokens, names, lexicon)
        return
    by_first = {name.first: name for name in reversed(names)}
    at = 0
    while at < len(tokens):
        head = _head(tokens, at, lexicon)
        end = _postmodified_end(tokens, head, by_first, lexicon) if head else 0
        if head and end:
            yield Candidate(at, end, head.type, is_sure=True)
        at = end or at + 1


class _Head(NamedTuple):
    """A noun that may open a name."""

    at: int
    type: NameType
    is_open: bool
    "any complement may follow, not a name alone"
    joins_names: bool
    "a name right behind it belongs to its own"
    joins_places: bool
    'a place as complement makes it one of a kind: "tribunal de X"'
    is_label: bool = False
    'right before a name it only says what that is: "l\'agence américaine X"'


def _head(tokens: Sequence[Token], at: int, lexicon: ActorLexicon) -> _Head | None:
    word = fold(tokens[at].text)
    use = lexicon.organisation_words.get(word, "")
    if not use:
        is_site = lexicon.place_words.get(word) == "site"
        return _Head(at, NameType.LOC, False, True, True) if is_site else None
    is_proper = is_capitalised(tokens[at]) and not is_initial(tokens, at)
    if is_proper and is_capitalised(tokens[at - 1]):
        is_proper = lexicon.holds("definite_articles", fold(tokens[at - 1].text))
    if use in {"institution", "office", "branch"}:
        return _Head(at, NameType.ORG, True, use != "office", use != "branch", use == "office")
    if use == "body" or (use and is_proper):
        return _Head(at, NameType.ORG, is_proper and use == "body", True, True)
    if lexicon.place_words.get(word) == "site":
        return _Head(at, NameType.LOC, False, True, True)
    return None


def _postmodified_end(
    tokens: Sequence[Token],
    head: _Head,
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
) -> int:
    """Return the end of the name that *head* opens; 0 when it is a mere common noun."""
    at, limit = head.at + 1, min(len(tokens), head.at + MAX_NAME)
    is_unique = False
    if head.is_label and _is_before_name(tokens, at, names, lexicon):
        return 0
    while at < limit and tokens[at].sentence == tokens[head.at].sentence:
        found = (
            _name(at, names, head)
            or _adjective(tokens[at], lexicon, head)
            or _complement(tokens, at, names, lexicon, head, is_unique=is_unique)
        )
        if found is None:
            break
        at, names_it = found
        is_unique = is_unique or names_it
    engine = names.get(head.at)
    if engine is not None and engine.last < at and is_capitalised(tokens[engine.last - 1]):
        beyond = tokens[engine.last : at]
        if all(_may_be_verb(token, lexicon) for token in beyond):
            at = engine.last  # a verb mistaken for an adjective: "ministère de la Santé | invite"
    return at if is_unique else 0


def _may_be_verb(token: Token, lexicon: ActorLexicon) -> bool:
    word = fold(token.text)
    is_known = word in lexicon.demonyms or lexicon.holds("specifiers", word)
    return token.pos == "ADJ" and not is_known


def _is_before_name(
    tokens: Sequence[Token], at: int, names: Mapping[int, Candidate], lexicon: ActorLexicon
) -> bool:
    """Tell whether adjectives alone part an office from the name it announces."""
    while at < len(tokens) and fold(tokens[at].text) in lexicon.demonyms:
        at += 1
    return at in names


# Each of these returns where the next part of the name ends and whether the part makes
# the institution one of a kind; None when the name is over.
_Part = tuple[int, bool] | None


def _name(at: int, names: Mapping[int, Candidate], head: _Head) -> _Part:
    name = names.get(at)
    if name is None or not head.joins_names:
        return None
    is_apart = at > head.at + 1 or name.type is NameType.PER or name.last - at > 1
    if head.is_open and is_apart:
        return None
    return name.last, True


def _adjective(token: Token, lexicon: ActorLexicon, head: _Head) -> _Part:
    word = fold(token.text)
    if token.text[0].isupper():
        return None
    if word in lexicon.demonyms:
        return token.index + 1, head.is_open
    if lexicon.holds("specifiers", word):
        return token.index + 1, head.is_open and token.index == head.at + 1
    is_adjective = token.dep == "amod" and token.pos not in _NOUNS
    return (token.index + 1, False) if is_adjective else None


def _complement(
    tokens: Sequence[Token],
    at: int,
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
    head: _Head,
    *,
    is_unique: bool,
) -> _Part:
    word = fold(tokens[at].text)
    is_place = _is_place(tokens, at + 1, names, lexicon)
    is_purpose = head.is_open and is_unique and lexicon.holds("purposes", word)
    if is_purpose or lexicon.holds("complements", word):
        if is_place and ((head.is_open and is_unique) or not head.joins_places):
            return None  # "Commission européenne | de Bruxelles"
        end, is_name = _noun_group(tokens, at + 1, names, lexicon)
        return (end, is_name) if end and (is_name or head.is_open) else None
    is_foreign = fold(tokens[at - 1].text) in lexicon.demonyms
    if is_place and head.is_open and is_foreign and lexicon.holds("locatives", word):
        return (names[at + 1].last, True) if at + 1 in names else None
    return None


def _is_place(
    tokens: Sequence[Token], at: int, names: Mapping[int, Candidate], lexicon: ActorLexicon
) -> bool:
    if at in names and names[at].type is NameType.LOC:
        return True
    word = fold(tokens[at].text) if at < len(tokens) else ""
    return word in lexicon.cities or word in lexicon.places


def _noun_group(
    tokens: Sequence[Token], at: int, names: Mapping[int, Candidate], lexicon: ActorLexicon
) -> tuple[int, bool]:
    """Return the end of "[la] Santé" at *at* and whether it holds a name; 0 when none."""
    limit = min(len(tokens), at + 4)
    while at < limit:
        token = tokens[at]
        if at in names:
            is_person = names[at].type is NameType.PER
            return (0, False) if is_person else (names[at].last, True)
        if token.pos in _NOUNS:
            end = at + 1
            while is_capitalised(token) and end < len(tokens) and is_capitalised(tokens[end]):
                end += 1
            return end, is_capitalised(token)
        if token.pos not in {"DET", "ADJ", "NUM"} and not lexicon.holds(
            "articles", fold(token.text)
        ):
            return 0, False
        at += 1
    return 0, False


def _premodified(
    tokens: Sequence[Token], names: Sequence[Candidate], lexicon: ActorLexicon
) -> Iterator[Candidate]:
    """Yield "New Zealand government", "Greek court": a place or nationality and the noun."""
    ends = {name.last: name for name in names}
    for token in tokens:
        if lexicon.organisation_words.get(fold(token.text)) != "institution":
            continue
        if token.text[0].isupper() or token.index == 0:
            continue
        before = tokens[token.index - 1]
        if token.index in ends and fold(before.text) not in lexicon.role_nouns:
            first = ends[token.index].first
            yield Candidate(first, token.index + 1, NameType.ORG, is_sure=True)
        elif fold(before.text) in lexicon.demonyms:
            yield Candidate(token.index - 1, token.index + 1, NameType.ORG, is_sure=True)
