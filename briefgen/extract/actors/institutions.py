"""Institutions and sites whose names open with a common noun in small letters.

"ministère de la Santé", "armée syrienne", "école Ozar Hatorah", "stade du Moustoir": the
noun tells in its table whether it belongs to the name, and the phrase around it must
make it one of a kind: a name, a nationality, or a complement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefgen.extract.actors.boundaries import is_capitalised
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
        word = fold(tokens[at].text)
        use = lexicon.organisation_words.get(word, "")
        site = lexicon.place_words.get(word, "")
        end = 0
        is_named = at + 1 in by_first
        if use in {"institution", "body"} or site == "site" or (use == "office" and not is_named):
            end = _postmodified_end(tokens, at, by_first, lexicon, is_open=use in _OPEN)
        if end:
            kind = NameType.ORG if use in _OPEN | {"body"} else NameType.LOC
            yield Candidate(at, end, kind, is_sure=True)
            at = end
        else:
            at += 1


def _postmodified_end(
    tokens: Sequence[Token],
    head: int,
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
    *,
    is_open: bool,
) -> int:
    """Return the end of the name that *head* opens; 0 when it is a mere common noun."""
    at, limit = head + 1, min(len(tokens), head + MAX_NAME)
    is_unique = False
    while at < limit and tokens[at].sentence == tokens[head].sentence:
        found = (
            _name(at, names, is_open=is_open)
            or _adjective(tokens[at], lexicon, is_open=is_open)
            or _complement(tokens, at, names, lexicon, is_open=is_open, is_unique=is_unique)
        )
        if found is None:
            break
        at, names_it = found
        is_unique = is_unique or names_it
    return at if is_unique else 0


# Each of these returns where the next part of the name ends and whether the part makes
# the institution one of a kind; None when the name is over.
_Part = tuple[int, bool] | None


def _name(at: int, names: Mapping[int, Candidate], *, is_open: bool) -> _Part:
    name = names.get(at)
    if name is None or (is_open and (name.type is NameType.PER or name.last - at > 1)):
        return None
    return name.last, True


def _adjective(token: Token, lexicon: ActorLexicon, *, is_open: bool) -> _Part:
    word = fold(token.text)
    if token.text[0].isupper():
        return None
    if word in lexicon.demonyms or lexicon.holds("specifiers", word):
        return token.index + 1, is_open
    return (token.index + 1, False) if token.dep == "amod" else None


def _complement(
    tokens: Sequence[Token],
    at: int,
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
    *,
    is_open: bool,
    is_unique: bool,
) -> _Part:
    word = fold(tokens[at].text)
    ahead = names.get(at + 1)
    is_place = ahead is not None and ahead.type is NameType.LOC
    if lexicon.holds("complements", word):
        if is_open and is_unique and is_place:
            return None  # "Commission européenne | de Bruxelles"
        end, is_name = _noun_group(tokens, at + 1, names, lexicon)
        return (end, is_name) if end and (is_name or is_open) else None
    if (
        ahead is not None
        and is_place
        and is_open
        and is_unique
        and lexicon.holds("locatives", word)
    ):
        return ahead.last, True
    return None


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
            return at + 1, is_capitalised(token)
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
