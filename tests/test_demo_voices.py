"""Who says what in articles of the demo where a name needs its particle."""

from pathlib import Path

from briefgen.pipeline import brief
from briefgen.readers import read

ARTICLES = Path(__file__).parents[1] / "content" / "articles"


def test_a_surname_takes_its_particle_along() -> None:
    (article,) = read(ARTICLES / "1963-01-22-traite-de-l-elysee.md")
    briefing = brief(article)
    first = briefing.quotes[0]
    assert first.speaker is not None
    assert first.speaker.of(article.text) == "le général de Gaulle"
    assert first.actor == "charles-de-gaulle"
    adenauer = next(actor for actor in briefing.actors if actor.id == "konrad-adenauer")
    assert not any("Gaulle" in mention.span.of(article.text) for mention in adenauer.mentions)
