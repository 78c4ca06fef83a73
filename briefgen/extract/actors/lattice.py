"""Every stretch of a sentence that may be a name: runs of capitals and their parts.

A run is a chain of atoms, capitalised words side by side, tied by small words such as "of",
"and", "de la" or a possessive: "University of Arkansas", "Texas A&M's Engineering
Department". Which of its parts are names is for `briefgen.extract.actors.choice` to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from briefgen.extract.actors.boundaries import TIES, begins_person, is_capitalised, is_initial
from briefgen.extract.actors.credits import credit_tokens
from briefgen.extract.actors.lexicon import ActorLexicon, fold, name_words
from briefgen.model import Token

MAX_LINK = 2  # small words between two atoms: "of the"
MAX_ATOMS = 4  # of one name
MAX_PARTS = 6  # words of an atom whose inner parts are tried; hyphens make one of two
MAX_TRIM = 2  # words left out at an end of a chain

Bounds = tuple[int, int]
Run = tuple[Bounds, ...]  # its possible names

_COMMON = frozenset({"PRON", "DET", "ADP", "AUX", "CCONJ", "SCONJ", "INTJ", "PUNCT", "SYM", "PART"})


def find_runs(tokens: Sequence[Token], lexicon: ActorLexicon) -> Iterator[Run]:
    """Yield for each run the token bounds of its possible names, in text order of runs.

    A run without a possible name, such as a number before a word in small letters, is left out,
    and so are the credits of pictures.
    """
    signed = credit_tokens(tokens, lexicon)
    chain: list[Bounds] = []
    at = 0
    while at < len(tokens):
        text = tokens[at].text
        if (
            (text.islower() and text[0].islower())
            or at in signed
            or not _opens(tokens, at, lexicon)
        ):
            at += 1
            continue
        end = _atom_end(tokens, at, signed, lexicon)
        is_tied = chain and (
            _is_link(tokens, chain[-1][1], at, lexicon)
            or _is_campus(tokens, chain, at, end, lexicon)
        )
        if chain and not is_tied:
            yield from _named(tokens, chain, lexicon)
            chain = []
        chain.append((at, end))
        at = end
    if chain:
        yield from _named(tokens, chain, lexicon)


def _named(
    tokens: Sequence[Token], chain: Sequence[Bounds], lexicon: ActorLexicon
) -> Iterator[Run]:
    if parts := tuple(_parts(tokens, chain, lexicon)):
        yield parts


def _opens(tokens: Sequence[Token], at: int, lexicon: ActorLexicon) -> bool:
    token = tokens[at]
    if not is_capitalised(token):
        return (
            token.text[0].isdigit() and token.text[-1].isalpha() and _is_before_capital(tokens, at)
        )
    if not is_initial(tokens, at):
        return True
    if lexicon.holds("definite_articles", fold(token.text)):
        return False
    return token.pos not in _COMMON or _is_before_capital(tokens, at)


def _is_before_capital(tokens: Sequence[Token], at: int) -> bool:
    return (
        at + 1 < len(tokens)
        and tokens[at + 1].sentence == tokens[at].sentence
        and is_capitalised(tokens[at + 1])
    )


def _atom_end(
    tokens: Sequence[Token], at: int, signed: Collection[int], lexicon: ActorLexicon
) -> int:
    """Return where the capitals from *at* on end, hyphened parts and numbers included.

    A given name behind an English institution's noun begins another: "Space Museum | Steven".
    """
    end = at + 1
    while end < len(tokens) and tokens[end].sentence == tokens[at].sentence:
        token = tokens[end]
        if end in signed or (end > at + 1 and begins_person(tokens, end, lexicon)):
            break
        if is_capitalised(token) or (token.text[0].isdigit() and len(token.text) < 4):
            end += 1
        elif _is_tie(tokens, end):
            end += 2
        else:
            break
    return end


def _is_tie(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a hyphen at *at* ties two words: "Ka-shek"."""
    return (
        tokens[at].text in TIES
        and at + 1 < len(tokens)
        and tokens[at - 1].end == tokens[at].start
        and tokens[at].end == tokens[at + 1].start
        and tokens[at + 1].text[0].isalnum()
    )


def _is_link(tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon) -> bool:
    """Tell whether small words alone, two at most, part two atoms of one sentence."""
    if not 0 < last - first <= MAX_LINK or tokens[first].sentence != tokens[last].sentence:
        return False
    return all(
        lexicon.holds("name_links", fold(t.text)) or lexicon.holds("possessive", fold(t.text))
        for t in tokens[first:last]
    )


def _is_campus(
    tokens: Sequence[Token], chain: Sequence[Bounds], first: int, end: int, lexicon: ActorLexicon
) -> bool:
    """Tell whether a town behind a comma belongs to a university: "University of X, Y"."""
    return (
        len(chain) > 1
        and first == chain[-1][1] + 1
        and tokens[first - 1].text == ","
        and tokens[first].sentence == tokens[chain[-1][0]].sentence
        and lexicon.holds("institutions", fold(tokens[chain[-2][1] - 1].text))
        and " ".join(name_words(" ".join(t.text for t in tokens[first:end]))) in lexicon.cities
    )


def _parts(
    tokens: Sequence[Token], chain: Sequence[Bounds], lexicon: ActorLexicon
) -> Iterator[Bounds]:
    for start, (first, end) in enumerate(chain):
        yield from _inner(tokens, first, end)
        for stop in range(start + 1, min(len(chain), start + MAX_ATOMS)):
            last = chain[stop]
            if _is_seat(tokens, chain[stop - 1], last, is_linked=stop > start + 1, lexicon=lexicon):
                break
            for begin in _starts(tokens, first, end):
                for finish in _ends(tokens, *last):
                    if begin == first or finish == last[1]:
                        yield begin, finish


def _is_seat(
    tokens: Sequence[Token], before: Bounds, last: Bounds, *, is_linked: bool, lexicon: ActorLexicon
) -> bool:
    """Tell whether a country behind a whole name only says where: "University of X | of the UK"."""
    words = name_words(" ".join(t.text for t in tokens[last[0] : last[1]]))
    is_whole = is_linked or lexicon.holds("institutions", fold(tokens[before[1] - 1].text))
    has_article = lexicon.holds("definite_articles", fold(tokens[last[0] - 1].text))
    return is_whole and has_article and bool(lexicon.places.get(" ".join(words)))


def _starts(tokens: Sequence[Token], first: int, end: int) -> list[int]:
    """Return where a chain whose first atom is first..end may begin."""
    return _begins(tokens, first, end)[: MAX_TRIM + 1]


def _ends(tokens: Sequence[Token], first: int, end: int) -> Iterator[int]:
    """Yield where a chain whose last atom is first..end may end."""
    ends = (at for at in range(end, first, -1) if _may_end(tokens, at))
    yield from islice(ends, MAX_TRIM + 1)


def _inner(tokens: Sequence[Token], first: int, end: int) -> Iterator[Bounds]:
    begins = _begins(tokens, first, end)
    if len(begins) > MAX_PARTS:
        yield from ((at, end) for at in begins[: MAX_TRIM + 1])
        return
    for begin in begins:
        for finish in range(begin + 1, end + 1):
            if (begin == first or finish == end) and _may_end(tokens, finish):
                yield begin, finish


def _begins(tokens: Sequence[Token], first: int, end: int) -> list[int]:
    return [at for at in range(first, end) if _may_begin(tokens, at)]


def _may_begin(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text[0].isalnum() and not (at and _is_tie(tokens, at - 1))


def _may_end(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at - 1].text[0].isalnum() and not (at < len(tokens) and _is_tie(tokens, at))
