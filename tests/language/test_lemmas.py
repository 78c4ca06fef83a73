from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.lemmas import apply_rule, make_rule


@pytest.mark.parametrize(
    ("word", "lemma", "rule"),
    [
        ("parlait", "parler", "=-ait+er"),
        ("Parlait", "parler", "l-ait+er"),
        ("Paris", "Paris", "=-+"),
        ("went", "go", "==go"),
        ("ont", "avoir", "==avoir"),
        ("Elle", "lui", "l=lui"),
    ],
)
def test_rule_of_a_word_and_its_lemma(word: str, lemma: str, rule: str) -> None:
    assert make_rule(word, lemma) == rule
    assert apply_rule(word, rule) == lemma


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_rule_leads_back_to_the_lemma_it_was_made_from(word: str, lemma: str) -> None:
    assert apply_rule(word, make_rule(word, lemma)) == lemma


@pytest.mark.parametrize(("word", "rule"), [("dog", "=-ies+y"), ("s", "=-s+")])
def test_a_rule_is_not_for_every_word(word: str, rule: str) -> None:
    assert apply_rule(word, rule) is None
