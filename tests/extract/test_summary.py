from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.extract.summary import MAX_SENTENCES, MAX_SHARE, summarise
from tests.extract.timeline.plain import plain_document

ARTICLE = """\
Le mur de Berlin s'est ouvert dans la soirée du 9 novembre 1989. Des milliers d'habitants de \
Berlin-Est ont franchi les points de passage sans visa. Ils ont été accueillis de l'autre côté par \
une foule en liesse. Le mur séparait la ville depuis le mois d'août 1961. « C'est un jour \
historique », a dit le maire. Il a parlé devant la mairie. Les autorités de l'Est venaient \
d'annoncer que les voyages à l'étranger seraient libres. Cette annonce n'avait été préparée par \
personne et les gardes n'avaient reçu aucun ordre. Les premiers passages ont eu lieu au pont de la \
Bornholmer Strasse, dans le nord de la ville. Plusieurs centaines de personnes attendaient déjà \
devant la barrière. Le commandant du poste a fait lever la barrière peu avant minuit. Les \
télévisions du monde entier ont montré les habitants de Berlin debout sur le mur. Le gouvernement \
de Bonn a interrompu sa séance pour chanter l'hymne national. L'Allemagne sera réunifiée moins \
d'un an plus tard, le 3 octobre 1990. La ville redeviendra la capitale du pays. Les restes du mur \
sont aujourd'hui un lieu de mémoire que visitent des millions de personnes."""


def sentences_of(text: str, language: str = "fr") -> list[str]:
    return [span.of(text) for span in summarise(plain_document(text, language), ())]


def test_summary_takes_whole_sentences_and_the_first_of_all() -> None:
    summary = sentences_of(ARTICLE)
    whole = {s.span.of(ARTICLE) for s in plain_document(ARTICLE, "fr").sentences}
    assert 3 <= len(summary) <= MAX_SENTENCES
    assert set(summary) <= whole
    assert summary[0].startswith("Le mur de Berlin s'est ouvert")


@pytest.mark.parametrize(
    "lame",
    [
        "Il a parlé longtemps devant la foule réunie sur la grande place.",
        "« Nous resterons ici aussi longtemps qu'il le faudra, a dit la maire de la ville.",
        "Photo prise pendant la cérémonie officielle devant la mairie de la ville",
    ],
    ids=["opens with a pronoun", "half a quotation", "no end mark"],
)
def test_a_sentence_that_cannot_stand_alone_does_not_open(lame: str) -> None:
    summary = sentences_of(f"{lame}\n\n{ARTICLE}")
    assert summary
    assert lame not in summary


def test_an_empty_article_has_no_summary() -> None:
    assert sentences_of("") == []


@settings(deadline=None)
@given(st.lists(st.sampled_from(ARTICLE.split(". ")), max_size=30), st.sampled_from(["fr", "en"]))
def test_summary_is_short_and_in_order(sentences: list[str], language: str) -> None:
    text = ". ".join(sentences)
    spans = summarise(plain_document(text, language), ())
    assert sum(map(len, spans)) <= MAX_SHARE * len(text)
    assert list(spans) == sorted(spans)
    assert len(spans) <= MAX_SENTENCES


@pytest.mark.parametrize(
    ("opening", "can_open"),
    [
        ("Ce vendredi, le mur de Berlin s'est ouvert devant une foule immense.", True),
        ("Lors de cette soirée, le mur de Berlin s'est ouvert devant la foule.", False),
        ("Mais le mur de Berlin s'est ouvert devant une foule immense.", False),
    ],
    ids=["points to the day of publication", "points back", "opens with a connective"],
)
def test_a_first_sentence_may_point_to_today_but_not_back(opening: str, can_open: bool) -> None:
    summary = sentences_of(f"{opening} {ARTICLE}")
    assert (opening in summary) is can_open
