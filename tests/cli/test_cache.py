"""`briefgen cache`."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.build import Project, briefings, build_briefings
from briefgen.build.lock import locked
from briefgen.build.project import HERE
from briefgen.build.store import Store
from briefgen.build.tree import workshop_of
from briefgen.cli import main
from briefgen.site.publish import publish
from tests.build.newsroom import brief_lines, project_at, tree, write_articles
from tests.site.test_publish import newsroom, run, site_of


def test_the_store_is_shown_and_cleared(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    write_articles(project, 2)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\nplugins: [briefgen]\n", encoding="utf-8"
    )
    build_briefings(project, line=brief_lines)
    entries = Store(project.store).usage().entries
    options = ["-f", str(tmp_path / "mkdocs.yml")]
    shown = CliRunner().invoke(main, ["cache", "info", *options])
    assert f"{entries} entries" in shown.output
    cleared = CliRunner().invoke(main, ["cache", "clear", *options])
    assert f"removed {entries} entries" in cleared.output
    assert Store(project.store).usage().entries == 0


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(briefings, "StraightLine", lambda *_: brief_lines)
    project = newsroom(tmp_path)
    run(project)
    return project


def clear(project: Project, *options: str) -> Result:
    config = str(project.root / "mkdocs.yml")
    return CliRunner().invoke(main, ["cache", "clear", "-f", config, *options])


def test_after_clearing_everything_is_computed_again(project: Project) -> None:
    before = site_of(project)
    page = project.root / "site/briefings/1969/07/dispatch-0001/index.html"
    page.write_bytes(b"x" * page.stat().st_size)
    assert clear(project).exit_code == 0
    assert sorted(tree(project.store)) == ["lock"]
    assert sorted(tree(workshop_of(project.root / "site"))) == [".gitignore", "lock"]
    report = run(project).report
    assert (report.cache_hits, report.unchanged) == (0, 3)
    assert site_of(project) == before


def test_a_site_that_a_killed_build_put_aside_comes_back(project: Project) -> None:
    before = site_of(project)
    (project.root / "site").rename(workshop_of(project.root / "site") / "aside")
    assert clear(project).exit_code == 0
    assert site_of(project) == before


def test_another_site_is_cleared_by_its_folder(project: Project) -> None:
    other = project.root / "public"
    publish(project.root / "mkdocs.yml", site_dir=other, jobs=HERE)
    clear(project)
    assert sorted(tree(workshop_of(other))) != [".gitignore", "lock"]
    assert clear(project, "-d", str(other)).exit_code == 0
    assert sorted(tree(workshop_of(other))) == [".gitignore", "lock"]


LOCKS = [
    *(".briefgen/lock", ".briefgen/lock-1-of-2", ".site.briefgen/lock"),
    "site-years/.1969.briefgen/lock",
]


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_is_cleared_while_something_is_built(project: Project, lock: str) -> None:
    (project.root / lock).parent.mkdir(parents=True, exist_ok=True)
    with locked(project.root / lock):
        before = tree(project.root)
        cleared = clear(project)
        assert "another build runs here" in cleared.output
        assert cleared.exit_code == 4
        assert tree(project.root) == before
