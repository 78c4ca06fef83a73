"""What `briefgen build` prints: progress, a summary, a profile."""

import io
import pstats
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.build import Project, briefings
from briefgen.build.fingerprint import PACKAGE
from briefgen.cli import main
from briefgen.cli.profiling import package_of, tables
from briefgen.cli.progress import progress
from tests.build.newsroom import brief_lines, project_at, write_article, write_articles

ACTORS = str(PACKAGE / "extract/actors/find.py")
JINJA = "/usr/lib/python3/site-packages/jinja2/runtime.py"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(briefings, "StraightLine", lambda *_: brief_lines)
    project = project_at(tmp_path)
    write_articles(project, 2)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\ntheme: {name: briefgen}\n"
        "plugins: [briefgen: {search: false}]\n"
    )
    return project


def build(project: Project, *options: str) -> Result:
    config = str(project.root / "mkdocs.yml")
    return CliRunner().invoke(main, ["build", "-f", config, "-j", "1", *options])


def test_the_summary_counts_articles_and_seconds(project: Project) -> None:
    build(project)
    write_articles(project, 1, first=7)
    write_article(project, "dispatch-0000.txt", "Another title\n\nThe lock closed.")
    write_article(project, "bad.txt", "unreadable\n\n…")
    outcome = build(project)
    assert outcome.exit_code == 1
    counts, seconds, whole = outcome.stdout.splitlines()
    assert counts == (
        "articles: 4 read, 1 new, 1 changed, 1 unchanged, 0 removed, 1 failed; 1 known from before"
    )
    stages = [part.split()[0] for part in seconds.removeprefix("seconds: ").split(", ")]
    assert stages == ["load", "find", "extract", "write", "pages", "swap"]
    assert whole.startswith(f"{project.root}/site: ")


def test_quiet_is_quiet(project: Project) -> None:
    write_articles(project, 120)
    assert build(project, "--quiet").output == ""


def test_without_a_terminal_every_tenth_is_a_line(project: Project) -> None:
    write_articles(project, 120)
    lines = build(project).stderr.splitlines()
    assert lines[:2] == ["extracting: 12 of 120 articles", "extracting: 24 of 120 articles"]
    printed = [line for line in lines if line.startswith("printing: ")]
    assert len(lines) == 20
    first, last = printed[-1].removeprefix("printing: ").removesuffix(" pages").split(" of ")
    assert first == last


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_a_live_line_a_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with progress(quiet=False) as show:
        assert show is not None
        for stage in ("extract", "pages"):
            for done in range(1, 4):
                show(stage, done, 3)
    shown = screen.getvalue()
    assert "Extracting" in shown
    assert "Printing" in shown
    assert shown.count("100%") == 2


def test_what_is_said_of_every_article_is_said_once(project: Project) -> None:
    for number in range(9):
        write_article(project, f"u{number}.txt", "undated\n\n…")
    for _ in range(2):  # made, then known
        (line,) = build(project).stderr.splitlines()
        assert line == (
            "warning[BG501]: 9 files: The article has no publication date. "
            "(content/articles/u0.txt, content/articles/u1.txt and 7 more; "
            "`briefgen check` lists them)"
        )
    assert build(project, "--strict").exit_code == 3


def test_a_profile_is_kept_and_told(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "build.prof"
    outcome = build(project, "--profile", str(path))
    assert outcome.exit_code == 0, outcome.output
    assert "s in all" in outcome.stdout
    assert "briefgen.build.tree" in outcome.stdout
    assert pstats.Stats(str(path)).total_tt > 0  # type: ignore[attr-defined]


def test_a_profile_that_cannot_be_written_is_an_error(project: Project, tmp_path: Path) -> None:
    outcome = build(project, "--profile", str(tmp_path / "nowhere" / "build.prof"))
    assert outcome.exit_code == 4
    assert "name another file" in outcome.stderr


def test_time_is_summed_by_package() -> None:
    lines = list(tables({(ACTORS, 1, "f"): 2.0, (ACTORS, 9, "g"): 1.5, (JINJA, 5, "h"): 0.5}))
    assert [line.split() for line in lines] == [
        ["4.00", "s", "in", "all"],
        ["3.50", "s", "87.5", "%", "briefgen.extract.actors"],
        ["0.50", "s", "12.5", "%", "jinja2"],
        ["functions:"],
        ["2.00", "s", "50.0", "%", "briefgen/extract/actors/find.py:1", "f"],
        ["1.50", "s", "37.5", "%", "briefgen/extract/actors/find.py:9", "g"],
        ["0.50", "s", "12.5", "%", "jinja2/runtime.py:5", "h"],
    ]
    assert package_of("/usr/lib/python3.11/json/decoder.py") == "python"
