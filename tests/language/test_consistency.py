"""Trees that no treebank holds are mended."""

from __future__ import annotations

from briefgen.language.consistency import make_consistent


def mended(*words: tuple[str, int, str]) -> list[tuple[int, str]]:
    classes, heads, relations = ([word[part] for word in words] for part in range(3))
    make_consistent(classes, heads, relations)
    return list(zip(heads, relations, strict=True))


def test_a_mark_is_punctuation_unless_it_is_all_there_is() -> None:
    assert mended(("PUNCT", 1, "nsubj"), ("VERB", -1, "root"))[0] == (1, "punct")
    assert mended(("PUNCT", -1, "root")) == [(-1, "root")]


def test_a_second_clause_is_coordinated_with_the_first() -> None:
    # said | left | stayed
    said = ("VERB", -1, "root")
    assert mended(said, ("VERB", 0, "ccomp"), ("VERB", 0, "ccomp")) == [
        (-1, "root"),
        (0, "ccomp"),
        (1, "conj"),
    ]


def test_a_clause_before_its_verb_stays_beside_one_behind_it() -> None:
    found = mended(("VERB", 1, "ccomp"), ("VERB", -1, "root"), ("VERB", 1, "ccomp"))
    assert found == [(1, "ccomp"), (-1, "root"), (1, "ccomp")]


def test_a_place_has_no_clause_of_content() -> None:
    # said | Geneva | that | left
    said, geneva = ("VERB", -1, "root"), ("PROPN", 0, "obl")
    left = ("VERB", 1, "acl:relcl")
    assert mended(said, geneva, ("SCONJ", 3, "mark"), left)[3] == (0, "ccomp")
    assert mended(said, geneva, ("PRON", 3, "nsubj"), left)[3] == (1, "acl:relcl")
