"""The same articles make the same bytes under every Python and MkDocs that we claim.

Process counts, locales, time zones, umasks and hash seeds: tests/faults.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build.newsroom import tree
from tests.faults.build_site import Build
from tests.faults.test_faults import newsroom, run_in, site_of
from tests.torture import IS_WHOLE

ROOT = Path(__file__).parents[2]
PYTHONS = ("3.11", "3.12", "3.13")


def test_properdocs_makes_the_same_site(tmp_path: Path) -> None:
    if importlib.util.find_spec("properdocs") is None:
        pytest.skip("properdocs is not installed")
    ours, theirs = newsroom(tmp_path / "mkdocs"), newsroom(tmp_path / "properdocs")
    assert Build(ours.root).end() == (0, "")
    program = (
        "import properdocs, properdocs.replacement, sys\n"
        "from tests.faults.build_site import build\n"
        "import mkdocs; assert mkdocs is properdocs\n"
        "build(sys.argv[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(theirs.root)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert site_of(ours) == site_of(theirs)


@pytest.mark.parametrize("reverse", [False, True], ids=["forwards", "backwards"])
def test_the_run_date_and_the_order_of_writing_leave_no_trace(
    reverse: bool, tmp_path: Path
) -> None:
    project, other = newsroom(tmp_path / "one"), newsroom(tmp_path / "other", 1)
    files = sorted(project.articles.iterdir(), reverse=reverse)
    for number, path in enumerate(files):
        copy = shutil.copy(path, other.articles)
        os.utime(copy, (10**9 + number, 10**9 + number))
    assert Build(project.root).end() == (0, "")
    assert run_in(other, SOURCE_DATE_EPOCH="86400") == (0, "")
    assert site_of(project) == site_of(other)


def test_every_python_makes_the_same_site(tmp_path: Path) -> None:
    if not IS_WHOLE:
        pytest.skip("installing under every Python takes minutes: only `make torture` does")
    sites = {name: site_under(found, tmp_path) for name in PYTHONS if (found := python(name))}
    missing = sorted(set(PYTHONS) - sites.keys())
    assert len({hashlib.sha256(repr(site).encode()).digest() for site in sites.values()}) == 1
    if missing:
        pytest.skip(f"the same under {', '.join(sites)}; missing here: {', '.join(missing)}")


def test_the_lowest_versions_that_we_claim_are_enough(tmp_path: Path) -> None:
    if not IS_WHOLE:
        pytest.skip("installing the lowest versions takes minutes: only `make torture` does")
    site = site_under(sys.executable, tmp_path, "--resolution", "lowest-direct")
    assert "pagefind/pagefind.js" in site


def python(version: str) -> str | None:
    """Return the program of a Python *version*, in the path or among pyenv's."""
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    return str(kept[-1]) if kept else shutil.which(f"python{version}")


def site_under(program: str, folder: Path, *resolution: str) -> dict[str, bytes]:
    """Return the demo site as the package builds it, installed by uv under *program*."""
    place = folder / Path(program).parents[1].name
    subprocess.run([program, "-m", "venv", place / "venv"], check=True)
    binaries = place / "venv/bin"
    subprocess.run([binaries / "pip", "install", "-q", "uv"], check=True)
    install = [binaries / "uv", "pip", "install", "-q", "--python", binaries / "python"]
    subprocess.run([*install, *resolution, str(ROOT)], check=True)
    shutil.copytree(ROOT / "content/articles", place / "newsroom/content/articles")
    shutil.copy(ROOT / "mkdocs.yml", place / "newsroom")
    build = [binaries / "briefgen", "build", "--strict", "--quiet"]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}  # not this checkout
    subprocess.run(build, cwd=place / "newsroom", env=clean, check=True)
    return tree(place / "newsroom/site")
