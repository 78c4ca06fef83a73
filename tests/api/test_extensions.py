"""The example packages, installed side by side, add a reader, a section and an engine."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "tests/examples"
ORG = "#+title: A seaway opens\n#+date: 1959-06-26\n#+language: en\n\n"
TEXT = "The seaway cost $470 million. It was opened by Queen Elizabeth and President Eisenhower.\n"


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the examples into a folder, as an installer would: module and metadata."""
    folder = tmp_path_factory.mktemp("packages")
    for path in sorted(EXAMPLES.glob("*/pyproject.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        project = data["project"]
        for module in data["tool"]["setuptools"]["py-modules"]:
            shutil.copy(path.parent / f"{module}.py", folder)
        name = project["name"].replace("-", "_")
        info = folder / f"{name}-{project['version']}.dist-info"
        info.mkdir()
        head = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        (info / "METADATA").write_text(head, "utf-8")
        points = [
            f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in named.items())
            for group, named in project["entry-points"].items()
        ]
        (info / "entry_points.txt").write_text("\n".join(points), "utf-8")
    return folder


def _run(target: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = [str(ROOT), str(target), os.environ.get("PYTHONPATH", "")]
    return subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        check=False,
        capture_output=True,
        text=True,
    )


def test_reader_and_section(target: Path, tmp_path: Path) -> None:
    (tmp_path / "seaway.org").write_text(ORG + TEXT, "utf-8")
    done = _run(target, tmp_path, "extract", "seaway.org")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert (data["title"], data["published"]) == ("A seaway opens", "1959-06-26")
    (amount,) = data["sections"]["amounts"]
    assert (amount["text"], amount["value"]) == ("$470 million", "USD 470000000")


def test_a_readers_error_is_one_line(target: Path, tmp_path: Path) -> None:
    (tmp_path / "seaway.org").write_text(TEXT, "utf-8")
    done = _run(target, tmp_path, "extract", "seaway.org")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "error: seaway.org:1: no title; add a line `#+title:`\n"


def test_engine_and_the_built_page(target: Path, tmp_path: Path) -> None:
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    (articles / "seaway.org").write_text(ORG + TEXT, "utf-8")
    options = "{search: false, pipelines: {en: capitals}}"
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\ntheme: {name: briefgen}\n"
        f"plugins: [briefgen: {options}]\n",
        "utf-8",
    )
    done = _run(target, tmp_path, "build", "-q")
    assert done.returncode == 0, done.stderr
    markdown = next((tmp_path / "content/briefings").rglob("seaway.md")).read_text("utf-8")
    assert "## Amounts" in markdown
    assert "name: Eisenhower\n" in markdown  # the engine knows one word at a time
    page = next((tmp_path / "site/briefings").rglob("seaway/index.html")).read_text("utf-8")
    assert '<h2 id="h-x-amounts">Amounts</h2>' in page
