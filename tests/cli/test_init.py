from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from briefgen.cli import main

WORKFLOW = ".github/workflows/briefings.yml"


def test_init_asks_nothing_and_lists_its_files(tmp_path: Path) -> None:
    outcome = CliRunner().invoke(main, ["init", str(tmp_path / "news")])
    assert outcome.exit_code == 0, outcome.output
    written = {p.relative_to(tmp_path / "news").as_posix() for p in tmp_path.rglob("*.*")}
    assert {"mkdocs.yml", ".gitignore", ".gitlab-ci.yml", WORKFLOW} <= written


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: mine\n", "utf-8")
    outcome = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert outcome.exit_code == 2
    assert "mkdocs.yml: exists already" in outcome.output
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]


@pytest.mark.parametrize("name", [WORKFLOW, ".gitlab-ci.yml"])
def test_pipelines_use_commands_that_exist(tmp_path: Path, name: str) -> None:
    CliRunner().invoke(main, ["init", str(tmp_path)])
    jobs = yaml.safe_load((tmp_path / name).read_text("utf-8"))
    steps = [step for job in jobs.get("jobs", jobs).values() for step in _scripts(job)]
    commands = [step.split() for step in steps if step.startswith("briefgen ")]
    assert commands
    for _, command, *options in commands:
        known = {name for option in main.commands[command].params for name in option.opts}
        assert {option for option in options if option.startswith("-")} <= known


def _scripts(job: object) -> list[str]:
    if not isinstance(job, dict):
        return []
    return job.get("script", []) + [step.get("run", "") for step in job.get("steps", [])]


def test_the_newsroom_builds_at_once(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["init", str(tmp_path)])
    config = str(tmp_path / "mkdocs.yml")
    outcome = CliRunner().invoke(main, ["build", "-f", config, "--strict", "-j", "1"])
    assert outcome.exit_code == 0, outcome.output
    assert (tmp_path / "site/briefings/1963/01/elysee-treaty/index.html").is_file()
