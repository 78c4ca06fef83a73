"""What folders look like from outside, all that is in them counted."""

import os
from pathlib import Path

import pytest

from briefgen.build.glance import UnclearError, digest_of, look, look_again, look_closely


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "in/b.txt", "in/deep/c.txt"):
        path = tmp_path / "folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
        os.utime(path, ns=(0, 10**9))
    return tmp_path / "folder"


def test_a_close_look_sees_what_a_look_does_and_when_it_changed(folder: Path) -> None:
    os.utime(folder / "in", ns=(0, 2**62))
    looks, changes = look_closely(str(folder))
    assert looks == look(str(folder))
    assert {*looks} == {"", "in", "in/deep"}
    there = dict(changes)
    assert {*there} == {"", "a.txt", "in/", "in/b.txt", "in/deep/", "in/deep/c.txt"}
    assert there["in/"] == 2**62
    assert there["in/b.txt"] == (folder / "in/b.txt").stat().st_ctime_ns


def test_a_file_alone_is_looked_at_as_well(folder: Path) -> None:
    looks, changes = look_closely(str(folder / "a.txt"))
    assert looks == look(str(folder / "a.txt"))
    assert changes == [("", (folder / "a.txt").stat().st_ctime_ns)]


def test_looks_change_with_a_file_and_are_brought_up_to_date(folder: Path) -> None:
    before = look(str(folder))
    (folder / "in/b.txt").write_text("more")
    after = look(str(folder))
    assert {name for name in before if before[name] != after[name]} == {"in"}
    look_again(str(folder), before, ["in"])
    assert before == after


def test_equal_looks_have_one_digest_however_they_were_made(folder: Path) -> None:
    looks = look(str(folder))
    again = {"".join(list(name)): bytes(digest, "ascii").decode() for name, digest in looks.items()}
    assert digest_of(again) == digest_of(dict(sorted(looks.items(), reverse=True)))


def test_a_linked_folder_is_unclear(folder: Path, tmp_path: Path) -> None:
    (folder / "link").symlink_to(tmp_path)
    for see in (look, look_closely):
        with pytest.raises(UnclearError):
            see(str(folder))
