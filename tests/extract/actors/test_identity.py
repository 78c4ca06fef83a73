from pathlib import Path

import pytest

from briefgen.extract.actors.identity import find_ambiguities, identify
from briefgen.extract.actors.register import Register, read_register
from briefgen.model import Actor, NameType


def _actor(name: str, kind: NameType = NameType.PER, *aliases: str, weight: float = 0.5) -> Actor:
    slug = name.lower().replace(" ", "-")
    return Actor(slug, name, kind, aliases, (), (), weight, False)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    path = tmp_path / "actors.yml"
    path.write_text(
        "- name: Organisation des Nations unies\n  aliases: [ONU, Nations unies]\n"
        "- name: Charles de Gaulle\n  aliases: [général de Gaulle, de Gaulle]\n  type: PER\n"
        "- name: Médecins sans frontières\n",
        encoding="utf-8",
    )
    return read_register(path)


def test_a_full_name_has_one_id_in_all_articles() -> None:
    one = identify([_actor("Simone Veil")], Register(), "loi-1975")
    other = identify([_actor("Simone Veil")], Register(), "parlement-1979")
    assert one[0].id == other[0].id == "simone-veil"


def test_a_surname_alone_does_not_meet_another_articles() -> None:
    one = identify([_actor("Veil")], Register(), "loi-1975")
    other = identify([_actor("Veil")], Register(), "parlement-1979")
    assert one[0].id != other[0].id


def test_the_register_settles_a_surname(register: Register) -> None:
    found = identify([_actor("De Gaulle")], register, "appel-1940")
    assert (found[0].id, found[0].name) == ("charles-de-gaulle", "Charles de Gaulle")
    assert found[0].aliases == ("De Gaulle",)


def test_the_register_merges_within_an_article(register: Register) -> None:
    pair = [_actor("ONU", NameType.ORG, weight=0.9), _actor("Nations unies", NameType.ORG)]
    found = identify(pair, register, "charte-1945")
    assert [a.id for a in found] == ["organisation-des-nations-unies"]
    assert found[0].aliases == ("ONU", "Nations unies")
    assert found[0].salience == pytest.approx(0.9)


def test_an_alias_of_one_word_does_not_carry_a_full_name_away(register: Register) -> None:
    found = identify([_actor("Geneviève de Gaulle", NameType.PER, "Gaulle")], register, "x")
    assert found[0].id == "geneviève-de-gaulle"


def test_ambiguities_name_what_would_settle_them(register: Register) -> None:
    articles = {
        "a": [_actor("Veil")],
        "b": [_actor("Simone Veil"), _actor("Antoine Veil"), _actor("Bretagne", NameType.LOC)],
        "c": [_actor("Bretagne", NameType.ORG), _actor("ONU", NameType.ORG)],
        "d": [_actor("De Gaulle")],
    }
    identified = [(key, identify(actors, register, key)) for key, actors in articles.items()]
    found = find_ambiguities(identified, register)
    assert [a.code for a in found] == ["surname-only", "two-types", "unused-entry"]
    assert "a: 'Veil' stands alone and may be Antoine Veil, Simone Veil" in found[
        0
    ].message.replace("veil", "Veil")
    assert "bretagne: LOC in b, ORG in c" in found[1].message
    assert "Médecins sans frontières" in found[2].message
    assert find_ambiguities(reversed(identified), register) == found
