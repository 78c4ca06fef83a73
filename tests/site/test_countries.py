"""Countries of a briefing under the names that the site's language gives them."""

from datetime import date

from briefgen.model import Actor, Article, Briefing, NameType, Source
from briefgen.site.countries import country_names


def _briefing(countries: tuple[str, ...], *places: str) -> Briefing:
    article = Article("x", "T", "Text", "fr", Source("x", "0" * 64), date(2026, 1, 2))
    actors = tuple(Actor(p.lower(), p, NameType.LOC, (), (), (), 0.5, False) for p in places)
    return Briefing(article, (), actors, (), (), (), (), countries=countries)


def test_codes_get_the_names_of_the_language() -> None:
    assert country_names(_briefing(("FR", "RU")), "en") == ("France", "Russia")
    assert country_names(_briefing(("FR", "RU")), "fr") == ("France", "Russie")


def test_a_place_that_an_editor_named_counts_once() -> None:
    assert country_names(_briefing(("DE",), "Allemagne", "Espagne", "Lyon"), "en") == (
        "Germany",
        "Spain",
    )


def test_a_code_that_cldr_does_not_know_is_left_out() -> None:
    assert country_names(_briefing(("QQ",)), "en") == ()
