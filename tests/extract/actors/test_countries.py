"""Countries that an article speaks of, by name, city or demonym."""

import pytest

from briefgen import language
from briefgen.extract import find_actors, find_countries
from briefgen.language.engine import has_pipeline
from briefgen.model import Article, Source


def _countries(lang: str, text: str, title: str = "") -> tuple[str, ...]:
    if not has_pipeline(lang):
        pytest.skip(f"no trained pipeline for {lang}")
    article = Article("x", title, text, lang, Source("x", "0" * 64))
    document = language.annotate(article)
    return find_countries(document, find_actors(document))


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("fr", "Le président russe a reçu les Polonais.", ("PL", "RU")),
        ("fr", "Le train relie l'Espagne et le Portugal.", ("ES", "PT")),
        ("fr", "Le sommet s'est ouvert à Tokyo.", ("JP",)),
        ("fr", "L'armée syrienne a quitté la ville.", ("SY",)),
        ("fr", "Le texte a été traduit en italien.", ()),
        ("fr", "La langue espagnole est parlée ici.", ()),
        ("fr", "L'Union européenne et l'Afrique ont signé.", ()),
        ("en", "The Russian president met the Germans.", ("DE", "RU")),
        ("en", "The train links Spain and Portugal.", ("ES", "PT")),
        ("en", "The summit opened in Tokyo.", ("JP",)),
        ("en", "The boys polish the brass.", ()),
        ("en", "The book was written in Italian.", ()),
        ("en", "A French-speaking crowd sang.", ()),
    ],
)
def test_countries(lang: str, text: str, codes: tuple[str, ...]) -> None:
    assert _countries(lang, text) == codes


def test_the_headline_counts() -> None:
    assert _countries("en", "The troops left on Monday.", "Syrian army retreats") == ("SY",)


def test_a_demonym_is_no_actor() -> None:
    article = Article("x", "", "Le président russe a signé.", "fr", Source("x", "0" * 64))
    assert find_actors(language.annotate(article)) == ()


def test_a_language_without_lists_has_no_countries() -> None:
    assert _countries_of_unknown() == ()


def _countries_of_unknown() -> tuple[str, ...]:
    document = language.annotate(Article("x", "", "Russian", "und", Source("x", "0" * 64)))
    return find_countries(document, ())
