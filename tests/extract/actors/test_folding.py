"""A list of words folded in one go, against its words folded one by one."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.extract.actors.lexicon import fold, fold_all, name_words, plain_names

lists = st.lists(st.text(st.characters(blacklist_characters="\n"), min_size=1))


@given(lists)
@example([""])
@example(["\u0301", "e\u0301", "ΟΔΟΣ", "Straße", "İstanbul", "½", "L’Haÿ", "a\u0300\u0316"])
def test_a_list_is_folded_as_its_words_are(words: list[str]) -> None:
    assert fold_all(words) == [fold(word) for word in words]


@given(lists)
@example(["\u0301"])
@example([""])
@example(["Saint-Étienne", "…", "L’Haÿ-les-Roses", "R\u00a0E\u2003M", "A.B.C."])
def test_names_are_parted_as_one_by_one(names: list[str]) -> None:
    assert plain_names(names) == [" ".join(name_words(name)) for name in names]


@pytest.mark.parametrize("convert", [fold_all, plain_names])
def test_no_words_are_no_words(convert: Callable[[list[str]], list[str]]) -> None:
    assert convert([]) == []
