"""The shipped pipelines as engines: rows and names for words, whatever the words are."""

from __future__ import annotations

import pytest

from briefgen.language.engine import MAX_WORDS, Pipeline, load_shipped

SENTENCE = ["Le", "maire", "de", "Lyon", "a", "parlé", "."]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_shipped("fr")


def test_no_words_have_no_rows(pipeline: Pipeline) -> None:
    assert pipeline([], []) == ([], [])


def test_a_long_text_is_read_in_portions_as_if_it_were_short(pipeline: Pipeline) -> None:
    times = 2 * MAX_WORDS // len(SENTENCE)
    starts = range(0, times * len(SENTENCE), len(SENTENCE))
    rows, names = pipeline(SENTENCE * times, list(starts))
    alone, one = pipeline(SENTENCE, [0])
    for start in (starts[0], starts[times // 2], starts[-1]):
        for row, expected in zip(rows[start : start + len(SENTENCE)], alone, strict=True):
            assert (row.pos, row.dep, row.lemma) == (expected.pos, expected.dep, expected.lemma)
            assert row.head == start + (expected.head or 0)
    assert len(names) == times * len(one) > 0


def test_every_sentence_has_one_root_and_governors_inside_it(pipeline: Pipeline) -> None:
    words = [*SENTENCE, "Oui", ".", *["«", "oui"] * 150]
    rows, _ = pipeline(words, [0, 7, 9])
    for first, last in ((0, 7), (7, 9), (9, len(words))):
        roots = [index for index in range(first, last) if rows[index].dep == "root"]
        assert [rows[root].head for root in roots] == roots
        assert len(roots) == 1
        assert all(first <= (row.head or 0) < last for row in rows[first:last])


def test_rows_of_marks_are_not_read(pipeline: Pipeline) -> None:
    words = [*["«"] * 300, *SENTENCE]
    rows, names = pipeline(words, [0, 300])
    assert {(row.pos, row.dep, row.head) for row in rows[:300]} == {("", "", None)}
    alone, found = pipeline(SENTENCE, [0])
    assert [row.dep for row in rows[300:]] == [row.dep for row in alone]
    assert names == [(300 + first, 300 + last, kind) for first, last, kind in found]
