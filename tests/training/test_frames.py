"""Frames put a subject and a clause into a sentence that reports speech, as one tree."""

from __future__ import annotations

import pytest

from briefgen.language.lemmas import make_rule
from training.frames import SHARE, framed_lessons
from training.sentences import Lesson

# The young mayor left the room , which surprised nobody .
CLAUSE = {
    "en": Lesson(
        words=("The", "young", "mayor", "left", "town", ",", "which", "was", "wise", "."),
        classes=("-",) * 10,
        tags=(
            "DET",
            "ADJ",
            "NOUN|Number=Sing",
            "VERB",
            "NOUN",
            "PUNCT",
            "PRON",
            "AUX",
            "ADJ",
            "PUNCT",
        ),
        lemmas=("l-+", *["=-+"] * 9),
        heads=(3, 3, 4, 0, 4, 9, 9, 9, 4, 4),
        relations=(
            "det",
            "amod",
            "nsubj",
            "root",
            "obj",
            "punct",
            "nsubj",
            "cop",
            "advcl",
            "punct",
        ),
    ),
    "fr": Lesson(
        words=("Les", "jeunes", "maires", "partaient", "hier", ",", "ce", "qui", "étonne", "."),
        classes=("-",) * 10,
        tags=(
            "DET",
            "ADJ",
            "NOUN|Number=Plur",
            "VERB",
            "ADV",
            "PUNCT",
            "PRON",
            "PRON",
            "VERB",
            "PUNCT",
        ),
        lemmas=("l-s+", *["=-+"] * 9),
        heads=(3, 3, 4, 0, 4, 7, 4, 9, 7, 4),
        relations=(
            "det",
            "amod",
            "nsubj",
            "root",
            "advmod",
            "punct",
            "parataxis",
            "nsubj",
            "acl:relcl",
            "punct",
        ),
    ),
}


@pytest.mark.parametrize("language", CLAUSE)
def test_every_framed_sentence_is_one_tree(language: str) -> None:
    lessons = list(framed_lessons([CLAUSE[language]] * SHARE[language] * 600, language))
    assert len(lessons) > 500
    for lesson in lessons:
        assert lesson.heads.count(0) == 1
        for start in range(1, len(lesson.words) + 1):
            word, seen = start, set()
            while word:
                assert word not in seen, lesson
                seen.add(word)
                word = lesson.heads[word - 1] or 0


@pytest.mark.parametrize("language", CLAUSE)
def test_the_clause_keeps_its_own_tree_and_hangs_on_the_report(language: str) -> None:
    clause = CLAUSE[language]
    verb = clause.words[3]
    for lesson in framed_lessons([clause] * SHARE[language] * 600, language):
        if verb not in lesson.words:
            continue  # a frame that reports nothing
        at = lesson.words.index(verb)
        object_at = lesson.words.index(clause.words[4])
        assert lesson.heads[object_at] == at + 1
        relation = lesson.relations[at]
        assert relation in {"root", "ccomp"}
        if relation == "ccomp":
            report = (lesson.heads[at] or 0) - 1
            subjects = [
                place
                for place, (head, label) in enumerate(
                    zip(lesson.heads, lesson.relations, strict=True)
                )
                if head == report + 1 and label == "nsubj"
            ]
            assert len(subjects) == 1


def test_a_report_verb_may_stand_in_a_sentence_that_reports_nothing() -> None:
    clause = CLAUSE["en"].words[3]
    lessons = framed_lessons([CLAUSE["en"]] * SHARE["en"] * 600, "en")
    others = [lesson for lesson in lessons if clause not in lesson.words]
    assert others
    for lesson in others:
        assert "ccomp" not in lesson.relations
        verb = lesson.relations.index("acl")
        assert lesson.lemmas[verb]
        assert lesson.relations[(lesson.heads[verb] or 0) - 1] in {"nsubj", "nsubj:pass"}


def test_nothing_is_framed_without_clauses() -> None:
    with pytest.raises(IndexError):
        list(framed_lessons([Lesson(("Yes", "."), ("-", "-"))] * SHARE["en"], "en"))


def test_a_fixed_verb_has_its_lemma() -> None:
    lessons = framed_lessons([CLAUSE["en"]] * SHARE["en"] * 600, "en")
    rules = {
        rule
        for lesson in lessons
        for word, rule in zip(lesson.words, lesson.lemmas, strict=True)
        if word == "told"
    }
    assert rules == {make_rule("told", "tell")}


@pytest.mark.parametrize(
    ("first", "relation"), [("But", "cc"), ("Well", "discourse"), ("Come", "root")]
)
def test_in_talk_only_a_statement_is_a_clause(first: str, relation: str) -> None:
    lesson = Lesson(
        words=(first, "we", "came", "home", "early", "."),
        classes=("-",) * 6,
        tags=("CCONJ", "PRON", "VERB", "ADV", "ADV", "PUNCT"),
        lemmas=("=-+",) * 6,
        heads=(3, 3, 0, 3, 3, 3) if relation != "root" else (0, 3, 1, 3, 3, 1),
        relations=(relation, "nsubj", "root", "advmod", "advmod", "punct"),
    )
    with pytest.raises(IndexError):
        list(framed_lessons([lesson] * SHARE["en"], "en"))
