"""A digest of what a page is printed from."""

from dataclasses import replace

import pytest

from briefgen.site.basis import Basis
from briefgen.site.entry import Entry
from briefgen.site.library import Library, gather
from briefgen.site.options import BriefgenOptions
from briefgen.site.pages import SEARCH_PAGE, all_sheets
from briefgen.site.press import Press
from briefgen.site.printing import Printer
from tests.site.shelf import demo

PRESS = Press("en")


def library() -> Library:
    return gather(Entry(briefing, f"briefings/{briefing.article.id}.md") for briefing in demo())


def digests(shelf: Library, changed: str = "") -> dict[str, str]:
    """Return the digest of every sheet; the file of the briefing *changed* is another."""
    basis = Basis({e.source: "new" if e.source == changed else e.source for e in shelf.entries})
    return {sheet.source: basis.digest(sheet) for sheet in all_sheets(shelf, PRESS, "The Record")}


def test_the_same_briefings_have_the_same_digests() -> None:
    assert digests(library()) == digests(library())


def test_a_changed_briefing_changes_the_pages_that_show_it_and_no_others() -> None:
    shelf = library()
    entry = shelf.entries[-1]
    before, after = digests(shelf), digests(shelf, changed=entry.source)
    touched = {source for source in before if before[source] != after[source]}
    shown = {actor.source for actor in shelf.actors if entry in actor.entries}
    assert shown <= touched
    met = {other for actor in shelf.actors if entry in actor.entries for other in actor.met}
    untouched = {actor.source for actor in shelf.actors if actor.id not in met} - shown
    assert untouched
    assert not untouched & touched


def pages(shelf: Library) -> dict[str, tuple[str, str]]:
    """Return digest and HTML of every sheet but the search page."""
    options = BriefgenOptions()  # type: ignore[no-untyped-call]
    options.load_dict({})
    options.validate()
    printer = Printer(PRESS, options, "The Record", "")
    basis = Basis({entry.source: str(entry.card) for entry in shelf.entries})
    return {
        sheet.source: (basis.digest(sheet), str(printer.sheet(sheet, sheet.source)))
        for sheet in all_sheets(shelf, PRESS, "The Record")
        if sheet.source != SEARCH_PAGE
    }


@pytest.mark.parametrize("left_out", range(len(demo())))
def test_pages_of_one_digest_are_one_page(left_out: int) -> None:
    whole = pages(library())
    entries = list(library().entries)
    del entries[left_out]
    without = pages(gather(entries))
    same = [source for source in whole if whole[source][0] == without.get(source, ("",))[0]]
    assert same
    for source in same:
        assert whole[source][1] == without[source][1], source


def test_another_title_is_another_digest() -> None:
    sheet = next(all_sheets(library(), PRESS, "The Record"))
    basis = Basis({entry.source: entry.source for entry in library().entries})
    assert basis.digest(sheet) != basis.digest(replace(sheet, title="Another"))


@pytest.mark.parametrize(
    ("one", "other"), [(("ab", "c"), ("a", "bc")), ((1,), ("1",)), ((["a"], "b"), (["a", "b"],))]
)
def test_the_borders_of_values_count(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert Basis({}).digest(*one) != Basis({}).digest(*other)


def test_what_has_no_value_of_its_own_has_no_digest() -> None:
    with pytest.raises(TypeError, match="has no digest"):
        Basis({}).digest(print)
