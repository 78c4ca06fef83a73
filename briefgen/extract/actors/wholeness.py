"""Whether a stretch of capitals is one whole name, and what its borders say of it.

Laws, prizes and events are no actors, and no more are the parts of their names: "Clean Air |
Act". What the tree hangs on an institution's noun belongs to its name: "National Air | and
Space Museum". A number or a letter makes a model or a group of it: "Mirage F1", "Group G".
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.extract.actors.boundaries import is_capitalised, is_initial
from briefgen.extract.actors.lexicon import ActorLexicon, fold, name_words
from briefgen.model import Token

MAX_TIE = 4  # tokens from a part to the noun it hangs on: "Air and Outer Space Museum"
MIN_CAMPUS = 4  # tokens: "University X at Y"
MIN_JOINT = 2  # tokens: "and Museum"
MAX_COMPLEMENT = 7  # tokens from a noun to the head behind its "of": "of the Royal Air Force"

_CAMPUS = frozenset({"at", ","})
_TIES = frozenset({"compound", "amod", "flat", "conj"})


def is_whole(tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon) -> bool:
    """Tell whether the tokens first..last are one name to its borders, as far as words tell."""
    inside = tokens[first:last]
    return not (
        (len(inside) > 1 and _has_odd_end(inside, lexicon))
        or _is_of_thing(tokens, first, last, lexicon)
        or _is_cut(tokens, first, last, lexicon)
    )


def has_capital_article(
    tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon
) -> bool:
    """Tell whether a capital "The" opens the stretch in mid-sentence: "by The Velvet Road"."""
    return (
        last - first > 1
        and first > 0
        and tokens[first].text[0].isupper()
        and lexicon.holds("definite_articles", fold(tokens[first].text))
        and not is_initial(tokens, first)
        and not is_capitalised(tokens[first - 1])
    )


def is_craft(tokens: Sequence[Token], first: int, lexicon: ActorLexicon) -> bool:
    """Tell whether a ship, a storm or a star bears the name: "Space Shuttle | Atlantis"."""
    if not first or tokens[first - 1].sentence != tokens[first].sentence:
        return False
    return lexicon.holds("crafts", fold(tokens[first - 1].text))


def is_campus(tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon) -> bool:
    """Tell whether an institution takes in the town of its campus: "University of X at Y"."""
    if last - first < MIN_CAMPUS:
        return False
    ats = [at for at in range(first + 2, last - 1) if fold(tokens[at].text) in _CAMPUS]
    return (
        bool(ats)
        and lexicon.holds("institutions", fold(tokens[first].text))
        and all(t.text[0].isupper() for t in tokens[ats[-1] + 1 : last])
        and " ".join(name_words(" ".join(t.text for t in tokens[ats[-1] + 1 : last])))
        in lexicon.cities
    )


def is_joint(tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon) -> bool:
    """Tell whether one institution's noun holds all together: "Air and Space Museum"."""
    inside = tokens[first:last]
    if len(inside) < MIN_JOINT:
        return False
    words = [fold(t.text) for t in inside]
    if any(lexicon.holds("possessive", word) for word in words):
        return False
    if not any(lexicon.holds("coordinations", word) or word == "&" for word in words):
        return False
    roots = [t for t in inside if not first <= t.head < last or t.head == t.index]
    return len(roots) == 1 and fold(roots[0].text) in lexicon.organisation_words


def _has_odd_end(tokens: Sequence[Token], lexicon: ActorLexicon) -> bool:
    return _is_numbered(tokens, lexicon) or _is_model(tokens) or _is_bearer(tokens, lexicon)


def _is_numbered(tokens: Sequence[Token], lexicon: ActorLexicon) -> bool:
    """Tell whether a letter numbers a common noun: "Group G", "Area C"."""
    word = fold(tokens[0].text)
    is_common = word in lexicon.organisation_words or word in lexicon.place_words
    return len(tokens) == 2 and is_common and len(tokens[1].text) == 1


def _is_model(tokens: Sequence[Token]) -> bool:
    """Tell whether the number of a model closes the name: "Mirage F1", "Douglas MD-83"."""
    last = tokens[-1].text
    return last[0].isupper() and last[-1].isdigit() and last.isupper()


def _is_bearer(tokens: Sequence[Token], lexicon: ActorLexicon) -> bool:
    """Tell whether a role hangs on the name by a hyphen: "Booker Prize-winner"."""
    return (
        len(tokens) > 2
        and tokens[-2].text == "-"
        and tokens[-1].text[0].islower()
        and fold(tokens[-1].text) in lexicon.role_nouns
    )


def _is_of_thing(tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon) -> bool:
    """Tell whether the noun that makes the whole a law or prize stands beside the part."""
    beside = last if lexicon.holds_any("possessive") else first - 1
    return (
        0 <= beside < len(tokens)
        and tokens[beside].sentence == tokens[first].sentence
        and is_capitalised(tokens[beside])
        and lexicon.skipped_words.get(fold(tokens[beside].text), "none") != "none"
    )


def _is_cut(tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon) -> bool:
    """Tell whether the tree ties the stretch to an institution's noun that it leaves out.

    Or the other way round: the noun at its end to a capital behind "of". A quarter of the
    compass and the town of a campus belong to what stands before them.
    """
    if not lexicon.holds_any("possessive"):
        return False
    if last < len(tokens) and is_capitalised(tokens[last]):
        if lexicon.holds("quarters", fold(tokens[last].text)):
            return True
    elif _is_before_campus(tokens, first, last, lexicon):
        return True
    for token in tokens[first:last]:
        governor = tokens[token.head]
        if _is_noun(governor, lexicon) and (
            (last <= governor.index < last + MAX_TIE and _ties(token))
            or (
                first - MAX_COMPLEMENT < governor.index < first - 1
                and _is_complement(tokens, governor.index + 1, token.index, lexicon)
            )
        ):
            return True
    head = tokens[last - 1]
    return _is_noun(head, lexicon) and any(
        is_capitalised(tokens[child])
        and (
            (first - MAX_TIE < child < first - 1 and _ties(tokens[child]))
            or (
                last < child < last + MAX_COMPLEMENT
                and _is_complement(tokens, last, child, lexicon)
            )
        )
        for child in head.children
    )


def _is_complement(tokens: Sequence[Token], last: int, child: int, lexicon: ActorLexicon) -> bool:
    """Tell whether "of" at *last* opens the phrase of *child*, no country: "of the Air Force"."""
    return (
        lexicon.holds("complements", fold(tokens[last].text))
        and tokens[child].left_edge == last
        and fold(tokens[child].text) not in lexicon.places
    )


def _is_before_campus(
    tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon
) -> bool:
    """Tell whether "at Y" or ", Y" follows a university, and Y is a town."""
    end = last + 1
    while end < len(tokens) and end < last + MAX_TIE and tokens[end].text[0].isupper():
        end += 1
    return end > last + 1 and is_campus(tokens, first, end, lexicon)


def _ties(token: Token) -> bool:
    return token.dep.partition(":")[0] in _TIES


def _is_noun(token: Token, lexicon: ActorLexicon) -> bool:
    return is_capitalised(token) and fold(token.text) in lexicon.organisation_words
