"""Briefing files as a build finds them: whole, foreign, broken, or on a disk that takes nothing."""

from pathlib import Path

import pytest

from briefgen.build import Project, build_briefings
from briefgen.build.load import load_briefing
from briefgen.build.store import Store
from briefgen.errors import EnvironmentMissingError, InputError
from tests.build.newsroom import brief_lines, project_at, write_articles


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
