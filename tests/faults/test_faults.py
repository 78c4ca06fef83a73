"""Builds that are killed, starved, tripped and raced leave the old site or the new one.

A quick share runs with every test run; `make torture` sets BRIEFGEN_TORTURE=1 and runs
the whole.
"""

import itertools
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from briefgen.build import Project, build_briefings
from tests.build.newsroom import brief_lines, project_at, tree, write_article, write_articles
from tests.faults.build_site import Build
from tests.torture import IS_WHOLE, rounds

SEED = 1
ROOT = Path(__file__).parents[2]

OK, FAILED_INPUTS, ENVIRONMENT = 0, 1, 4
NAMED = re.compile(r"^\S*(?:\.briefgen|site|content)\S*: error\[BG402\]", re.MULTILINE)


def newsroom(root: Path, count: int = 12, *, search: bool = False) -> Project:
    project = project_at(root)
    write_articles(project, count)
    config = {
        "site_name": "The Record",
        "docs_dir": "content",
        "theme": {"name": "briefgen"},
        "plugins": [{"briefgen": {"search": search}}],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config))
    return project


def edit(project: Project, version: int) -> None:
    """Bring the articles to *version*: some change, one comes and goes."""
    for number in range(0, 12, 3):
        text = f"Dispatch {number}\n\nThe lock opened {version} times."
        write_article(project, f"dispatch-{number:04}.txt", text)
    late = project.articles / "late.txt"
    late.unlink(missing_ok=True)
    if version % 2:
        write_article(project, "late.txt", "Late\n\nThe lock closed.")


def run(project: Project, fault: int | None = None) -> tuple[int, str]:
    return Build(project.root, fault).end()


def run_in(project: Project, **environment: str) -> tuple[int, str]:
    """Build in a Python of its own, which reads its environment when it starts."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.build_site", str(project.root)],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    return done.returncode, done.stdout


def site_of(project: Project) -> dict[str, bytes]:
    return tree(project.root / "site")


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """Return what the sites of version 0 and 1 are, each built where nothing was before."""
    sites = []
    for version in range(2):
        project = newsroom(tmp_path_factory.mktemp(f"version{version}"))
        edit(project, version)
        assert run(project) == (OK, "")
        sites.append(site_of(project))
    return sites


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project whose site is of version 0."""
    project = newsroom(tmp_path / "newsroom")
    edit(project, 0)
    assert run(project) == (OK, "")
    return project


def test_a_kill_leaves_the_old_site_or_the_new(
    project: Project, versions: list[dict[str, bytes]]
) -> None:
    dice = random.Random(SEED)
    began = time.monotonic()
    assert run(project) == (OK, "")
    longest = 2.5 * (time.monotonic() - began)  # a build with changes takes longer
    killed, number = 0, 0
    while killed < rounds(1, 200):
        number += 1
        old, new = versions[(number - 1) % 2], versions[number % 2]
        edit(project, number % 2)
        build = Build(project.root)
        time.sleep(dice.uniform(0, longest))
        build.process.kill()
        killed += build.end()[0] == -signal.SIGKILL
        assert site_of(project) in (old, new), f"round {number}"
        assert run(project) == (OK, ""), f"round {number}"
        assert site_of(project) == new, f"round {number}"
        assert number < 6 * rounds(2, 200), f"{killed} of {number} builds met the kill"


def test_an_error_of_the_disk_at_any_call_leaves_the_old_site_or_the_new(
    project: Project, versions: list[dict[str, bytes]]
) -> None:
    fault = -1
    for number in itertools.count(1):
        fault += 1 if IS_WHOLE else 61
        old, new = versions[(number - 1) % 2], versions[number % 2]
        edit(project, number % 2)
        code, output = run(project, fault)
        assert site_of(project) in (old, new), f"call {fault}"
        assert code in (OK, ENVIRONMENT), f"call {fault}: {output}"
        if code == ENVIRONMENT:
            assert "Input/output error" in output, f"call {fault}"
        assert "Traceback" not in output, f"call {fault}: {output}"
        assert run(project) == (OK, ""), f"call {fault}"
        assert site_of(project) == new, f"call {fault}"
        if "tripped" not in output:
            break
    assert number > 2


@pytest.fixture(params=["4m", "16m", "64m"] if IS_WHOLE else ["6m"])
def small_disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """Yield an empty file system of some megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={request.param}", "tmpfs", str(folder)]
    if os.getuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small file system needs root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_site(
    small_disk: Path, versions: list[dict[str, bytes]]
) -> None:
    project = newsroom(small_disk)
    edit(project, 0)
    assert run(project) == (OK, "")
    codes = set()
    for number, left in enumerate(range(0, 200_000, 10_000 if IS_WHOLE else 150_000), 1):
        old, new = versions[(number - 1) % 2], versions[number % 2]
        edit(project, number % 2)
        free = os.statvfs(small_disk)
        filler = small_disk / "filler"
        filler.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - left)))
        code, output = run(project)
        codes.add(code)
        assert site_of(project) in (old, new)
        assert code in (OK, ENVIRONMENT), output
        if code == ENVIRONMENT:
            assert "No space left on device" in output
            assert NAMED.search(output)
        filler.unlink()
        assert run(project) == (OK, "")
        assert site_of(project) == new
    assert ENVIRONMENT in codes


def test_a_read_only_disk_is_named(small_disk: Path, versions: list[dict[str, bytes]]) -> None:
    project = newsroom(small_disk)
    edit(project, 0)
    assert run(project) == (OK, "")
    edit(project, 1)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    code, output = run(project)
    assert code == ENVIRONMENT
    assert "Read-only file system" in output
    assert NAMED.search(output)
    assert site_of(project) == versions[0]


def test_builds_at_once_agree_or_say_that_another_runs(
    project: Project, versions: list[dict[str, bytes]]
) -> None:
    for number in range(1, rounds(1, 10) + 1):
        edit(project, number % 2)
        builds = [Build(project.root, name=f"build{place}") for place in range(8)]
        ends = [build.end() for build in builds]
        assert any(code == OK for code, _ in ends)
        for code, output in ends:
            assert code == OK or (code == ENVIRONMENT and "another build runs" in output)
        assert site_of(project) == versions[number % 2]


def test_damage_to_the_store_changes_nothing(tmp_path: Path) -> None:
    dice = random.Random(SEED)
    project = newsroom(tmp_path)
    build_briefings(project, line=brief_lines)
    whole = tree(project.briefings)
    for number in range(rounds(20, 1000)):
        shutil.rmtree(project.briefings)
        files = [path for path in sorted(project.store.rglob("*")) if path.is_file()]
        path = dice.choice([path for path in files if path.stat().st_size])
        data = bytearray(path.read_bytes())
        if number % 2:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        else:
            del data[dice.randrange(len(data)) :]
        path.write_bytes(data)
        build_briefings(project, line=brief_lines)
        assert tree(project.briefings) == whole, f"round {number}: {path}"


def test_one_bad_article_costs_one_briefing(tmp_path: Path) -> None:
    count = rounds(66, 1000)
    project = newsroom(tmp_path, count - 1)
    write_article(project, "bad.txt", "unreadable\n\n…")
    code, output = run_in(project, JOBS="2")
    assert code == FAILED_INPUTS
    assert output == "content/articles/bad.txt:1:1: error[BG001]: no headline\n"
    pages = [name for name in site_of(project) if name.startswith("briefings/1969/07/dispatch")]
    assert len([name for name in pages if name.endswith("/index.html")]) == count - 1


WORLDS = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C", "JOBS": "2"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Anchorage", "LC_ALL": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "0", "PYTHONUTF8": "0", "LC_ALL": "POSIX", "JOBS": "3"},
]


@pytest.mark.parametrize("world", WORLDS if IS_WHOLE else WORLDS[:1], ids=lambda w: w["LC_ALL"])
def test_the_same_articles_make_the_same_site_everywhere(
    tmp_path: Path, world: dict[str, str]
) -> None:
    sites = []
    for name, environment in (("here", {"PYTHONHASHSEED": "7"}), ("there", world)):
        project = newsroom(tmp_path / name, 66, search=True)
        mask = os.umask(0o077 if name == "there" else 0o022)
        assert run_in(project, **environment) == (OK, "")
        os.umask(mask)
        sites.append(site_of(project))
    assert sites[0] == sites[1]
