"""Arcs of report verbs weigh more in the loss than others."""

from __future__ import annotations

from briefgen.language.lemmas import make_rule
from training.emphasis import WEIGHT, with_emphasis
from training.sentences import Lesson

SAID = Lesson(
    words=("She", "said", "trains", "ran", "."),
    classes=("-",) * 5,
    tags=("PRON", "VERB", "NOUN", "VERB", "PUNCT"),
    lemmas=("l-+", make_rule("said", "say"), make_rule("trains", "train"), None, "=-+"),
    heads=(2, 0, 4, 2, 2),
    relations=("nsubj", "root", "nsubj", "ccomp", "punct"),
)


def test_a_report_verb_its_subject_and_its_clause_weigh_more() -> None:
    (lesson,) = with_emphasis([SAID], "en")
    assert lesson.weights == (WEIGHT, WEIGHT, 1.0, WEIGHT, 1.0)


def test_a_noun_that_is_written_like_a_report_verb_does_not() -> None:
    noun = Lesson(SAID.words, SAID.classes, ("X",) * 5, SAID.lemmas, SAID.heads, SAID.relations)
    (lesson,) = with_emphasis([noun], "en")
    assert lesson.weights == (1.0,) * 5
