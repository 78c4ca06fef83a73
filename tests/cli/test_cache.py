"""`briefgen cache`."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.build import Project, briefings, build_briefings
from briefgen.build.lock import locked
from briefgen.build.store import Store
from briefgen.build.tree import workshop_of
from briefgen.cli import main
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


def clear(project: Project) -> Result:
    return CliRunner().invoke(main, ["cache", "clear", "-f", str(project.root / "mkdocs.yml")])


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


@pytest.mark.parametrize("lock", [".briefgen/lock", ".briefgen/lock-1-of-2", ".site.briefgen/lock"])
def test_nothing_is_cleared_while_something_is_built(project: Project, lock: str) -> None:
    with locked(project.root / lock):
        before = tree(project.root)
        cleared = clear(project)
        assert "another build runs here" in cleared.output
        assert cleared.exit_code == 4
        assert tree(project.root) == before
