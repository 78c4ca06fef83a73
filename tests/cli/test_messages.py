"""What `check` and `build` say, and how."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.cli import main

CONFIG = "site_name: x\ndocs_dir: content\nplugins: [briefgen]\n"


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    articles = tmp_path / "news/content/articles"
    articles.mkdir(parents=True)
    (tmp_path / "news/mkdocs.yml").write_text(CONFIG, "utf-8")
    (articles / "bad.md").write_text("---\ntitle: x\npublishd: 1989\nlang: 12\n---\nText.", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "news"


def _invoke(*arguments: str, code: int) -> tuple[str, str]:
    outcome = CliRunner().invoke(main, [*arguments, "-f", "news/mkdocs.yml"])
    assert outcome.exit_code == code, outcome.output
    return outcome.stdout, outcome.stderr


@pytest.mark.usefixtures("newsroom")
def test_check_names_code_line_and_column_as_seen_from_here() -> None:
    told, _ = _invoke("check", code=1)
    assert "news/content/articles/bad.md:3:1: error[BG104]: unknown key `publishd`; " in told
    assert "news/content/articles/bad.md:4:7: error[BG105]: lang is '12'; " in told
    assert "1 article: 2 errors, 0 warnings, 0 remarks" in told


@pytest.mark.usefixtures("newsroom")
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_document_stands_alone_on_standard_output(command: str) -> None:
    told, _ = _invoke(command, "--format", "json", code=1)
    codes = [item["code"] for item in json.loads(told)["diagnostics"]]
    assert codes == ["BG104", "BG105"]


@pytest.mark.usefixtures("newsroom")
def test_log_lines_are_objects() -> None:
    told, logged = _invoke("build", "--log-format", "json", code=1)
    assert told == ""
    lines = [json.loads(line) for line in logged.splitlines()]
    assert [line.get("code") for line in lines][:2] == ["BG104", "BG105"]
    assert lines[-1]["level"] == "info"


@pytest.mark.usefixtures("newsroom")
def test_quiet_says_faults_alone_and_verbose_what_would_do() -> None:
    quiet, _ = _invoke("check", "-q", code=1)
    assert [line.split(": ")[1] for line in quiet.splitlines()] == ["error[BG104]", "error[BG105]"]
    verbose, _ = _invoke("check", "-v", code=1)
    assert "Take the key that the message names, or remove it." in verbose


@pytest.mark.usefixtures("newsroom")
def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ["check", "-f", "news/mkdocs.yml"]
    assert "\x1b[" in CliRunner().invoke(main, arguments, color=True).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in CliRunner().invoke(main, arguments, color=True).output


def test_a_fault_of_the_configuration_takes_the_form_asked_for(newsroom: Path) -> None:
    (newsroom / "mkdocs.yml").write_text(CONFIG.replace("briefgen", "briefgn"), "utf-8")
    told, _ = _invoke("build", "--format", "github", code=2)
    assert told.startswith("::error file=news/mkdocs.yml,line=3,col=11,title=BG305 ")
    assert "did you mean `briefgen`?" in told


def test_strict_check_fails_on_warnings(newsroom: Path) -> None:
    (newsroom / "content/articles/bad.md").unlink()
    (newsroom / "mkdocs.yml").write_text(f"site_ulr: http://a.b/\n{CONFIG}", "utf-8")
    told, _ = _invoke("check", "--strict", code=3)
    assert "news/mkdocs.yml:1:1: warning[BG304]: unknown setting `site_ulr`; " in told


@pytest.mark.parametrize("word", ["BG010", "no-title"])
def test_explain_prints_the_page(word: str) -> None:
    assert "# BG010: An article has no title" in CliRunner().invoke(main, ["explain", word]).output


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["chekc"], "check"),
        (["check", "--strit"], "--strict"),
        (["explain", "no-titel"], "no-title"),
    ],
)
def test_a_wrong_word_gets_the_nearest_right_one(arguments: list[str], meant: str) -> None:
    outcome = CliRunner().invoke(main, arguments)
    assert outcome.exit_code == 2
    assert meant in outcome.output
