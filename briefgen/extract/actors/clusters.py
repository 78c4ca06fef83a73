"""Candidates that name the same actor: full name, surname, initials, acronym, short form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.extract.actors.candidate import Candidate
from briefgen.model import NameType

MIN_ACRONYM = 2  # letters; "UE", "UN"


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a name and where it stands."""

    words: tuple[str, ...]
    "folded"
    capitals: str
    "the initials of its capitalised words, folded; the letters themselves of an acronym"
    is_acronym: bool
    type: NameType
    candidates: tuple[Candidate, ...]
    "headline first, then in text order"


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
    begins, an acronym to the name whose initials it is made of.
    """
    owners = _owners(forms)
    members: dict[int, list[Candidate]] = defaultdict(list)
    for index, form in enumerate(forms):
        for candidate in form.candidates:
            members[_owner_of(candidate, owners[index], index, forms)].append(candidate)
    clusters = [
        Cluster(forms[root].type, tuple(sorted(group, key=_reading_order)))
        for root, group in members.items()
    ]
    return tuple(sorted(clusters, key=lambda c: _reading_order(c.candidates[0])))


def _reading_order(candidate: Candidate) -> tuple[bool, int]:
    return (not candidate.in_headline, candidate.first)


def _owners(forms: Sequence[Form]) -> list[tuple[int, ...]]:
    """Return for each form the fuller forms it may stand for, itself when none."""
    by_last: Mapping[str, list[int]] = _index(forms, lambda f: f.words[-1:])
    by_first: Mapping[str, list[int]] = _index(forms, lambda f: f.words[:1])
    by_initials: Mapping[str, list[int]] = _index(
        forms, lambda f: (f.capitals,) if not f.is_acronym else ()
    )
    owners: list[tuple[int, ...]] = []
    for index, form in enumerate(forms):
        fuller: list[int] = []
        if form.type is NameType.PER:
            fuller = [i for i in by_last[form.words[-1]] if _is_person_short(form, forms[i])]
        elif form.is_acronym and len(form.words) == 1:
            fuller = [i for i in by_initials[form.words[0]] if forms[i].type is form.type]
        if not fuller and form.type is NameType.ORG:
            fuller = [
                i
                for i in by_first[form.words[0]]
                if forms[i].type is NameType.ORG and _begins(form.words, forms[i].words)
            ]
        owners.append(tuple(fuller) or (index,))
    return [_follow(index, owners) for index in range(len(forms))]


def _follow(index: int, owners: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the last owners up the line from *index*."""
    ends: dict[int, None] = {}
    queue, seen = [index], {index}
    while queue:
        at = queue.pop(0)
        if owners[at] == (at,):
            ends[at] = None
        for owner in owners[at]:
            if owner not in seen:
                seen.add(owner)
                queue.append(owner)
    return tuple(ends) or (index,)


def _index(forms: Sequence[Form], keys: object) -> defaultdict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        for key in keys(form):  # type: ignore[operator]
            found[key].append(index)
    return found


def _is_person_short(short: Form, full: Form) -> bool:
    """Tell whether *full* is a longer name of the person whom *short* may name."""
    if full.type is not NameType.PER or len(full.words) < len(short.words):
        return False
    if short.words == full.words:
        return False
    if len(short.words) < len(full.words) and full.words[-len(short.words) :] == short.words:
        return True
    return _abbreviates(short.words, full.words)


def _abbreviates(short: Iterable[str], full: Sequence[str]) -> bool:
    """Tell whether *short* is *full* with first names cut to their initials (V. Sapounov)."""
    short = tuple(short)
    if len(short) != len(full) or short[-1] != full[-1]:
        return False
    pairs = list(zip(short[:-1], full[:-1], strict=True))
    return any(len(s) == 1 < len(f) for s, f in pairs) and all(
        s == f or (len(s) == 1 and f.startswith(s)) for s, f in pairs
    )


def _begins(short: Sequence[str], full: Sequence[str]) -> bool:
    return len(short) < len(full) and tuple(full[: len(short)]) == tuple(short)


def _owner_of(
    candidate: Candidate, owners: tuple[int, ...], itself: int, forms: Sequence[Form]
) -> int:
    """Return which of several *owners* the *candidate* stands for: the one named last."""
    if not owners:
        return itself
    best, place = owners[0], -1
    for owner in owners:
        before = [
            c.first
            for c in forms[owner].candidates
            if not c.in_headline and (candidate.in_headline or c.first <= candidate.first)
        ]
        if before and not candidate.in_headline and max(before) > place:
            best, place = owner, max(before)
    return best
