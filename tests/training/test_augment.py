"""Texts made from others keep their names on the right characters."""

from __future__ import annotations

from training.augment import in_capitals, with_repeats, with_swapped_names
from training.corpora import NamedText

ITEM = NamedText(
    "a", "Anna Petit dirige Lumex. Anna Petit part.", ((0, 10, "PER"), (18, 23, "ORG"))
)
OTHER = NamedText("b", "Jean Grand vend Zenor.", ((0, 10, "PER"), (16, 21, "ORG")))


def names(item: NamedText) -> list[tuple[str, str]]:
    return [(item.text[start:end], kind) for start, end, kind in item.names]


def test_repeats_are_labelled() -> None:
    assert names(with_repeats(ITEM))[2] == ("Anna Petit", "PER")


def test_swapped_names_are_names_of_their_type() -> None:
    for item in with_swapped_names([ITEM, OTHER]):
        for form, kind in names(item):
            assert form in {"PER": {"Anna Petit", "Jean Grand"}, "ORG": {"Lumex", "Zenor"}}[kind]


def test_capitals_keep_the_spans() -> None:
    assert names(next(in_capitals([ITEM]))) == [("ANNA PETIT", "PER"), ("LUMEX", "ORG")]
