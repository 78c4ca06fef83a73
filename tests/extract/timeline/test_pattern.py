from __future__ import annotations

import pytest

from briefgen.extract.timeline.pattern import Element, PatternError, expand


def written(pattern: str) -> list[str]:
    return [
        " ".join(e.edge or e.word or f"{{{e.cls}}}" for e in sequence)
        for sequence in expand(pattern, {"THE": "le | la"})
    ]


@pytest.mark.parametrize(
    ("pattern", "sequences"),
    [
        ("il y a {number}", ["il y a {number}"]),
        ("( a | b c ) d", ["a d", "b c d"]),
        ("a b?", ["a b", "a"]),
        ("a ( b | c )? d", ["a b d", "a c d", "a d"]),
        ("en [{year}]", ["en [ {year} ]"]),
        ("<THE> mois", ["le mois", "la mois"]),
        (r"a \( b", ["a ( b"]),
        ("a | a", ["a"]),
    ],
)
def test_pattern_stands_for_sequences(pattern: str, sequences: list[str]) -> None:
    assert written(pattern) == sequences


def test_a_blank_in_the_pattern_allows_one_in_the_text() -> None:
    ((hour, loose),) = expand("{hour} h", {})
    ((_, tight),) = expand("{hour}h", {})
    assert hour == Element(cls="hour", name="hour")
    assert (loose.tight, tight.tight) == (False, True)


def test_branches_begin_as_their_group_does() -> None:
    ((_, first), (_, second)) = expand("soir (du|des)", {})
    assert (first.tight, second.tight) == (False, False)


@pytest.mark.parametrize("pattern", ["( a", "a )", "? a", "<NONE>", "(a|b)" * 13])
def test_a_pattern_that_cannot_be_read_says_so(pattern: str) -> None:
    with pytest.raises(PatternError):
        expand(pattern, {})
