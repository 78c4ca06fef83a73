"""A folder replaced in one step."""

from pathlib import Path

import pytest

from briefgen.build import BusyError, swap
from briefgen.build.swap import abort, begin, commit, workshop_of
from briefgen.errors import EnvironmentMissingError
from tests.build.newsroom import tree

OLD = {"index.html": b"old", "a/index.html": b"old"}
NEW = {"index.html": b"new", "b/index.html": b"new"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    _fill(site, OLD)
    return site


def _fill(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.fixture(params=["exchange", "renames"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "renames":
        monkeypatch.setattr(swap, "exchange", lambda *_: False)


@pytest.mark.usefixtures("_way")
def test_a_commit_puts_the_new_in_place_of_the_old(site: Path) -> None:
    staging = begin(site)
    _fill(staging.stage, NEW)
    assert tree(site) == OLD
    commit(staging)
    assert tree(site) == NEW
    assert sorted(tree(workshop_of(site))) == [".gitignore", "lock"]


def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    staging = begin(tmp_path / "site")
    _fill(staging.stage, NEW)
    commit(staging)
    assert tree(tmp_path / "site") == NEW


def test_an_abort_leaves_the_old_one(site: Path) -> None:
    staging = begin(site)
    _fill(staging.stage, NEW)
    abort(staging)
    assert tree(site) == OLD
    commit(begin(site))  # the lock is free again


def test_two_at_once_are_kept_apart(site: Path) -> None:
    staging = begin(site)
    with pytest.raises(BusyError):
        begin(site)
    abort(staging)


def test_what_a_kill_left_half_built_is_removed(site: Path) -> None:
    _fill(workshop_of(site) / "stage", {"half": b""})
    staging = begin(site)
    assert tree(staging.stage) == {}
    abort(staging)


def test_a_kill_between_two_renames_is_mended(site: Path) -> None:
    staging = begin(site)
    _fill(staging.stage, NEW)
    site.rename(staging.old)
    swap.release(staging.lock)
    abort(begin(site))
    assert tree(site) == OLD


def test_a_failure_of_the_second_rename_is_undone(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange", lambda *_: False)
    staging = begin(site)
    staging.stage.rmdir()  # so that its rename fails
    with pytest.raises(EnvironmentMissingError, match="No such file"):
        commit(staging)
    assert tree(site) == OLD


def test_a_target_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "parent").write_text("a file")
    with pytest.raises(EnvironmentMissingError, match="parent"):
        begin(tmp_path / "parent" / "site")
