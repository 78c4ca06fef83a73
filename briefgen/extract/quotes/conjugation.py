"""From infinitives to their forms, so that a verb is known where the tagger's lemma is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from briefgen.errors import LexiconError
from briefgen.lexicons import read_mapping

_CONSONANTS = "([bcdfghjklmnpqrstvwxz]+|[gq]u)"
Rule = tuple[re.Pattern[str], tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of some verbs."""

    lemmas: Mapping[str, tuple[str, ...]]
    "form → the lemmas that it may belong to"
    finite: frozenset[str]
    "forms that are finite and nothing else; empty where the rules do not tell"
    participles: frozenset[str]
    "forms that are past participles and nothing else; empty where the rules do not tell"


def inflect(lemmas: Iterable[str], path: Traversable) -> Forms:
    """Return the forms of *lemmas*.

    *path* lists endings of infinitives with the endings of their forms; the first that fits
    holds. Lemmas that no rule fits have no forms but themselves.

    Raises:
        LexiconError: the file is no YAML, or a rule lacks its ending or forms.
    """
    rules = read_rules(path)
    found: dict[str, set[str]] = {}
    groups: list[set[str]] = [set(), set(), set()]
    known = set(lemmas)
    for lemma in known:
        for n, forms in enumerate(_forms(lemma, rules)):
            groups[min(n, 2)].update(forms)
            for form in forms:
                found.setdefault(form, set()).add(lemma)
    finite, present, past = groups
    return Forms(
        {form: tuple(sorted(names)) for form, names in found.items()},
        frozenset(finite - present - past - known) if past else frozenset(),
        frozenset(past - finite - present),
    )


def read_rules(path: Traversable) -> list[Rule]:
    """Return the rules of a file: endings of infinitives, and of their forms by groups.

    Raises:
        LexiconError: the file is no YAML, or a rule lacks its ending or forms.
    """
    try:
        data = read_mapping(path)
        return [
            (
                re.compile(row["ending"].replace("~", _CONSONANTS) + "$"),
                tuple(tuple(group.split()) for group in row["forms"].split("|")),
            )
            for row in data["rules"]
        ]
    except (KeyError, TypeError, AttributeError) as error:
        message = f"rule without ending or forms: {error}"
        raise LexiconError(message, path=str(path)) from error


def paradigm(lemma: str, rules: Sequence[Rule]) -> tuple[tuple[str, ...], ...]:
    """Return the forms of *lemma* by the first rule that fits, in its order; () if none does."""
    for pattern, groups in rules:
        match = pattern.search(lemma)
        if match is not None:
            stem = lemma[: match.start()]
            middle = match.group(1) if match.groups() else ""
            return tuple(
                tuple(stem + ending.replace("~", middle) for ending in group) for group in groups
            )
    return ()


def _forms(lemma: str, rules: Sequence[Rule]) -> list[set[str]]:
    """Return the forms of *lemma* by the groups of its rule, the lemma among the first."""
    groups = [set(group) for group in paradigm(lemma, rules)]
    return [groups[0] | {lemma}, *groups[1:]] if groups else [{lemma}]
