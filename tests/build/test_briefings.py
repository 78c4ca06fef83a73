"""All articles of a project to briefing files."""

import os
import shutil
from collections.abc import Mapping, Set
from pathlib import Path

import pytest

from briefgen.build import BusyError, Project, build_briefings, load_briefing
from briefgen.build.lock import locked
from briefgen.build.store import Store
from briefgen.errors import EnvironmentMissingError
from briefgen.render import read_briefing
from tests.build.newsroom import (
    brief_lines,
    project_at,
    tree,
    write_article,
    write_articles,
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_at(tmp_path)


def test_every_article_becomes_a_file_by_year_and_month(project: Project) -> None:
    write_articles(project, 2)
    report = build_briefings(project, line=brief_lines)
    assert report.new == ("1969/07/dispatch-0000.md", "1969/07/dispatch-0001.md")
    assert sorted(tree(project.briefings)) == list(report.new)


def test_no_articles_are_no_briefings(project: Project) -> None:
    report = build_briefings(project, line=brief_lines)
    assert (report.read, report.briefings, report.is_current) == (0, 0, True)


def test_a_second_build_finds_nothing_to_do(project: Project) -> None:
    write_articles(project, 3)
    build_briefings(project, line=brief_lines)
    times = {path: path.stat().st_mtime_ns for path in project.briefings.rglob("*.md")}
    report = build_briefings(project, line=_never)
    assert report.is_current
    assert report.cache_hits == report.unchanged == 3
    assert times == {path: path.stat().st_mtime_ns for path in project.briefings.rglob("*.md")}


def test_only_a_changed_article_is_briefed_again(project: Project) -> None:
    write_articles(project, 3)
    build_briefings(project, line=brief_lines)
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed again.")
    report = build_briefings(project, line=brief_lines)
    assert report.changed == ("1969/07/dispatch-0001.md",)
    assert (report.new, report.removed, report.cache_hits) == ((), (), 2)


def test_the_same_bytes_written_again_change_nothing(project: Project) -> None:
    write_articles(project, 1)
    build_briefings(project, line=brief_lines)
    write_articles(project, 1)
    assert build_briefings(project, line=_never).is_current


def test_the_briefing_of_a_deleted_article_goes(project: Project) -> None:
    write_articles(project, 2)
    build_briefings(project, line=brief_lines)
    (project.articles / "dispatch-0000.txt").unlink()
    report = build_briefings(project, line=_never)
    assert report.removed == ("1969/07/dispatch-0000.md",)
    assert list(tree(project.briefings)) == ["1969/07/dispatch-0001.md"]


def test_an_article_that_gets_its_date_is_a_changed_one(project: Project) -> None:
    write_article(project, "a.txt", "An undated dispatch\n\nThe lock opened.")
    build_briefings(project, line=brief_lines)
    write_article(project, "a.txt", "A dispatch\n\nThe lock opened.")
    report = build_briefings(project, line=brief_lines)
    assert (report.new, report.changed, report.removed) == ((), ("1969/07/a.md",), ())
    assert report.summary().startswith("articles: 1 read, 0 new, 1 changed, 0 unchanged, 0 removed")
    assert list(tree(project.briefings)) == ["1969/07/a.md"]


def test_folders_left_empty_go_too(project: Project) -> None:
    write_articles(project, 1)
    build_briefings(project, line=brief_lines)
    shutil.rmtree(project.articles)
    build_briefings(project, line=_never)
    assert not project.briefings.exists()


def test_a_page_of_ones_own_among_the_briefings_stays(project: Project) -> None:
    own = project.briefings / "index.md"
    own.parent.mkdir(parents=True)
    own.write_text("# Ours\n")
    write_articles(project, 1)
    assert build_briefings(project, line=brief_lines).removed == ()
    assert own.exists()


def test_a_briefing_edited_by_hand_is_put_right(project: Project) -> None:
    write_articles(project, 1)
    build_briefings(project, line=brief_lines)
    before = tree(project.briefings)
    (project.briefings / "1969/07/dispatch-0000.md").write_text("---\nschema: x\n---\n")
    report = build_briefings(project, line=_never)
    assert report.changed == ("1969/07/dispatch-0000.md",)
    assert tree(project.briefings) == before


def test_a_cleared_store_costs_work_and_nothing_else(project: Project) -> None:
    write_articles(project, 3)
    build_briefings(project, line=brief_lines)
    before = tree(project.briefings)
    shutil.rmtree(project.store)
    assert build_briefings(project, line=brief_lines).is_current
    assert tree(project.briefings) == before


def test_a_file_lost_from_disk_and_store_is_made_again(project: Project) -> None:
    write_articles(project, 3)
    build_briefings(project, line=brief_lines)
    before = tree(project.briefings)
    shutil.rmtree(project.store / "objects")
    (project.briefings / "1969/07/dispatch-0002.md").unlink()
    assert build_briefings(project, line=brief_lines).new == ("1969/07/dispatch-0002.md",)
    assert tree(project.briefings) == before


def test_a_bad_article_leaves_the_others_alone(project: Project) -> None:
    write_articles(project, 2)
    write_article(project, "bad.txt", "unreadable\n\n…")
    report = build_briefings(project, line=brief_lines)
    (failure,) = report.failed
    assert str(failure.error) == "content/articles/bad.txt:1: no headline"
    assert failure.traceback is None
    assert report.briefings == 2


def test_our_own_bug_shows_its_traceback_and_the_others_go_on(project: Project) -> None:
    write_articles(project, 2)
    write_article(project, "bad.txt", "bug\n\n…")
    report = build_briefings(project, line=brief_lines)
    (failure,) = report.failed
    assert failure.path == "content/articles/bad.txt"
    assert "IndexError: list index out of range" in (failure.traceback or "")
    assert report.briefings == 2


def test_failures_come_again_until_they_are_mended(project: Project) -> None:
    write_article(project, "bad.txt", "unreadable\n\n…")
    build_briefings(project, line=brief_lines)
    assert len(build_briefings(project, line=brief_lines).failed) == 1


def test_a_missing_pipeline_ends_the_build(project: Project) -> None:
    write_article(project, "a.txt", "no pipeline\n\n…")
    with pytest.raises(EnvironmentMissingError, match="not installed"):
        build_briefings(project, line=brief_lines)


def test_notes_are_remarked_on_by_every_build(project: Project) -> None:
    write_article(project, "a.txt", "undated\n\n…")
    for line in (brief_lines, _never):
        (remark,) = build_briefings(project, line=line).remarks
        assert (remark.path, remark.note.code) == ("content/articles/a.txt", "no-date")
    assert list(tree(project.briefings)) == ["undated/a.md"]


def test_a_draft_is_not_published(project: Project) -> None:
    write_article(project, "a.txt", "draft\n\n…")
    report = build_briefings(project, line=brief_lines)
    assert report.briefings == 0
    assert [remark.note.code for remark in report.remarks] == ["hidden"]


def test_two_articles_that_want_one_name_get_two(project: Project) -> None:
    write_article(project, "a/lock.txt", "A\n\nThe lock opened.")
    write_article(project, "b/lock.txt", "B\n\nThe lock closed.")
    report = build_briefings(project, line=brief_lines)
    other, bare = report.new
    assert bare == "1969/07/lock.md"
    assert other.startswith("1969/07/lock-")
    assert "title: A" in (project.briefings / bare).read_text()


def test_two_builds_at_once_are_kept_apart(project: Project) -> None:
    write_articles(project, 1)
    with locked(project.store / "lock"), pytest.raises(BusyError, match="another build runs"):
        build_briefings(project, line=brief_lines)


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "swap"])
def test_a_damaged_store_is_recomputed_never_used(project: Project, damage: str) -> None:
    write_articles(project, 4)
    build_briefings(project, line=brief_lines)
    before = tree(project.briefings)
    shutil.rmtree(project.briefings)
    entries = [path for path in sorted(project.store.rglob("*")) if path.name != "lock"]
    entries = [path for path in entries if path.is_file()]
    contents = [path.read_bytes() for path in entries]
    for place, path in enumerate(entries):
        data = contents[place]
        if damage == "flip":
            path.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
        elif damage == "cut":
            path.write_bytes(data[: len(data) // 2])
        elif damage == "empty":
            path.write_bytes(b"")
        else:
            path.write_bytes(contents[place - 1])
    build_briefings(project, line=brief_lines)
    assert tree(project.briefings) == before


def test_a_full_store_forgets_what_no_article_needs(tmp_path: Path) -> None:
    project = project_at(tmp_path, max_store_bytes=1)
    write_articles(project, 3)
    build_briefings(project, line=brief_lines)
    entries = Store(project.store).usage().entries
    for number in range(3):
        text = f"Dispatch 1\n\nThe lock opened {number} times."
        write_article(project, "dispatch-0001.txt", text)
        build_briefings(project, line=brief_lines)
    assert Store(project.store).usage().entries == entries
    shutil.rmtree(project.briefings)
    (project.store / "manifest.json").unlink()
    assert build_briefings(project, line=_never).cache_hits == 3


def test_a_moved_project_uses_its_store(tmp_path: Path) -> None:
    here, there = project_at(tmp_path / "here"), project_at(tmp_path / "there")
    write_articles(here, 2)
    build_briefings(here, line=brief_lines)
    shutil.copytree(here.root, there.root)
    for path in there.articles.rglob("*"):
        os.utime(path, (0, 0))
    assert build_briefings(there, line=_never).is_current


def test_what_the_store_has_is_what_the_file_says(project: Project) -> None:
    write_articles(project, 1)
    build_briefings(project, line=brief_lines)
    path = project.briefings / "1969/07/dispatch-0000.md"
    loaded = load_briefing(path, project)
    assert loaded == read_briefing(path.read_text(encoding="utf-8"))
    shutil.rmtree(project.store)
    assert load_briefing(path, project) == loaded  # parsed, and kept
    assert load_briefing(path, project) == loaded


def test_a_read_only_folder_is_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write_articles(project, 1)

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(EnvironmentMissingError, match=r"Permission denied") as caught:
        build_briefings(project, line=brief_lines)
    assert "objects" in str(caught.value.path)


def _never(path: Path, name: str) -> tuple[()]:
    message = f"{name} was briefed again"
    raise EnvironmentMissingError(message, path=str(path))


def told(project: Project) -> list[set[str]]:
    """Build; return which files were told beforehand to change, each time something was told."""
    found: list[set[str]] = []

    def foresee(digests: Mapping[str, str], changed: Set[str]) -> None:
        found.append({*changed})
        expected.append(digests)

    expected: list[Mapping[str, str]] = []
    report = build_briefings(project, line=brief_lines, foresee=foresee)
    assert all(digests == report.digests for digests in expected)
    return found


def test_what_is_going_to_be_written_is_told(project: Project) -> None:
    write_articles(project, 3)
    build_briefings(project, line=brief_lines)
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    write_article(project, "dispatch-0003.txt", "Dispatch 3\n\nThe lock closed.")
    assert told(project) == [{"1969/07/dispatch-0001.md", "1969/07/dispatch-0003.md"}]
    assert told(project) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("dispatch-0001.txt", "undated\n\nThe lock closed."),  # has another name
        ("dispatch-0001.txt", "draft\n\nThe lock closed."),  # goes
        ("dispatch-0001.txt", "unreadable"),  # goes
        ("dispatch-0009.txt", "draft\n\nThe lock closed."),  # is no file
        ("old/dispatch-0001.txt", "Dispatch\n\nThe lock closed."),  # wants the name of another
        ("twin/dispatch-0002.txt", "Dispatch\n\nThe lock closed."),  # has a name of its own
    ],
)
def test_what_is_not_plain_beforehand_is_not_told(
    project: Project, name: str, content: str
) -> None:
    write_articles(project, 3)
    write_article(project, "twin/dispatch-0002.txt", "Dispatch\n\nThe lock opened.")
    build_briefings(project, line=brief_lines)
    write_article(project, name, content)
    assert told(project) == []


def test_nothing_is_told_when_an_article_went_meanwhile(project: Project) -> None:
    write_articles(project, 3)
    build_briefings(project, line=brief_lines)
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    (project.articles / "dispatch-0002.txt").unlink()
    assert told(project) == []
