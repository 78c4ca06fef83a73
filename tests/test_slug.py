import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.slug import MAX_SLUG_LENGTH, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        pytest.param("Gérald Karsenti", "gerald-karsenti", id="accents"),
        pytest.param("L’Œuvre d'Ålesund", "l-oeuvre-d-alesund", id="ligature and ring"),
        pytest.param("  -- 14:30 !", "14-30", id="edges"),
        pytest.param("Straße", "strasse", id="sharp s"),
    ],
)
def test_plain_names(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_other_scripts_stay_apart() -> None:
    assert slugify("Москва") != slugify("Киев")


def test_long_texts_stay_apart() -> None:
    assert slugify("a" * 200 + "b") != slugify("a" * 200 + "c")


@given(st.text())
def test_always_safe(text: str) -> None:
    assert re.fullmatch(rf"[a-z0-9]([a-z0-9-]{{0,{MAX_SLUG_LENGTH - 1}}})", slugify(text))
