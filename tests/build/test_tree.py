"""The published folder, rewritten file by file out of sight and put in place in one step."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.build import BusyError, swap
from briefgen.build.tree import Tree, open_tree, workshop_of
from briefgen.errors import EnvironmentMissingError
from tests.build.newsroom import tree

OLD = {"index.html": b"old", "a/index.html": b"old", "css/site.css": b"same"}
NEW = {"index.html": b"new", "b/index.html": b"new", "css/site.css": b"same"}

NAMES = ("index.html", "a", "a/b", "a/b/c", "d/e.txt")
SITES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([b"", b"one", b"two"])).filter(
    lambda files: not any(f"{name}/" in other for name in files for other in files)
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    _publish(tmp_path / "site", OLD)
    return tmp_path / "site"


def _publish(site: Path, files: Mapping[str, bytes]) -> Tree:
    made = open_tree(site)
    for name, data in files.items():
        made.put(name, data)
    made.publish()
    made.close()
    return made


@pytest.fixture(params=["exchange", "renames"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "renames":
        monkeypatch.setattr(swap, "exchange", lambda *_: False)


@pytest.mark.usefixtures("_way")
def test_the_new_site_takes_the_old_ones_place(site: Path) -> None:
    made = open_tree(site)
    for name, data in NEW.items():
        made.put(name, data)
    assert tree(site) == OLD
    assert made.publish() == ("a/index.html",)
    made.close()
    assert tree(site) == NEW


@settings(deadline=None, max_examples=40)  # writes files
@given(sites=st.lists(SITES, min_size=1, max_size=4))
def test_any_site_follows_any_other(
    tmp_path_factory: pytest.TempPathFactory, sites: list[dict[str, bytes]]
) -> None:
    site = tmp_path_factory.mktemp("root") / "site"
    for files in sites:
        _publish(site, files)
        assert tree(site) == files
        assert tree(workshop_of(site) / "twin") == files


def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    _publish(tmp_path / "site", NEW)
    assert tree(tmp_path / "site") == NEW


def test_a_file_with_the_same_bytes_stays_the_same_file(site: Path) -> None:
    before = (site / "css/site.css").stat()
    assert _publish(site, NEW).written == 2
    after = (site / "css/site.css").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def _publish_parts(site: Path, parts: Mapping[str, str]) -> list[str]:
    """Publish a page for each part, made from its digest; return the parts made."""
    made = open_tree(site)
    new = [part for part, digest in parts.items() if not made.keep(part, digest)]
    for part in new:
        made.put(f"{part}/index.html", parts[part].encode(), part)
    made.publish()
    made.close()
    return new


def test_only_parts_with_other_inputs_are_made_again(site: Path) -> None:
    assert _publish_parts(site, {"a": "1", "b": "1"}) == ["a", "b"]
    assert _publish_parts(site, {"a": "1", "b": "2", "c": "1"}) == ["b", "c"]
    assert _publish_parts(site, {"a": "1", "c": "1"}) == []
    assert tree(site) == {"a/index.html": b"1", "c/index.html": b"1"}


def test_a_part_whose_file_was_touched_is_made_again(site: Path) -> None:
    _publish_parts(site, {"a": "1", "b": "1"})
    (site / "a/index.html").write_bytes(b"tampered with")
    assert _publish_parts(site, {"a": "1", "b": "1"}) == ["a"]


@pytest.mark.parametrize("name", ["ledger-*.json", "equal"])
def test_damaged_notes_cost_work_and_nothing_else(site: Path, name: str) -> None:
    _publish_parts(site, {"a": "1", "b": "1"})
    for path in workshop_of(site).glob(name):
        path.write_bytes(path.read_bytes()[:-3])
    _publish_parts(site, {"b": "2", "c": "1"})
    assert tree(site) == {"b/index.html": b"2", "c/index.html": b"1"}


def test_a_part_made_for_a_site_that_was_never_published_is_made_again(site: Path) -> None:
    _publish_parts(site, {"a": "1"})
    made = open_tree(site)
    assert not made.keep("a", "2")
    made.put("a/index.html", b"2", "a")
    made.close()
    assert _publish_parts(site, {"a": "2"}) == ["a"]
    assert _publish_parts(site, {"a": "1"}) == ["a"]
    assert tree(site) == {"a/index.html": b"1"}


def test_what_hangs_on_parts_that_changed_is_told(site: Path) -> None:
    def stirred(parts: Mapping[str, tuple[str, tuple[str, ...]]]) -> set[str]:
        made = open_tree(site)
        for part, (digest, ties) in parts.items():
            if not made.keep(part, digest, ties):
                made.put(f"{part}/index.html", digest.encode(), part)
        told = made.stirred("", "")
        made.publish()
        made.close()
        return told

    first = {"a": ("1", ("x", "y")), "b": ("1", ("y",)), "c": ("1", ("z",))}
    assert stirred(first) == {"x", "y", "z"}
    assert stirred(first) == set()
    assert stirred(first | {"a": ("2", ("w",))}) == {"w", "x", "y"}
    assert stirred({"b": first["b"], "c": first["c"], "d": ("1", ("v",))}) == {"v", "w"}


def test_a_part_is_carried_while_its_files_are_there(site: Path) -> None:
    _publish_parts(site, {"a": "1", "b": "1"})
    (site / "b/index.html").write_bytes(b"tampered with")
    made = open_tree(site)
    assert made.carry("a", set())
    assert not made.carry("b", set())
    assert not made.carry("c", set())
    made.begin("b", "1")
    made.put("b/index.html", b"1", "b")
    made.publish()
    made.close()
    assert tree(site) == {"a/index.html": b"1", "b/index.html": b"1"}


def test_a_part_is_not_carried_when_what_it_hangs_on_is_stirred(site: Path) -> None:
    made = open_tree(site)
    made.begin("a", "1", ("x", "y"))
    made.put("a/index.html", b"1", "a")
    made.publish()
    made.close()
    made = open_tree(site)
    assert not made.carry("a", {"y", "z"})
    assert not made.carry("a", {"z"}, "2")
    assert made.carry("a", {"z"}, "1")
    assert made.carry("a", {"z"})
    made.close()


def test_a_stray_file_goes_and_does_not_come_back(site: Path) -> None:
    _publish_parts(site, {"a": "1"})
    (site / "a/stray.html").write_bytes(b"stray")
    for digest in "223":
        _publish_parts(site, {"a": digest})
        assert tree(site) == {"a/index.html": digest.encode()}


def test_folders_are_taken_whole(site: Path) -> None:
    made = open_tree(site)
    (made.stage / "img").mkdir()
    (made.stage / "img/logo.svg").write_bytes(b"<svg/>")
    made.take(made.stage)
    made.publish()
    made.close()
    assert tree(site) == {"img/logo.svg": b"<svg/>"}
    assert not made.stage.exists()


def test_without_publishing_the_old_site_stays(site: Path) -> None:
    made = open_tree(site)
    made.put("index.html", b"new")
    made.close()
    assert tree(site) == OLD
    _publish(site, NEW)  # the lock is free, and nothing of the first attempt is left
    assert tree(site) == NEW


def test_a_site_changed_by_others_is_no_surprise(site: Path) -> None:
    (site / "index.html").unlink()
    (site / "stray.html").write_bytes(b"stray")
    _publish(site, NEW)
    assert tree(site) == NEW


def test_a_site_removed_by_others_is_made_anew(site: Path) -> None:
    site.rename(site.with_name("elsewhere"))
    made = open_tree(site)
    made.put("index.html", b"new")
    made.publish()
    made.close()
    assert tree(site) == {"index.html": b"new"}


def test_two_at_once_are_kept_apart(site: Path) -> None:
    made = open_tree(site)
    with pytest.raises(BusyError):
        open_tree(site)
    made.close()


def test_a_kill_between_two_renames_is_mended(site: Path) -> None:
    made = open_tree(site)
    site.rename(made.workshop / "aside")
    made.close()
    open_tree(site).close()
    assert tree(site) == OLD


def test_a_kill_after_two_renames_leaves_no_litter(site: Path) -> None:
    made = open_tree(site)
    made.close()
    (made.workshop / "aside").mkdir()
    open_tree(site).close()
    assert not (made.workshop / "aside").exists()


def test_a_failure_of_the_second_rename_is_undone(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange", lambda *_: False)
    rename = os.rename

    def fail(source: Path, target: Path) -> None:
        if source == made.twin:
            raise OSError(5, "Input/output error")
        rename(source, target)

    made = open_tree(site)
    monkeypatch.setattr(os, "rename", fail)
    with pytest.raises(EnvironmentMissingError, match="Input/output error"):
        made.publish()
    made.close()
    assert tree(site) == OLD


def test_without_hard_links_files_are_copied(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    (workshop_of(site) / "equal").unlink()
    _publish(site, NEW)
    assert tree(site) == NEW


def test_a_place_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "parent").write_text("a file")
    with pytest.raises(EnvironmentMissingError, match="parent"):
        open_tree(tmp_path / "parent" / "site")


MANY = {f"{folder}/{number}.html": b"x" for folder in ("a", "b") for number in range(3)}


def _is_followed(site: Path) -> bool:
    """Tell whether the next build knows that nothing in *site* was touched."""
    made = open_tree(site)
    is_sure = bool(made.mark) and made.is_sure
    made.close()
    return is_sure


@pytest.fixture
def _in_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.build.tree._MANY", 2)
    monkeypatch.setattr("briefgen.build.ledger._MANY", 0)


@pytest.mark.usefixtures("_in_two")
def test_two_processes_leave_what_one_does(tmp_path: Path) -> None:
    site = tmp_path / "site"
    made = open_tree(site)
    for name, data in MANY.items():
        made.begin(name, "digest")
        made.put(name, data, name)
    made.publish("whole")
    made.close()
    assert tree(site) == tree(made.twin) == MANY
    assert made.looks.keys() == {"a", "b"}
    again = open_tree(site)
    assert again.is_sure
    assert again.is_current("whole")
    assert sorted(again.before.parts) == ["", *sorted(MANY)]
    again.close()


@pytest.mark.usefixtures("_in_two")
@pytest.mark.parametrize("what", ["link", "file"])
def test_a_link_or_a_file_for_a_folder_leads_nowhere(tmp_path: Path, what: str) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    _publish(site, MANY)
    elsewhere.mkdir()
    (elsewhere / "precious").write_bytes(b"not ours")
    for folder in ("a", "b"):
        place = site / folder
        place.rename(tmp_path / f"old-{folder}")
        place.symlink_to(elsewhere) if what == "link" else place.write_bytes(b"")
    for data in (b"y", b"z"):
        made = _publish(site, dict.fromkeys(MANY, data))
        assert tree(site) == tree(made.twin) == dict.fromkeys(MANY, data)
    assert tree(elsewhere) == {"precious": b"not ours"}
    assert _is_followed(site)


@pytest.mark.usefixtures("_in_two")
def test_an_error_waits_for_the_other_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []

    def meanwhile(make: Callable[[], object]) -> Callable[[], object]:
        return lambda: done.append(make())

    def fail(_: str, __: str, apart: str = "") -> None:
        if apart:
            raise OSError

    monkeypatch.setattr("briefgen.build.tree.meanwhile", meanwhile)
    monkeypatch.setattr("briefgen.build.tree.mirror", fail)
    site = tmp_path / "site"
    _publish(site, MANY)
    assert len(done) == 1
    assert tree(site) == MANY
    assert not _is_followed(site)
