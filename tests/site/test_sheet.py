"""Long lists cut into pages."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefgen.site.sheet import paged

NAMES = [f"briefings/2024/{number:04}.md" for number in range(3000)]
SIZE = 60


def cut(items: list[str], size: int = SIZE) -> list[tuple[str, ...]]:
    return [tuple(part.items) for part in paged(items, size, "tags/water.md", str)]


@given(items=st.lists(st.text()), size=st.integers(1, 10))
def test_parts_are_the_list_in_order(items: list[str], size: int) -> None:
    parts = list(paged(items, size, "actors/index.md", str))
    assert [item for part in parts for item in part.items] == items
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert {part.total for part in parts} == {len(parts)}
    for part in parts:
        assert items[part.start : part.start + len(part.items)] == list(part.items)
        assert len(part.items) <= max(1, size * 5 // 4)
    for part, after in pairwise(parts):
        assert part.next == after.source
        assert after.previous == part.source
        assert len(part.items) >= max(1, size * 3 // 4)


def test_an_item_more_changes_its_own_part_and_seldom_others() -> None:
    before = {*cut(NAMES)}
    changed = []
    for place in range(0, len(NAMES), 29):
        after = cut([*NAMES[:place], f"new-{place}.md", *NAMES[place:]])
        changed.append(len([part for part in after if part not in before]))
    assert min(changed) == 1
    assert sum(changed) / len(changed) < 1.3


def test_a_list_that_grows_at_its_head_keeps_its_other_parts() -> None:
    before = cut(NAMES[20:])
    assert cut(NAMES)[-30:] == before[-30:]


def test_parts_have_the_size_asked_for_on_average() -> None:
    parts = cut(NAMES)
    assert 0.9 < len(NAMES) / len(parts) / SIZE < 1.1
