import html
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.model import Span
from briefgen.site.marks import Highlight, layered, mark_blocks, mark_text, paragraphs

Case = tuple[str, list[Sequence[Highlight]]]
# A busy machine may be slow to draw; what is held here does not depend on time.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXTS = st.text(alphabet="ab<>&\"' é\n", max_size=60)


@st.composite
def marked_texts(draw: st.DrawFn) -> Case:
    text = draw(TEXTS)
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = [Span(*sorted(pair)) for pair in draw(st.lists(bounds, max_size=8))]
    kinds = [
        [Highlight(span, "span", ' class="&#34;&lt;x"', f"n{n}") for n, span in enumerate(part)]
        for part in (spans[::2], spans[1::2])
    ]
    return text, [layer for marks in kinds for layer in layered(marks)]


@patient
@given(marked_texts())
def test_marking_loses_no_character_and_adds_none(case: Case) -> None:
    text, layers = case
    marked = str(mark_text(text, Span(0, len(text)), layers))
    assert html.unescape(re.sub(r"<[^>]*>", "", marked)) == text


class Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@patient
@given(marked_texts())
def test_elements_close_in_order_and_anchors_are_unique(case: Case) -> None:
    text, layers = case
    for number, layer in enumerate(layers):
        layers[number] = [
            Highlight(m.span, m.tag, m.attributes, f"{m.anchor}-{number}") for m in layer
        ]
    parser = Balance()
    parser.feed(str(mark_text(text, Span(0, len(text)), layers)))
    assert not parser.open
    assert len(parser.ids) == len(set(parser.ids))
    visible = [m for layer in layers for m in layer if m.span.start < m.span.end]
    assert len(parser.ids) == len(visible)


def test_a_crossing_mark_is_cut_at_the_outer_one() -> None:
    outer = [Highlight(Span(0, 4), "b")]
    inner = [Highlight(Span(2, 6), "i", anchor="x")]
    marked = mark_text("abcdef", Span(0, 6), [outer, inner])
    assert marked == '<b>ab<i id="x">cd</i></b><i>ef</i>'


def test_paragraphs_are_the_lines_that_hold_words() -> None:
    assert paragraphs("a b\n\n \nc") == (Span(0, 3), Span(7, 8))


def test_nested_marks_lie_in_layers_of_their_own() -> None:
    marks = [Highlight(Span(2, 3), "i"), Highlight(Span(0, 5), "b"), Highlight(Span(5, 6), "b")]
    outer, inner = layered(marks)
    assert [m.span for m in outer] == [Span(0, 5), Span(5, 6)]
    assert [m.span for m in inner] == [Span(2, 3)]


def test_a_mark_over_two_paragraphs_closes_with_each() -> None:
    text = "ab\ncd"
    marks = [[Highlight(Span(1, 4), "b", anchor="x", tail="<i></i>")]]
    assert mark_blocks(text, paragraphs(text), marks) == [
        'a<b id="x">b</b>',
        "<b>c<i></i></b>d",
    ]
