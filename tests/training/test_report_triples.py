"""Who says what is counted by words, and by heads beside it."""

from __future__ import annotations

import pytest

from briefgen.language.records import TokenRow
from training.evaluate import Tree
from training.report_triples import count_triples, scores

SAID = ("She said that prices rose last year", (1, 1, 4, 4, 1, 6, 4))


def tree(heads: tuple[int, ...] = SAID[1], clause: str = "ccomp", speaker: str = "nsubj") -> Tree:
    words = SAID[0].split()
    relations = [speaker, "root", "mark", "nsubj", clause, "amod", "obl:unmarked"]
    tags = ["PRON", "VERB", "SCONJ", "NOUN", "VERB", "ADJ", "NOUN"]
    rows = tuple(
        TokenRow(word, "say" if word == "said" else word, tag, relation, head)
        for word, tag, relation, head in zip(words, tags, relations, heads, strict=True)
    )
    return Tree(tuple((at, at + 1) for at in range(len(rows))), rows)


@pytest.mark.parametrize(
    ("found", "by_words", "by_heads"),
    [
        pytest.param(tree(), 1, 1, id="same"),
        pytest.param(tree(clause="obj"), 0, 0, id="no-clause"),
        pytest.param(tree(speaker="nsubj:pass"), 0, 0, id="no-speaker"),
        pytest.param(tree((1, 1, 4, 4, 1, 6, 1)), 1, 1, id="words-hung-elsewhere"),
    ],
)
def test_a_triple_is_right_by_words_and_by_heads(
    found: Tree, by_words: float, by_heads: float
) -> None:
    found_scores = scores(count_triples([(tree(), found)], "en"))
    assert (found_scores["f"], found_scores["by heads"], found_scores["gold"]) == (
        by_words,
        by_heads,
        1,
    )


def test_another_head_of_the_same_words_is_right_by_words_only() -> None:
    rows = list(tree().rows)
    rows[3] = rows[3]._replace(head=1, dep="ccomp")
    rows[4] = rows[4]._replace(head=3, dep="acl")
    found = Tree(tree().spans, tuple(rows))
    found_scores = scores(count_triples([(tree(), found)], "en"))
    assert found_scores["f"] == 1
    assert found_scores["by heads"] == 0


def test_a_second_clause_counts_by_heads_alone() -> None:
    rows = list(tree().rows)
    rows[6] = rows[6]._replace(head=1, dep="ccomp")
    found_scores = scores(count_triples([(tree(), Tree(tree().spans, tuple(rows)))], "en"))
    assert found_scores["f"] == 1
    assert found_scores["by heads"] == pytest.approx(2 / 3)
