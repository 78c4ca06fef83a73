"""The locked requirements name every tool that pyproject.toml pins, with hashes and no host."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements-dev.txt").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def locked() -> dict[str, str]:
    found = re.findall(r"(?m)^([a-z0-9._-]+)==(\S+)", LOCK)
    return {name.replace("_", "-").replace(".", "-"): version for name, version in found}


def names(requirements: list[str]) -> list[tuple[str, str]]:
    split = (re.fullmatch(r"([A-Za-z0-9._-]+)(?:\[\w+\])?(.*)", text) for text in requirements)
    return [(match[1].lower(), match[2]) for match in split if match]


def test_every_dependency_is_locked() -> None:
    wanted = {name for name, _ in names(PROJECT["project"]["dependencies"])}
    assert wanted - locked().keys() == set(), "run `make lock`"


def test_tools_have_the_version_that_is_pinned() -> None:
    for name, wanted in names(PROJECT["dependency-groups"]["dev"]):
        assert f"=={locked()[name]}" == wanted, f"{name}: run `make lock`"


def test_every_locked_file_has_hashes_and_none_a_host() -> None:
    entries = re.split(r"(?m)^(?=[a-z0-9])", LOCK)[1:]
    assert len(entries) > 80
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"https?:|--index|--find-links|file:", LOCK)
