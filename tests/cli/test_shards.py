"""`briefgen extract --shard` and `briefgen merge`."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.build import Project, shards
from briefgen.cli import main
from tests.build.newsroom import brief_lines, project_at, write_article, write_articles


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(shards, "StraightLine", lambda *_: brief_lines)
    project = project_at(tmp_path)
    write_articles(project, 4)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ndocs_dir: content\nplugins: [briefgen]\n")
    return project


def run(project: Project, *arguments: str) -> Result:
    config = str(project.root / "mkdocs.yml")
    return CliRunner().invoke(main, [*arguments, "-f", config])


def test_shards_are_extracted_and_merged(project: Project, tmp_path: Path) -> None:
    stores = [str(tmp_path / f"part-{number}") for number in (1, 2)]
    for number, store in enumerate(stores, 1):
        outcome = run(project, "extract", "--shard", f"{number}/2", "--store", store, "-j", "1")
        assert outcome.exit_code == 0, outcome.output
        assert outcome.stdout.startswith(f"shard {number}/2: ")
        assert outcome.stdout.endswith(f"{store}\n")
    half = run(project, "merge", stores[0])
    assert (half.exit_code, half.stderr) == (1, "error: missing: shard 2/2\n")
    whole = run(project, "merge", *stores)
    assert (whole.exit_code, whole.stderr) == (0, "")
    assert whole.stdout == "2 shards merged: 4 of 4 articles known\n"


def test_a_failed_article_is_the_end_of_neither(project: Project) -> None:
    write_article(project, "bad.txt", "unreadable\n\n…")
    outcome = run(project, "extract", "--shard", "1/1", "-q")
    assert outcome.exit_code == 1
    assert outcome.output == "error: content/articles/bad.txt:1: no headline\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["extract"], "name either ARTICLES, or the project with"),
        (["extract", "a.txt", "--shard", "1/2"], "name either ARTICLES, or the project"),
        (["extract", "--shard", "3/2"], "shard is '3/2'; expected K/N"),
    ],
)
def test_wrong_usage_is_told(project: Project, arguments: list[str], words: str) -> None:
    outcome = run(project, *arguments)
    assert outcome.exit_code == 2
    assert words in outcome.stderr


def test_a_folder_that_is_no_shard_is_told(project: Project, tmp_path: Path) -> None:
    outcome = run(project, "merge", str(tmp_path / "nowhere"))
    assert outcome.exit_code == 1
    assert "nowhere: holds no shard; name a folder that" in outcome.stderr
    assert outcome.stdout == ""
