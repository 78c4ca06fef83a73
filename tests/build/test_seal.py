"""A build that has nothing to do ends at a glance, and never when there is something to do."""

import datetime as dt
import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

import briefgen
from briefgen.build import BusyError, Project, briefings, seal
from briefgen.build.lock import locked
from briefgen.build.project import HERE
from briefgen.build.seal import Sealing, standing
from briefgen.build.tree import workshop_of
from briefgen.build.work import Finished
from briefgen.render import render
from briefgen.site.publication import Publication
from briefgen.site.publish import publish
from tests.build.newsroom import (
    add_one,
    brief_lines,
    change_one,
    delete_one,
    project_at,
    tree,
    write_article,
    write_articles,
)
from tests.site.test_publish import outdated

Change = Callable[[Project], None]

CONFIG = """site_name: The Record
docs_dir: content
theme: {name: briefgen, custom_dir: theme}
plugins: [briefgen: {search: false}]
"""


@pytest.fixture
def project(new_project: Project) -> Project:
    """Return a newsroom that was built and sealed."""
    build(new_project)
    return new_project


@pytest.fixture
def new_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(briefings, "StraightLine", lambda *_: brief_lines)
    project = project_at(tmp_path / "newsroom")
    write_articles(project, 3)
    (project.root / "theme").mkdir()
    (project.content / "about.md").write_text("# About\n")
    (project.root / "mkdocs.yml").write_text(CONFIG)
    return project


def build(project: Project) -> None:
    publish(project.root / "mkdocs.yml", jobs=HERE)


def stands(project: Project, *, strict: bool = False) -> bool:
    return standing(project.root / "mkdocs.yml", None, strict=strict) is not None


def test_nothing_changed(project: Project) -> None:
    done = standing(project.root / "mkdocs.yml", None, strict=True)
    assert done is not None
    assert done.site == project.root / "site"
    assert done.report.summary() == (
        "articles: 3 read, 0 new, 0 changed, 3 unchanged, 0 removed, 0 failed; 3 known from before"
    )


def test_a_build_after_a_change_is_sealed_too(project: Project) -> None:
    write_articles(project, 1, first=5)
    build(project)
    assert stands(project)


def _rename(project: Project) -> None:
    (project.articles / "dispatch-0002.txt").rename(project.articles / "dispatch-0009.txt")


def _correct(project: Project) -> None:
    folder = project.content / "corrections"
    folder.mkdir()
    (folder / "dispatch-0001.yml").write_text("summary: {drop: [The lock opened.]}\n")


def _register(project: Project) -> None:
    (project.content / "actors.yml").write_text("[]\n")


def _configure(project: Project) -> None:
    (project.root / "mkdocs.yml").write_text(CONFIG.replace("Record", "Letter"))


def _theme(project: Project) -> None:
    (project.root / "theme/404.html").write_text("Gone.")


def _edit_own_page(project: Project) -> None:
    _rewrite(project.content / "about.md")


def _add_own_page(project: Project) -> None:
    (project.content / "more.md").write_text("# More\n")


def _remove_own_page(project: Project) -> None:
    (project.content / "about.md").unlink()


def _edit_briefing(project: Project) -> None:
    _rewrite(project.briefings / "1969/07/dispatch-0001.md")


def _edit_page(project: Project) -> None:
    _rewrite(project.root / "site/about/index.html")


def _add_page(project: Project) -> None:
    (project.root / "site/extra.html").write_text("…")


def _remove_page(project: Project) -> None:
    (project.root / "site/about/index.html").unlink()


def _remove_site(project: Project) -> None:
    shutil.rmtree(project.root / "site")


def _remove_store(project: Project) -> None:
    shutil.rmtree(project.store)


def _damage_seal(project: Project) -> None:
    path = project.store / "seal"
    path.write_text(path.read_text().replace("dispatch", "despatch"))
    path.write_bytes(path.read_bytes()[:-1])


def _rewrite(path: Path) -> None:
    """Change one byte and restore the file's time, as careful tools do."""
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"o", b"0", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


CHANGES = [
    *(add_one, change_one, delete_one, _rename, _correct, _register, _configure, _theme),
    *(_edit_own_page, _edit_briefing, _edit_page, _add_page, _remove_page, _remove_site),
    *(_remove_store, _damage_seal),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_no_change_is_overlooked(project: Project, change: Change) -> None:
    assert stands(project)
    change(project)
    assert not stands(project)


@pytest.mark.parametrize("change", [add_one, delete_one, _edit_own_page, _configure, _theme])
def test_what_changes_during_a_build_keeps_it_from_being_sealed(
    project: Project, monkeypatch: pytest.MonkeyPatch, change: Change
) -> None:
    def late(path: Path, name: str) -> object:
        made = brief_lines(path, name)
        change(project)
        return made

    monkeypatch.setattr(briefings, "StraightLine", lambda *_: late)
    change_one(project)
    build(project)
    assert not stands(project)


@pytest.mark.parametrize(
    "change", [add_one, delete_one, _add_own_page, _remove_own_page, _configure]
)
def test_what_changes_during_the_first_build_is_not_sealed_away(
    new_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Change
) -> None:
    made = Sealing.make_folder

    def make_folder(sealing: Sealing, folder: Path) -> None:
        change(new_project)
        made(sealing, folder)

    with monkeypatch.context() as patch:
        patch.setattr(Sealing, "make_folder", make_folder)
        build(new_project)
    assert not stands(new_project) or not outdated(new_project, tmp_path)


def test_what_changes_after_the_last_look_is_seen_by_the_next_build(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_and_write(publication: Publication, config: MkDocsConfig) -> None:
        look(publication, config)
        assert publication.sealing
        assert publication.sealing.seen
        change_one(project)

    look = Publication.look_at_inputs
    add_one(project)
    with monkeypatch.context() as patch:
        patch.setattr(Publication, "look_at_inputs", look_and_write)
        build(project)
    assert not stands(project)
    build(project)
    assert stands(project)
    assert any("Another title" in page.decode() for page in tree(project.root / "site").values())


@pytest.mark.parametrize(
    "addition",
    ["INHERIT: base.yml\n", "copyright: !ENV [OWNER, nobody]\n", "hooks: [hook.py]\n"],
    ids=["other file", "variable", "hook"],
)
def test_what_may_depend_on_anything_is_not_sealed(project: Project, addition: str) -> None:
    (project.root / "base.yml").write_text("site_author: Nobody\n")
    (project.root / "hook.py").write_text("")
    (project.root / "mkdocs.yml").write_text(CONFIG + addition)
    build(project)
    build(project)
    assert not stands(project)


def test_a_linked_folder_is_not_sealed(project: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (project.content / "more").symlink_to(tmp_path / "elsewhere")
    build(project)
    assert not stands(project)


def test_a_failed_article_is_tried_again(project: Project) -> None:
    write_article(project, "bad.txt", "unreadable\n\n…")
    build(project)
    assert not stands(project)


def test_warnings_are_said_again_and_end_a_strict_build(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    write_article(project, "a.txt", "undated\n\nThe lock opened.")
    (project.content / "about.md").write_text("# About\n\n[Nowhere](nowhere.md)\n")
    said = []
    for run in (build, build, stands):
        caplog.clear()
        run(project)
        records = [record for record in caplog.records if record.levelno >= logging.WARNING]
        said.append([(r.getMessage(), getattr(r, "diagnostics", [])) for r in records])
    assert len(said[0]) == 2
    assert said[1] == said[2]
    assert [words for words, _ in said[0]] == [words for words, _ in said[2]]
    assert not stands(project, strict=True)


def test_the_end_of_an_embargo_is_a_change(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)

    def embargoed(path: Path, name: str) -> tuple[Finished, ...]:
        (made,) = brief_lines(path, name)
        briefing = replace(made.briefing, article=replace(made.briefing.article, embargo=end))
        return (Finished(made.stem, render(briefing), briefing),)

    monkeypatch.setattr(briefings, "StraightLine", lambda *_: embargoed)
    write_articles(project, 1, first=8)
    build(project)
    assert stands(project)
    monkeypatch.setattr(seal, "now", lambda: end)
    assert not stands(project)


def test_another_place_is_another_build(project: Project, tmp_path: Path) -> None:
    assert standing(project.root / "mkdocs.yml", tmp_path / "public") is None


def test_code_that_lies_elsewhere_makes_another_build(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefgen, "__file__", str(tmp_path / "briefgen/__init__.py"))
    assert not stands(project)


def test_an_installed_library_makes_another_build(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = tmp_path / "site-packages"
    libraries.mkdir()
    monkeypatch.syspath_prepend(libraries)
    build(project)
    assert stands(project)
    (libraries / "markdown-9.dist-info").mkdir()
    assert not stands(project)


@pytest.mark.parametrize("place", ["store", "site"])
def test_a_build_at_work_is_not_passed_by(project: Project, place: str) -> None:
    folder = project.store if place == "store" else workshop_of(project.root / "site")
    with locked(folder / "lock"), pytest.raises(BusyError):
        stands(project)


def test_looking_changes_nothing(project: Project) -> None:
    before = tree(project.root)
    assert stands(project)
    assert tree(project.root) == before
