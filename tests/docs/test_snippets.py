"""Every command and snippet of README and docs does what the page says."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from briefgen.cli import main
from briefgen.corrections.load import load_corrections
from briefgen.model.edit import Section
from briefgen.readers import read
from briefgen.site.publish import read_config
from tests.docs.snippets import PAGES, ROOT, Snippet, all_snippets, script_of

WALKED_WITH_THE_WHEEL = {ROOT / "docs/index.md", ROOT / "docs/tutorial.md"}
GUIDES = [
    page for page in PAGES if page not in WALKED_WITH_THE_WHEEL and "briefgen" in script_of(page)
]
SNIPPETS = [snippet for snippet in all_snippets() if snippet.language != "sh"]
UNRUN = [snippet for snippet in all_snippets() if snippet.not_run]


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_a_guide_works_in_a_new_newsroom(page: Path, tmp_path: Path) -> None:
    outcome = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert outcome.exit_code == 0, outcome.output
    programs = str(Path(sys.executable).parent)
    done = subprocess.run(
        ["bash", "-c", script_of(page)],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet.place)
def test_a_snippet_is_lawful(snippet: Snippet, tmp_path: Path) -> None:
    check = CHECKS.get(snippet.language)
    assert check or snippet.language in {"text", ""}, "no check for this language"
    if check:
        check(snippet, tmp_path)


@pytest.mark.parametrize("snippet", UNRUN, ids=lambda snippet: snippet.place)
def test_what_is_not_run_says_why(snippet: Snippet) -> None:
    pytest.skip(f"{snippet.place} is not run: {snippet.not_run}")


def _is_yaml(snippet: Snippet, folder: Path) -> None:
    if snippet.code.startswith("---"):
        _article(folder, f"{snippet.code}The wall is open.\n")
        return
    data = yaml.safe_load(snippet.code)
    keys = set(data) if isinstance(data, dict) else set()
    if "plugins" in keys:
        whole = {"site_name": "x", "docs_dir": "content", "theme": {"name": "briefgen"}}
        path = _written(folder / "mkdocs.yml", yaml.safe_dump(whole | data))
        (folder / "content").mkdir()
        read_config(path, strict=True)
    elif keys & {section.value for section in Section}:
        path = _written(folder / "corrections.yml", snippet.code)
        assert load_corrections(path, path.name)
    elif "repos" in keys:
        known = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
        named = {hook["id"] for repository in data["repos"] for hook in repository["hooks"]}
        assert named <= {hook["id"] for hook in known}
    elif "jobs" in keys:
        steps = [step["run"] for job in data["jobs"].values() for step in job["steps"]]
        for _, command, *words in (step.split() for step in steps):
            known = {name for option in main.commands[command].params for name in option.opts}
            assert {word for word in words if word.startswith("-")} <= known
    else:
        inputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
        assert {name for step in data for name in step.get("with", ())} <= set(inputs)


def _written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def _article(folder: Path, text: str) -> None:
    (article,) = read(_written(folder / "article.md", text))
    assert article.text
    assert article.published


def _is_an_article(snippet: Snippet, folder: Path) -> None:
    _article(folder, snippet.code)


def _is_json(snippet: Snippet, folder: Path) -> None:
    del folder
    assert json.loads(snippet.code)


def _is_markup(snippet: Snippet, folder: Path) -> None:
    del folder
    assert "<" in snippet.code


def _runs(snippet: Snippet, folder: Path) -> None:
    CliRunner().invoke(main, ["init", str(folder)])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", snippet.code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


CHECKS: dict[str, Callable[[Snippet, Path], None]] = {
    "yaml": _is_yaml,
    "markdown": _is_an_article,
    "json": _is_json,
    "xml": _is_markup,
    "html": _is_markup,
    "python": _runs,
}
