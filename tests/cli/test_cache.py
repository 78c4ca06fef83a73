"""`briefgen cache`."""

from pathlib import Path

from click.testing import CliRunner

from briefgen.build import build_briefings
from briefgen.build.store import Store
from briefgen.cli import main
from tests.build.newsroom import brief_lines, project_at, write_articles


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
