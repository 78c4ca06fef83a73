import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.build.check import check_articles
from briefgen.cli import main
from briefgen.errors import ConfigError
from briefgen.readers import read
from tests.build.newsroom import brief_lines, project_at, write_article

TROUBLE = "content/articles/b.txt"


def test_new_begins_an_article_that_reads(tmp_path: Path) -> None:
    arguments = ["new", "L’Élysée : un traité", "--lang", "fr", "--published", "1963-01-22"]
    outcome = CliRunner().invoke(main, [*arguments, "--into", str(tmp_path)])
    path = tmp_path / "1963/01/l-elysee-un-traite.md"
    assert (outcome.exit_code, outcome.output.strip()) == (0, path.as_posix())
    with path.open("a", encoding="utf-8") as file:
        file.write("\nLe traité est signé.\n")
    (article,) = read(path)
    assert (article.title, article.language) == ("L’Élysée : un traité", "fr")
    assert article.published == dt.date(1963, 1, 22)


@pytest.mark.parametrize(
    ("title", "complaint"), [(" ", "the title is empty"), ("Twice", "exists already")]
)
def test_new_overwrites_nothing(tmp_path: Path, title: str, complaint: str) -> None:
    arguments = ["new", title, "--published", "1963-01-22", "--into", str(tmp_path)]
    CliRunner().invoke(main, arguments)
    outcome = CliRunner().invoke(main, arguments)
    assert outcome.exit_code == 1
    assert complaint in outcome.output


def test_check_tells_of_errors_notes_and_bugs_and_writes_nothing(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    write_article(project, "a.txt", "An undated dispatch\n\nThe lock opened.")
    write_article(project, "b.txt", "bug\n\nThe lock opened.")
    write_article(project, "c.txt", "unreadable\n\nThe lock opened.")
    before = sorted(tmp_path.rglob("*"))
    checked = check_articles(project, line=brief_lines)
    assert checked.read == 3
    assert [failure.path for failure in checked.failed] == [TROUBLE, "content/articles/c.txt"]
    assert "Traceback" in (checked.failed[0].traceback or "")
    assert checked.failed[1].traceback is None
    assert sorted(tmp_path.rglob("*")) == before


def test_check_refuses_a_broken_register(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    project.content.mkdir()
    (project.content / "actors.yml").write_text("- nom: ONU\n", "utf-8")
    with pytest.raises(ConfigError, match=r"actors\.yml:1: field is 'nom'"):
        check_articles(project, line=brief_lines)


def test_check_without_configuration_says_what_to_do(tmp_path: Path) -> None:
    outcome = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")])
    assert outcome.exit_code == 2
    assert "does not exist" in outcome.output
