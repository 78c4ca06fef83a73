"""Candidates that name the same actor: full name, surname, initials, acronym, short form."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.extract.actors.candidate import Candidate
from briefgen.model import NameType

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a name and where it stands."""

    words: Words
    "folded"
    initials: tuple[str, ...]
    "what an acronym of it would be, folded: of its capitals, of its content words"
    is_acronym: bool
    type: NameType
    is_place: bool
    "the gazetteer knows it as a territory"
    territory: str
    "code of the country it names, if one"
    is_common: bool
    "one word that many organisations share"
    candidates: tuple[Candidate, ...]
    "text first, then headline, each in order"
    bracketed: tuple[Words, ...] = ()
    "the forms that stand in brackets right behind it, or before it in whose brackets it stands"


@dataclass(frozen=True, slots=True)
class Cluster:
    """One actor's candidates."""

    type: NameType
    candidates: tuple[Candidate, ...]
    "headline first, then in text order"


def join_forms(forms: Sequence[Form]) -> tuple[Cluster, ...]:
    """Join the *forms* of one document into clusters, in order of first appearance.

    A surname goes to the person whose full name ends with it; when several do, to the
    one named last before it. A short form of an organisation goes to the longer name it
    begins, an acronym to the name in whose brackets it stands or whose initials it is
    made of. Names of one territory are one ("UK", "Britain").
    """
    owners = _owners(forms)
    places = [
        sorted(c.first for c in form.candidates if not c.in_headline) or [-1] for form in forms
    ]
    members: dict[int, list[Candidate]] = defaultdict(list)
    for index, form in enumerate(forms):
        for candidate in form.candidates:
            members[_named_last(candidate, owners[index], places)].append(candidate)
    clusters = [
        Cluster(forms[root].type, tuple(sorted(group, key=_reading_order)))
        for root, group in members.items()
    ]
    return tuple(sorted(clusters, key=lambda c: _reading_order(c.candidates[0])))


def _reading_order(candidate: Candidate) -> tuple[bool, int]:
    return (not candidate.in_headline, candidate.first)


def _named_last(
    candidate: Candidate, owners: Sequence[int], places: Sequence[Sequence[int]]
) -> int:
    """Return which of the *owners* was named last before *candidate*, else the first of all."""
    if len(owners) == 1 or candidate.in_headline:
        return owners[0]

    def last_before(owner: int) -> tuple[int, int]:
        at = bisect_right(places[owner], candidate.first) - 1
        return (places[owner][at], 0) if at >= 0 else (-1, -places[owner][0])

    return max(owners, key=last_before)


def _owners(forms: Sequence[Form]) -> list[tuple[int, ...]]:
    """Return for each form the fullest forms it may stand for, itself when none."""
    by_last = _index(forms, lambda f: f.words[-1:])
    by_first = _index(forms, lambda f: f.words[:1])
    by_word = _index(forms, lambda f: tuple(dict.fromkeys(f.words)))
    by_initials = _index(forms, lambda f: f.initials)
    by_territory = _territories(forms)
    by_words = {form.words: index for index, form in enumerate(forms)}
    fuller: list[tuple[int, ...]] = []
    for index, form in enumerate(forms):
        found: list[int] = []
        if form.territory and form.type is NameType.LOC:
            found = by_territory[form.territory][:1]
        elif form.type is NameType.LOC and len(form.words) == 1 and not form.territory:
            found = [i for i in by_last[form.words[0]] if forms[i].territory]
            found = found if len(found) == 1 else []  # "Korea", but North and South are two
        elif form.is_acronym:
            found = [by_words[w] for w in form.bracketed if w in by_words]
            found = [i for i in found if len(forms[i].words) > 1] or [
                i for i in by_initials[form.words[0]] if forms[i].type is form.type
            ]
        if not found and (form.type is NameType.PER or not form.is_place):
            found = [i for i in by_last[form.words[-1]] if _is_person(form, forms[i])]
        if not found and form.type is NameType.PER:
            found = [i for i in by_first[form.words[0]] if _misspells(form, forms[i])]
        if not found and form.type is NameType.PER and len(form.words) == 1:
            found = [i for i in by_first[form.words[0]] if forms[i].type is NameType.PER]
            found = found if len(found) == 2 else []  # itself and one full name
        if not found and form.type is NameType.ORG:
            found = [i for i in by_word[form.words[0]] if _is_organisation(form, forms[i])]
            found = [i for i in found if forms[i].words[0] == form.words[0]] or found[:1]
        fuller.append(tuple(i for i in found if i != index))
    return [_fullest(index, fuller) for index in range(len(forms))]


def _territories(forms: Sequence[Form]) -> Mapping[str, list[int]]:
    """Return the forms of each territory, the longest name first: United Kingdom, UK."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    longest_first = sorted(range(len(forms)), key=lambda i: -sum(map(len, forms[i].words)))
    for index in longest_first:
        if forms[index].territory and forms[index].type is NameType.LOC:
            found[forms[index].territory].append(index)
    return found


def _fullest(index: int, fuller: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the ends of the lines from *index* to fuller and fuller forms."""
    ends: dict[int, None] = {}
    queue, seen = [index], {index}
    while queue:
        at = queue.pop()
        if not fuller[at]:
            ends[at] = None
        for owner in fuller[at]:
            if owner not in seen:
                seen.add(owner)
                queue.append(owner)
    return tuple(ends) or (index,)


def _index(forms: Sequence[Form], keys: Callable[[Form], Sequence[str]]) -> Mapping[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        for key in keys(form):
            found[key].append(index)
    return found


def _is_person(short: Form, full: Form) -> bool:
    """Tell whether *full* is a longer name of the person whom *short* may name."""
    if full.type is not NameType.PER or len(full.words) < len(short.words):
        return False
    if len(short.words) < len(full.words):
        return full.words[-len(short.words) :] == short.words
    return short.type is NameType.PER and (
        _abbreviates(short.words, full.words) or _misspells(short, full)
    )


def _abbreviates(short: Words, full: Words) -> bool:
    """Tell whether *short* is *full* with first names cut to their initials (V. Hugo)."""
    pairs = list(zip(short[:-1], full[:-1], strict=True))
    return (
        short[-1] == full[-1]
        and any(len(s) == 1 < len(f) for s, f in pairs)
        and all(s == f or (len(s) == 1 and f.startswith(s)) for s, f in pairs)
    )


MIN_VARIED = 5  # letters of a word that may be misspelt


def _misspells(one: Form, other: Form) -> bool:
    """Tell whether the rarer form is the other with one letter wrong ("Kristin", "Kristen")."""
    if not 1 < len(one.words) == len(other.words) or other.type is not NameType.PER:
        return False
    if _standing(one) >= _standing(other):
        return False
    pairs = [(a, b) for a, b in zip(one.words, other.words, strict=True) if a != b]
    return len(pairs) == 1 and min(map(len, pairs[0])) >= MIN_VARIED and _is_near(*pairs[0])


def _standing(form: Form) -> tuple[int, bool, int]:
    """Return what tells the right spelling: the more frequent one, else the first."""
    first = form.candidates[0]
    return len(form.candidates), first.in_headline, -first.first


def _is_near(one: str, other: str) -> bool:
    """Tell whether one letter, more or other, makes *one* of *other*."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), -1)
    if len(one) == len(other):
        return one[same + 1 :] == other[same + 1 :]
    short, long = sorted((one, other), key=len)
    return short[same:] == long[same + 1 :] if same >= 0 else True


def _is_organisation(short: Form, full: Form) -> bool:
    """Tell whether *full* is an organisation whose longer name holds all of *short*.

    A common word of organisations ("Council") is short for the name it begins alone.
    """
    if full.type is not NameType.ORG or len(short.words) >= len(full.words) or short.is_place:
        return False
    if full.words[: len(short.words)] == short.words:
        return True
    starts = range(1, len(full.words) - len(short.words) + 1)
    return not short.is_common and any(
        full.words[at : at + len(short.words)] == short.words for at in starts
    )
