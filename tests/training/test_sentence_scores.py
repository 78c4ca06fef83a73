"""Sentence scores: sentences are put back into running text and looked for again."""

from pathlib import Path

import pytest

from training.sentence_scores import read_texts, score_sentences


def test_sentences_found_again() -> None:
    sentences = ["Un titre sans point", "Le maire approuve.", "« Non », dit M. Petit."]
    assert score_sentences(sentences, "fr")["f"] == 1


def test_a_bound_missed_costs_two_sentences() -> None:
    scores = score_sentences(["Le maire approuve.", "mais tard.", "Oui.", "Non."], "fr")
    assert scores["r"] == pytest.approx(2 / 4)
    assert scores["p"] == pytest.approx(2 / 3)


def test_texts_of_one_source_in_order_of_id(tmp_path: Path) -> None:
    path = tmp_path / "trees.conllu"
    path.write_text(
        "# sent_id = er_2\n# text = Oui.\n\n# sent_id = er_1\n# text = Non.\n\n"
        "# sent_id = ab_1\n# text = Peut-être.\n\n"
    )
    assert read_texts([path], "er_") == ("Non.", "Oui.")
