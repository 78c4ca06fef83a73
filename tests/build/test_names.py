"""Every briefing gets a file of its own."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.build.names import Wish, assign_names

WISHES = st.lists(
    st.builds(
        Wish,
        article=st.sampled_from(["a.txt", "b.txt", "c.txt"]),
        number=st.integers(0, 3),
        stem=st.sampled_from(["1969/07/lock", "1969/07/lock-2", "undated/lock", "x" * 80]),
    ),
    unique_by=lambda wish: (wish.article, wish.number),
)


@given(wishes=WISHES)
def test_no_two_share_a_name(wishes: list[Wish]) -> None:
    assert len(set(assign_names(wishes))) == len(wishes)


@given(wishes=WISHES, dice=st.randoms())
def test_the_order_they_come_in_does_not_matter(wishes: list[Wish], dice: object) -> None:
    named = dict(zip(wishes, assign_names(wishes), strict=True))
    dice.shuffle(wishes)  # type: ignore[attr-defined]
    assert dict(zip(wishes, assign_names(wishes), strict=True)) == named


@given(wishes=WISHES)
def test_slugs_stay_short(wishes: list[Wish]) -> None:
    assert all(
        len(name.rpartition("/")[2]) <= len("x" * 80 + ".md") for name in assign_names(wishes)
    )


def test_the_first_by_path_keeps_the_bare_name() -> None:
    wishes = [Wish("b.txt", 0, "1969/07/lock"), Wish("a.txt", 0, "1969/07/lock")]
    assert assign_names(wishes)[1] == "1969/07/lock.md"


def test_a_name_does_not_depend_on_how_many_others_clash() -> None:
    two = [Wish(name, 0, "1969/07/lock") for name in ("a", "c")]
    three = [Wish(name, 0, "1969/07/lock") for name in ("a", "b", "c")]
    assert assign_names(two)[1] == assign_names(three)[2]
