"""From infinitives to their forms, so that a verb is known where the tagger's lemma is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources.abc import Traversable

import yaml

from briefgen.errors import LexiconError

_CONSONANTS = "([bcdfghjklmnpqrstvwxz]+|[gq]u)"


def inflect(lemmas: Iterable[str], path: Traversable) -> dict[str, tuple[str, ...]]:
    """Return each form of *lemmas* with the lemmas it may belong to.

    *path* lists endings of infinitives with the endings of their forms; the first that fits
    holds. Lemmas that no rule fits have no forms but themselves.

    Raises:
        LexiconError: the file is no YAML, or a rule lacks its ending or forms.
    """
    rules = _rules(path)
    found: dict[str, set[str]] = {}
    for lemma in lemmas:
        for form in _forms(lemma, rules):
            found.setdefault(form, set()).add(lemma)
    return {form: tuple(sorted(names)) for form, names in found.items()}


def _rules(path: Traversable) -> list[tuple[re.Pattern[str], list[str]]]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return [
            (re.compile(row["ending"].replace("~", _CONSONANTS) + "$"), row["forms"].split(" "))
            for row in data["rules"]
        ]
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        message = f"rule without ending or forms: {error}"
        raise LexiconError(message, path=str(path)) from error


def _forms(lemma: str, rules: list[tuple[re.Pattern[str], list[str]]]) -> set[str]:
    for pattern, endings in rules:
        match = pattern.search(lemma)
        if match is not None:
            stem = lemma[: match.start()]
            middle = match.group(1) if match.groups() else ""
            return {lemma, *(stem + ending.replace("~", middle) for ending in endings)}
    return {lemma}
