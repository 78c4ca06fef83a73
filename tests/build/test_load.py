"""Briefing files as a build finds them: whole, foreign, broken, or on a disk that takes nothing."""

import json
from pathlib import Path

import pytest

from briefgen.build import Project, build_briefings
from briefgen.build.card import card_of, card_to_json
from briefgen.build.fingerprint import file_digest
from briefgen.build.load import load_briefing, load_card, load_wording
from briefgen.build.store import Store
from briefgen.build.wording import face_of, wording_of
from briefgen.errors import EnvironmentMissingError, InputError
from briefgen.render import render
from tests.build.newsroom import brief_lines, project_at, write_articles
from tests.site.shelf import demo


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = project_at(tmp_path)
    write_articles(project, 1)
    build_briefings(project, line=brief_lines)
    return project


def test_a_file_of_our_own_is_known_by_its_bytes(project: Project) -> None:
    path = project.briefings / "1969/07/dispatch-0000.md"
    known = load_briefing(path, project)
    Store(project.store).clear()
    assert load_briefing(path, project) == known
    assert Store(project.store).usage().entries  # parsed once, kept from then on
    assert load_briefing(path, project) == known


def test_card_and_wording_show_what_the_whole_briefing_does(project: Project) -> None:
    path = project.briefings / "moon.md"
    for briefing in demo():
        path.write_text(render(briefing), encoding="utf-8")
        digest, said = file_digest(path), []
        for _ in ("parsed", "from the store"):
            card, face = load_card(path, project, digest)
            wording = load_wording(path, project, digest)
            said.append(json.dumps([card_to_json(card), face, wording]))
        whole = load_briefing(path, project)
        cards, words = card_to_json(card_of(whole)), wording_of(whole)
        assert said == [json.dumps([cards, face_of(cards, words), words])] * 2
        assert wording.quotes or not whole.quotes
        assert [event.label for event in wording.events] == [e.label for e in whole.timeline]


def test_a_record_is_that_of_the_digest_asked_for(project: Project) -> None:
    path = project.briefings / "1969/07/dispatch-0000.md"
    known, digest = load_briefing(path, project), file_digest(path)
    path.write_text("edited meanwhile", encoding="utf-8")
    assert load_briefing(path, project, digest) == known
    with pytest.raises(InputError):
        load_briefing(path, project)


@pytest.mark.parametrize("damage", [b"", b"briefgen-store-2 0\n1\nx"], ids=["empty", "other"])
def test_a_damaged_record_costs_time_alone(project: Project, damage: bytes) -> None:
    path = project.briefings / "1969/07/dispatch-0000.md"
    digest = file_digest(path)
    _, face = load_card(path, project, digest)
    for record in (project.store / "objects").rglob("*"):
        if record.is_file():
            record.write_bytes(damage)
    assert load_card(path, project, digest)[1] == face
    whole = load_briefing(path, project)
    assert list(load_wording(path, project, digest).summary) == [
        span.of(whole.article.text) for span in whole.summary
    ]


def test_a_disk_that_takes_nothing_costs_time_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.briefings / "1969/07/dispatch-0000.md"
    known = load_briefing(path, project)
    Store(project.store).clear()

    def full(*_: object) -> None:
        message = "cannot write: No space left on device"
        raise EnvironmentMissingError(message)

    monkeypatch.setattr("briefgen.build.store.write_atomically", full)
    assert load_briefing(path, project) == known
    assert not Store(project.store).usage().entries


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (None, "cannot be read"),
        (b"---\n\xff\n---\n", "is not UTF-8; rebuild it"),
        (b"# Mine", "front matter"),
    ],
)
def test_what_is_no_briefing_is_named(project: Project, data: bytes | None, says: str) -> None:
    path = project.briefings / "1969/07/other.md"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match=says) as caught:
        load_briefing(path, project)
    assert caught.value.path == str(path)
