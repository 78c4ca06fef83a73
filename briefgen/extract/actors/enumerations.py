"""Lists of persons that share one plural role: "les ministres X et Y", "guests like X, Y and Z"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from briefgen.extract.actors.candidate import Candidate
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.extract.actors.phrase import is_role_noun, phrase_end, phrase_start
from briefgen.model import NameType, Token

MAX_GAP = 10  # tokens between two members: "X of the Labour Party and Y"
MAX_REACH = 12  # tokens from a list back to its plural noun

Bounds = tuple[int, int]


def find_shared_roles(
    tokens: Sequence[Token],
    names: Mapping[int, Candidate],
    persons: Sequence[Candidate],
    lexicon: ActorLexicon,
) -> Mapping[int, Bounds]:
    """Return the plural role of each listed person, by the first token of the name.

    *persons* stand in text order; *names* maps every token of a name to it.
    """
    found: dict[int, Bounds] = {}
    for group in _groups(tokens, names, persons, lexicon):
        role = _plural_role(tokens, group[0], names, lexicon)
        if role is not None:
            found |= {person.first: role for person in group}
    return found


def _groups(
    tokens: Sequence[Token],
    names: Mapping[int, Candidate],
    persons: Sequence[Candidate],
    lexicon: ActorLexicon,
) -> Iterator[list[Candidate]]:
    group: list[Candidate] = list(persons[:1])
    for before, person in pairwise(persons):
        if _is_joined(tokens, before.last, person.first, names, lexicon):
            group.append(person)
            continue
        if len(group) > 1:
            yield group
        group = [person]
    if len(group) > 1:
        yield group


def _is_joined(
    tokens: Sequence[Token],
    first: int,
    last: int,
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
) -> bool:
    """Tell whether tokens first..last only part two members of a list."""
    if not 0 < last - first <= MAX_GAP or tokens[first].sentence != tokens[last].sentence:
        return False
    gap = tokens[first:last]
    has_joint = any(t.text == "," or lexicon.holds("coordinations", fold(t.text)) for t in gap)
    return has_joint and all(
        t.index in names or t.pos in {"PUNCT", "CCONJ", "ADP", "DET", "PART", "ADV"} for t in gap
    )


def _plural_role(
    tokens: Sequence[Token],
    person: Candidate,
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
) -> Bounds | None:
    """Return the phrase of the plural noun that announces the list beginning at *person*."""
    at = person.first - 1
    floor = max(0, person.first - MAX_REACH)
    while at >= floor and tokens[at].sentence == tokens[person.first].sentence:
        token = tokens[at]
        if names.get(at, person).type is NameType.PER and at in names:
            return None
        is_plural = token.morph.get("Number") == "Plur" and token.pos == "NOUN"
        if is_plural and is_role_noun(token, lexicon):
            end = min(phrase_end(tokens, at, names, lexicon), person.first)
            is_announced = end == person.first or _announces(tokens, end, person.first, lexicon)
            return (phrase_start(tokens, at, names, lexicon), end) if is_announced else None
        at -= 1
    return None


def _announces(tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon) -> bool:
    """Tell whether the words between noun and list open it: "like", "were", a colon."""
    return any(
        t.text == ":"
        or lexicon.holds("examples", fold(t.text))
        or lexicon.holds("copulas", fold(t.lemma))
        for t in tokens[first:last]
    )
