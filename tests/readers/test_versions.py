"""The same article twice."""

import datetime as dt
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Article, ArticleStatus, Note, Source
from briefgen.readers.versions import Edition, edition_of, superseded

WORDS = " ".join(
    f"Le {n}e jour, la délégation a quitté la salle sans un mot au bout de {n * 3} minutes."
    for n in range(2, 14)
)


def article(text: str = WORDS, day: int = 1, **fields: str) -> Article:
    source = Source("a", "0", **fields)
    return Article("a", "t", text, "fr", source, published=dt.date(1989, 11, day))


def older(*articles: Article) -> dict[int, int]:
    return dict(superseded([edition_of(one) for one in articles]))


def test_the_same_identifier() -> None:
    assert older(article("x", 1, guid="g"), article("y", 2, guid="g")) == {0: 1}


def test_the_same_address_whatever_its_fragment() -> None:
    first = article("x", 2, url="https://example.org/a/")
    assert older(first, article("y", 1, url="https://example.org/a#top")) == {1: 0}


def test_nearly_the_same_words() -> None:
    assert older(article(WORDS, 1), article(WORDS.replace("un mot", "un geste", 1), 2)) == {0: 1}


def test_other_words_are_another_article() -> None:
    other = " ".join(reversed(WORDS.split()))
    half = " ".join(WORDS.split()[: len(WORDS.split()) // 2])
    assert older(article(WORDS), article(other), article(half + " " + other)) == {}


def test_short_texts_are_not_judged_by_their_words() -> None:
    assert older(article("La séance est levée."), article("La séance est levée.")) == {}


def test_versions_count_when_the_day_is_one() -> None:
    first, second = (article("x", 1, guid="g", version=v) for v in ("10", "9"))
    assert older(first, second) == {1: 0}


def test_a_summary_gives_way_to_the_whole_article() -> None:
    summary = replace(
        article("x", 2, url="https://example.org/a"), notes=(Note("no-full-text", "x"),)
    )
    assert older(summary, article(WORDS, 1, url="https://example.org/a")) == {0: 1}


@pytest.mark.parametrize("day", [None, dt.date(1989, 11, 2)])
def test_a_kill_has_the_last_word(day: dt.date | None) -> None:
    kill = replace(article("", guid="g"), status=ArticleStatus.CANCELED, published=day)
    assert older(article(WORDS, 1, guid="g"), kill) == {0: 1}


def test_what_came_after_a_kill_stands() -> None:
    kill = replace(article("", 1, guid="g"), status=ArticleStatus.CANCELED)
    assert older(kill, article(WORDS, 2, guid="g")) == {0: 1}


def test_likeness_joins_a_chain() -> None:
    first = article("x", 1, guid="g", url="https://example.org/a")
    second = article("y", 2, url="https://example.org/a")
    third = article("z", 3, guid="g")
    assert older(first, second, third) == {0: 2, 1: 2}


editions = st.builds(
    Edition,
    instant=st.sampled_from(["", "1989-11-10T00:00:00+00:00", "1989-11-11T00:00:00+00:00"]),
    version=st.sampled_from(["", "1", "2"]),
    is_whole=st.booleans(),
    is_stopped=st.booleans(),
    guid=st.sampled_from(["", "a", "b"]),
    url=st.sampled_from(["", "a", "b"]),
    sketch=st.sampled_from(["", "00000001" * 32, "00000002" * 32]),
)


@given(st.lists(editions, max_size=8))
def test_nothing_is_superseded_by_what_is_superseded(many: list[Edition]) -> None:
    gone = superseded(many)
    assert not set(gone) & set(gone.values())


def test_ten_thousand_articles_take_no_time() -> None:
    many = [
        Edition("", "", True, False, f"g{n}", "", "".join(f"{n * 64 + k:08x}" for k in range(32)))
        for n in range(10_000)
    ]
    start = time.process_time()
    assert superseded(many) == {}
    assert time.process_time() - start < 5
