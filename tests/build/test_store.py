"""The content-addressed store."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.build import store as module
from briefgen.build.store import Store, Usage, key_of, write_atomically
from briefgen.errors import EnvironmentMissingError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / ".briefgen")


@settings(deadline=None, max_examples=40)  # writes files
@given(value=JSON)
def test_what_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    store.put(key_of("a"), value)
    assert store.get(key_of("a")) == value


def test_each_value_is_read_by_its_place(store: Store) -> None:
    store.put(key_of("a"), "Houston", [], {"at": (1, 2)})
    assert [store.get(key_of("a"), place) for place in range(4)] == [
        "Houston",
        [],
        {"at": [1, 2]},
        None,
    ]


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.get(key_of("a")) is None
    assert store.usage() == Usage(0, 0)


@pytest.mark.parametrize(
    ("one", "other"), [(("ab", "c"), ("a", "bc")), (("a",), ("a", "")), (("é",), ("e",))]
)
def test_the_borders_of_parts_count(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert key_of(*one) != key_of(*other)


def test_no_flipped_bit_gets_through(store: Store) -> None:
    key = key_of("a")
    store.put(key, {"quote": "Houston"})
    (path,) = (store.root / "objects").rglob("*/*")
    data = path.read_bytes()
    for bit in range(8 * len(data)):
        broken = bytearray(data)
        broken[bit // 8] ^= 1 << bit % 8
        path.write_bytes(broken)
        assert store.get(key) is None


def test_no_truncation_gets_through(store: Store) -> None:
    key = key_of("a")
    store.put(key, {"quote": "Houston"})
    (path,) = (store.root / "objects").rglob("*/*")
    data = path.read_bytes()
    for length in range(len(data)):
        path.write_bytes(data[:length])
        assert store.get(key) is None


def test_an_entry_under_another_key_counts_as_absent(store: Store) -> None:
    store.put(key_of("a"), 1)
    store.put(key_of("b"), 2)
    first, second = sorted((store.root / "objects").rglob("*/*"))
    first.write_bytes(second.read_bytes())
    assert sorted(value for name in "ab" if (value := store.get(key_of(name)))) in ([1], [2])


def test_the_oldest_entries_go_first_and_the_present_ones_stay(store: Store) -> None:
    for age, name in enumerate("abcd"):
        store.put(key_of(name), "x" * 100)
        path = store.root / "objects" / key_of(name)[:2] / key_of(name)[2:]
        os.utime(path, (1000 + age, 1000 + age))
    size = store.usage().bytes // 4
    assert store.shrink(2 * size, keep=[key_of("a")]) == 2
    assert [name for name in "abcd" if store.get(key_of(name))] == ["a", "d"]


def test_a_small_store_is_left_alone(store: Store) -> None:
    store.put(key_of("a"), 1)
    assert store.shrink(10**6, keep=[]) == 0


def test_a_store_far_below_a_large_limit_is_not_looked_through(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LARGE", 1000)
    monkeypatch.setattr(module, "_SAMPLE", 20)
    for number in range(800):
        store.put(key_of(str(number)), number)
    usage = store.usage()
    looked: list[str] = []
    entries = Store._entries

    def spy(store: Store, beginning: str = "") -> Iterator[tuple[os.stat_result, os.DirEntry[str]]]:
        looked.append(beginning)
        return entries(store, beginning)

    monkeypatch.setattr(Store, "_entries", spy)
    assert store.shrink(4 * usage.bytes, keep=[]) == 0
    assert looked == ["0"]
    assert store.shrink(usage.bytes // 2, keep=[]) >= 400
    assert looked == ["0", "0", ""]
    assert store.usage().bytes <= usage.bytes // 2


def test_few_entries_beyond_a_large_limit_are_all_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LARGE", 1000)
    for key in ("1" * 64, "2" * 64, "f" * 64):
        store.put(key, os.urandom(1000).hex())
    assert store.shrink(store.usage().bytes - 1, keep=[]) == 1


def test_an_entry_that_goes_meanwhile_is_left_out(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "ab":
        store.put(key_of(name), 1)
    scan = os.scandir

    def spy(folder: os.PathLike[str]) -> list[os.DirEntry[str]]:
        entries = [*scan(folder)]
        if Path(folder) == store.root / "objects" / key_of("a")[:2]:
            Path(entries[0]).unlink()
        return entries

    monkeypatch.setattr(module.os, "scandir", spy)
    assert store.usage().entries == 1


def test_clearing_says_what_there_was(store: Store) -> None:
    store.put(key_of("a"), 1)
    usage = store.usage()
    assert store.clear() == usage
    assert store.usage().entries == 0


def test_what_a_killed_process_of_the_same_number_left_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[Path] = []
    monkeypatch.setattr(os, "getpid", lambda: 7)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", lambda beside, _: left.append(beside))  # killed before
        write_atomically(tmp_path / "a", b"half")
    assert left[0].exists()
    write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert left[0].exists()  # it may be another machine's, at work


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(EnvironmentMissingError, match="No space left on device"):
        write_atomically(path, b"new")
    assert [(item.name, item.read_bytes()) for item in tmp_path.iterdir()] == [("a", b"old")]
