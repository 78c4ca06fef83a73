from pathlib import Path

import pytest

from briefgen.errors import LexiconError
from briefgen.extract.actors import find_actors, weights
from briefgen.extract.actors.lattice import find_runs
from briefgen.extract.actors.lexicon import actor_lexicon
from briefgen.extract.actors.weights import name_weights
from briefgen.language import annotate
from briefgen.model import Article, NameType, Source


def _stretches(text: str) -> set[str]:
    document = annotate(Article("x", "", text, "und", Source("x", "0")))
    tokens = document.tokens
    return {
        document.text[tokens[first].start : tokens[last - 1].end]
        for run in find_runs(tokens, actor_lexicon("en"))
        for first, last in run
    }


def test_a_chain_offers_the_whole_and_its_parts() -> None:
    found = _stretches("she left the University of Bologna early")
    assert found == {"University", "University of Bologna", "Bologna"}


def test_a_country_behind_a_whole_name_offers_no_longer_one() -> None:
    found = _stretches("he left the University of Lagos of the UK early")
    assert "University of Lagos" in found
    assert "University of Lagos of the UK" not in found


def test_small_words_alone_offer_nothing() -> None:
    assert _stretches("nothing of the sort and so on") == set()


def test_a_language_without_weights_scores_nothing() -> None:
    scores = name_weights("und").scores({"territory": 1.0})
    assert set(scores.values()) == {0.0}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_country_of_the_lists_looks_like_a_place(language: str) -> None:
    scores = name_weights(language).scores({"territory": 1.0})
    assert max(scores, key=lambda kind: scores[kind]) is NameType.LOC


def test_a_broken_row_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "names.tsv").write_text("# head\nterritory\t1\ttwo\t3\t4\n", encoding="utf-8")
    monkeypatch.setattr(weights, "files", lambda _: tmp_path)
    with pytest.raises(LexiconError, match="expected a feature and 4 whole numbers"):
        name_weights("xx")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_capitals_that_can_be_no_name_are_passed_over(language: str) -> None:
    text = "Pierreronde-sur-Orle revives the reopening of the market."
    document = annotate(Article("a", text, text, language, Source("a.txt", "0" * 64)))
    assert all(
        mention.span.end <= len(text) for a in find_actors(document) for mention in a.mentions
    )
