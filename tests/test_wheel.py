"""The wheel alone, in an empty environment, builds the site of a copy of the content."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEEDED = [
    "briefgen/py.typed",
    "briefgen/lexicons/fr/briefing.yaml",
    "briefgen/models/fr/MODEL_CARD.md",
    "briefgen/models/en/MODEL_CARD.md",
    "briefgen/render/templates/briefing.md.j2",
    "briefgen/theme/main.html",
    "briefgen/theme/mkdocs_theme.yml",
    "briefgen/theme/css/site.css",
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    sources = folder / "sources"
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True
    ).stdout.decode()
    for name in filter(None, names.split("\0")):
        target = sources / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copy2(ROOT / name, target)
    _run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, sources)
    (path,) = folder.glob("*.whl")
    return path


@pytest.mark.parametrize("name", NEEDED)
def test_wheel_holds_its_data(wheel: Path, name: str) -> None:
    assert name in zipfile.ZipFile(wheel).namelist()


def test_every_data_file_of_the_sources_is_in_the_wheel(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "briefgen", "theme"], cwd=ROOT, check=True, capture_output=True
    ).stdout.decode()
    wanted = {
        name if name.startswith("briefgen/") else f"briefgen/{name}"
        for name in tracked.splitlines()
        if (ROOT / name).is_file()
    }
    assert wanted - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_wheel_builds_a_site_elsewhere(wheel: Path, tmp_path: Path) -> None:
    _run(sys.executable, "-m", "venv", tmp_path / "venv")
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    _run(programs / "python", "-m", "pip", "install", "-q", wheel)
    newsroom = tmp_path / "newsroom"
    articles = shutil.ignore_patterns("briefings")
    shutil.copytree(ROOT / "content", newsroom / "content", ignore=articles)
    shutil.copy(ROOT / "mkdocs.yml", newsroom)
    _run(programs / "briefgen", "build", "--strict", cwd=newsroom)
    assert (newsroom / "site/index.html").is_file()
    assert (newsroom / "site/pagefind/pagefind.js").is_file()
    pages = sorted((newsroom / "site/briefings").rglob("index.html"))
    articles_read = [p for p in (newsroom / "content/articles").rglob("*") if p.is_file()]
    assert len([p for p in pages if len(p.relative_to(newsroom).parts) > 5]) == len(articles_read)


def _run(*command: object, cwd: Path | None = None) -> None:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
