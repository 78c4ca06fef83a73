"""A second look at names: what an article calls by one name has one type all through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefgen.model import NameType

Found = tuple[int, int, NameType]  # first token, token after the last, type
MIN_LETTERS = 3  # shorter repeats say nothing


def make_consistent(words: Sequence[str], names: Sequence[Found]) -> list[Found]:
    """Return *names* with repeats added and stray types mended, in order.

    A capitalised word or phrase that is a name elsewhere in the article is one here too;
    the last word of a person's full name is that person. A form found with several types
    takes the one found most often, the first of equals.
    """
    types = _types(words, names)
    kept: list[Found] = [
        (first, last, types.get(tuple(words[first:last]), kind)) for first, last, kind in names
    ]
    taken = {index for first, last, _ in kept for index in range(first, last)}
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for form in types:
        by_first.setdefault(form[0], []).append(form)
    for index in range(len(words)):
        for form in sorted(by_first.get(words[index], ()), key=len, reverse=True):
            end = index + len(form)
            if tuple(words[index:end]) == form and taken.isdisjoint(range(index, end)):
                kept.append((index, end, types[form]))
                taken.update(range(index, end))
                break
    return sorted(kept)


def _types(words: Sequence[str], names: Sequence[Found]) -> dict[tuple[str, ...], NameType]:
    """Return the type of each form, and of the surnames of persons."""
    votes: dict[tuple[str, ...], Counter[NameType]] = {}
    surnames: Counter[tuple[str, ...]] = Counter()
    for first, last, kind in names:
        form = tuple(words[first:last])
        if form[0][0].isupper() and len("".join(form)) >= MIN_LETTERS:
            votes.setdefault(form, Counter())[kind] += 1
        if kind is NameType.PER and len(form) > 1 and form[-1][0].isupper():
            surnames[form[-1:]] += 1
    types = {form: counter.most_common(1)[0][0] for form, counter in votes.items()}
    for form in surnames:
        if len(form[0]) > MIN_LETTERS:
            types.setdefault(form, NameType.PER)
    return types
