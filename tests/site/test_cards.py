"""Cards of briefings, and the box they are kept in."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.build.card import card_from_json, card_of, card_to_json
from briefgen.build.wording import face_of, wording_of
from briefgen.model import ArticleStatus, Briefing
from briefgen.site.card_box import CardBox
from briefgen.site.entry import Entry
from tests.site.shelf import demo

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def lists(value: object) -> object:
    """Return *value* with every tuple as a list."""
    return [lists(item) for item in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("briefing", demo(), ids=lambda b: b.article.id)
def test_a_card_reads_back_from_its_box(briefing: Briefing, tmp_path: Path) -> None:
    card = card_of(briefing)
    box = CardBox(tmp_path / "cards")
    assert box.get("d1") is None
    box.put("d1", card, "face")
    box.keep()
    found = CardBox(tmp_path / "cards").get("d1")
    assert found
    again, its_face = found
    assert lists(card_to_json(again)) == lists(card_to_json(card))
    assert its_face == "face"


@pytest.mark.parametrize("briefing", demo(), ids=lambda b: b.article.id)
def test_a_card_tells_what_its_briefing_says(briefing: Briefing) -> None:
    card, text = card_of(briefing), briefing.article.text
    speakers = {quote.actor for quote in briefing.quotes}
    assert [a.id for a in card.actors if a.has_page] == [
        actor.id for actor in briefing.actors if actor.key or actor.id in speakers
    ]
    assert [[words for *_, words in a.roles] for a in card.actors] == [
        [role.of(text) for role in actor.roles] for actor in briefing.actors
    ]
    assert [e.value for e in card.events] == [e.timex.value for e in briefing.timeline]
    for quote, about in zip(briefing.quotes, card.mentions.quotes, strict=True):
        for place, actor in enumerate(briefing.actors):
            inside = any(p.contains(m.span) for m in actor.mentions for p in quote.content)
            assert (place in about) == (inside and actor.id != quote.actor)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"draft": True},
        {"status": ArticleStatus.WITHHELD},
        {"embargo": NOW},
        {"embargo": NOW + dt.timedelta(hours=1)},
    ],
    ids=str,
)
def test_a_card_is_public_when_its_article_is(change: dict[str, object]) -> None:
    briefing = demo()[0]
    article = replace(briefing.article, **change)  # type: ignore[arg-type]
    made = card_to_json(card_of(replace(briefing, article=article)))
    card = card_from_json(*json.loads(json.dumps(made)))
    assert card.is_public(NOW) == article.is_public(NOW)


def test_a_briefing_with_a_card_is_read_when_it_is_asked_for() -> None:
    briefing, read = demo()[0], []

    def load() -> Briefing:
        read.append(1)
        return briefing

    entry = Entry(load, "briefings/x.md", None, card_of(briefing))
    assert entry.card.title == briefing.article.title
    assert read == []
    assert entry.article is briefing.article
    assert entry.briefing is briefing
    assert read == [1]


def test_words_that_are_known_are_not_cut_out_again() -> None:
    briefing = demo()[0]
    words = wording_of(briefing)
    entry = Entry(lambda: briefing, "briefings/x.md", None, card_of(briefing), words)
    assert entry.briefing is briefing
    assert entry.wording is words


def file_one(box: CardBox, digest: str) -> None:
    """File the first of the demo's briefings."""
    assert box.get(digest) is None
    box.put(digest, card_of(demo()[0]), "face")


def box_of_two(folder: Path) -> Path:
    """Return the path of a box in *folder* that has cards under ``d1`` and ``d2``."""
    box = CardBox(folder / "cards")
    for digest in ("d1", "d2"):
        file_one(box, digest)
    box.keep()
    return box.path


def test_a_face_changes_with_what_lists_print() -> None:
    briefing = demo()[0]
    words, card = wording_of(briefing), card_of(briefing)
    face = face_of(card_to_json(card), words)
    assert face_of(card_to_json(card), words) == face
    assert face_of(card_to_json(card), words._replace(byline="Another")) != face
    assert face_of(card_to_json(replace(card, title="Another")), words) != face


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda data: data[:-9],
    "one byte": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "other code": lambda data: data.replace(b"cards-3", b"cards-0"),
    "empty": lambda _: b"",
    "no text": lambda _: b"\xff\n\xff",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_box_is_an_empty_one(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = tmp_path / "cards"
    box = CardBox(path)
    file_one(box, "d1")
    box.keep()
    path.write_bytes(damage(path.read_bytes()))
    assert CardBox(path).get("d1") is None


def test_a_box_is_not_read_for_the_few_that_are_spared(tmp_path: Path) -> None:
    path = box_of_two(tmp_path)
    written = path.stat().st_mtime_ns
    again = CardBox(path, spared=1)
    assert again.get("d1") is None
    assert "filed" not in again.__dict__
    again.put("d1", card_of(demo()[0]), "face")
    again.keep()
    assert path.stat().st_mtime_ns == written
    third = CardBox(path, spared=1)
    file_one(third, "d1")
    assert third.get("d2")
    third.keep()
    assert CardBox(path).get("d1")


def test_a_box_forgets_what_was_not_used(tmp_path: Path) -> None:
    path = box_of_two(tmp_path)
    again = CardBox(path)
    assert again.get("d1")
    again.keep()
    assert CardBox(path).get("d1")
    assert CardBox(path).get("d2") is None
