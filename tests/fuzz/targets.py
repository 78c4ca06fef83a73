"""What is fuzzed, and the laws that hold for any input. Bytes in; an AssertionError or a crash out.

Each target takes bytes, so that Hypothesis, atheris and the kept seeds all throw the same way.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

import markdown
from hypothesis import given, settings

from briefgen.errors import InputError
from briefgen.extract.quotes import find_quotes
from briefgen.extract.timeline import calendar, find_events, find_timexes
from briefgen.model import Article, ArticleStatus, Briefing, Span, TimexType
from briefgen.readers import SUFFIXES, formats
from briefgen.readers.decode import clean
from briefgen.readers.input import Input
from briefgen.render import read_briefing, render
from briefgen.render.markdown import render_body
from briefgen.site.beside import exports, files_beside
from briefgen.site.entry import Entry
from briefgen.site.library import gather
from briefgen.site.options import BriefgenOptions
from briefgen.site.pages import all_sheets
from briefgen.site.press import Press
from briefgen.site.printing import Printer
from tests.extract.timeline.plain import plain_document
from tests.extract.timeline.test_laws import PERIOD
from tests.fuzz.dice import LANGUAGES, Dice, parsed
from tests.strategies import briefings

MAX_TEXT = 2_000  # bytes drawn for a text; longer ones only take longer
BODY_TAGS = re.compile(r"</?(?:h[1-6]|p|ul|ol|li|blockquote|strong|em|hr|a|br)\b")


def readers(data: bytes) -> None:
    """Read the bytes after the first as a file whose suffix the first one tells."""
    if len(data) < 2:
        return
    suffix = SUFFIXES[data[0] % len(SUFFIXES)]
    source = Input(f"a{suffix}", data[1:])
    row = None
    articles: tuple[Article, ...] = ()
    complaint = "a.x"
    try:
        row = formats.pick(source)
        articles = row.read(source)
    except InputError as error:
        complaint = str(error)
    except (RecursionError, MemoryError):
        if row and row.is_guarded:
            return  # the process of its own turns them into an error
        raise
    assert complaint.startswith("a.")
    assert complaint.isprintable()
    for article in articles:
        assert article.title.strip()
        assert article.text.strip() or article.status is not ArticleStatus.USABLE
        for words in (article.title, article.text, *article.tags, article.source.byline or ""):
            assert clean(words) == (words, 0), words
        _assert_inside((mark.span for mark in article.marks), article.text)


def timexes(data: bytes) -> None:
    """Find what is dated in a text of the fuzzer's."""
    dice = Dice(data[:MAX_TEXT])
    language, published = dice.one_of(LANGUAGES), dice.day()
    text = dice.text(language)
    document = plain_document(text, language)
    found = find_timexes(document, published)
    ends = [0, *(timex.span.end for timex in found)]
    assert all(end <= timex.span.start for end, timex in zip(ends, found, strict=False))
    for timex in found:
        assert len(timex.span)
        words = timex.span.of(text)
        if not timex.value:
            assert published is None, words
        elif timex.type in (TimexType.DATE, TimexType.TIME):
            assert calendar.is_valid(timex.value), (words, timex.value)
        else:
            assert PERIOD.match(timex.value), (words, timex.value)
    _assert_inside((timex.span for timex in found), text)
    events = find_events(document, published, found, ())
    for event in events:
        assert event.sentence.contains(event.timex.span)
    _assert_inside((event.sentence for event in events), text)


def quotes(data: bytes) -> None:
    """Find what is quoted in a text and a parse of the fuzzer's."""
    dice = Dice(data[:MAX_TEXT])
    language = dice.one_of(LANGUAGES)
    half = Dice(data[1 : MAX_TEXT // 2 : 2])
    text = half.text(language)
    document = parsed(dice, text, language)
    found = find_quotes(document, ())
    parts = sorted(part for quote in found for part in quote.content)
    assert all(before.end <= after.start for before, after in pairwise(parts))
    for quote in found:
        assert quote.content
        spans = [span for span in (quote.speaker, quote.cue, quote.sentence) if span]
        spans += quote.content
        assert all(len(span) for span in spans)
        assert all(quote.sentence.contains(part) for part in quote.content)
        _assert_inside(spans, text)


@settings(database=None)
@given(briefings())
def _check_briefing(briefing: Briefing) -> None:
    content = render(briefing)
    assert read_briefing(content) == briefing
    body = markdown.markdown(render_body(briefing), extensions=["extra", "sane_lists"])
    left = BODY_TAGS.sub("", body)
    assert "<" not in left.replace("<!--", ""), left
    print_all(briefing)


def print_all(briefing: Briefing) -> None:
    """Print every page and file that *briefing* alone would make."""
    entry = Entry(briefing, f"briefings/2012/07/{briefing.article.id}.md")
    library, printer = gather([entry]), _printer()
    printer.briefing(entry, f"{entry.folder}/")
    for sheet in all_sheets(library, printer.press, printer.site_name):
        printer.sheet(sheet, sheet.source)
    for _, make in exports(entry, printer):
        make()
    for file in files_beside(library, printer):
        file.make()


def renderer(data: bytes) -> None:
    """Write, read back and print the briefing that Hypothesis makes of the bytes."""
    _check_briefing.hypothesis.fuzz_one_input(data)  # type: ignore[attr-defined]


@cache
def _printer() -> Printer:
    options = BriefgenOptions()
    options.load_dict({})
    options.validate()
    return Printer(Press("fr"), options, "<b>Site</b>", "https://example.org/")


def _assert_inside(spans: Iterator[Span] | list[Span], text: str) -> None:
    for span in spans:
        assert 0 <= span.start <= span.end <= len(text), span


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": readers,
    "timexes": timexes,
    "quotes": quotes,
    "renderer": renderer,
}
