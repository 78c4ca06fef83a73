"""A project briefed in parts, and the parts brought together."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.build import BusyError, Project, build_briefings
from briefgen.build.lock import locked
from briefgen.build.merge import Merged, merge_shards
from briefgen.build.shards import Shard, extract_shard, parse_shard
from briefgen.build.store import Store
from briefgen.errors import ConfigError, EnvironmentMissingError
from tests.build.newsroom import brief_lines, project_at, tree, write_article, write_articles

COUNT = 12
OF = 3


def newsroom(root: Path) -> Project:
    project = project_at(root)
    write_articles(project, COUNT)
    write_article(project, "été/a.txt", "undated\n\nThe lock opened.")
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return newsroom(tmp_path / "here")


@pytest.fixture
def shards(tmp_path: Path) -> list[Path]:
    """Return the stores of all shards, each of a checkout of its own."""
    return [extracted(tmp_path, Shard(number, OF)) for number in range(1, OF + 1)]


def extracted(folder: Path, shard: Shard) -> Path:
    job = newsroom(folder / f"job-{shard.number}-{shard.of}")
    extract_shard(job, shard, line=brief_lines)
    return job.store


def objects(store: Path) -> dict[str, bytes]:
    return tree(store / "objects")


def test_every_article_is_in_one_shard() -> None:
    names = [f"2024/dispatch-{number}.txt" for number in range(5000)]
    for of in (1, 2, 7):
        sizes = [sum(map(Shard(number, of).holds, names)) for number in range(1, of + 1)]
        assert sum(sizes) == len(names)
        assert min(sizes) > 0.85 * len(names) / of


def test_a_shard_holds_the_same_articles_for_ever() -> None:
    held = [n for n in range(20) if Shard(2, 5).holds(f"dispatch-{n:04}.txt")]
    assert held == [2, 11, 16]


@pytest.mark.parametrize("text", ["0/5", "6/5", "2", "2/0", "2/5/1", "a/b", "", "-1/5", "²/5"])
def test_a_shard_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="expected K/N"):
        parse_shard(text)
    assert parse_shard("2/5") == Shard(2, 5)


def test_merged_shards_are_the_unsharded_store_byte_for_byte(
    project: Project, shards: list[Path], tmp_path: Path
) -> None:
    merged = merge_shards(project, shards)
    assert (merged.faults, merged.remarks) == ([], [])
    assert merged.summary() == "3 shards merged: 13 of 13 articles known"
    whole = newsroom(tmp_path / "whole")
    extract_shard(whole, line=brief_lines)
    assert objects(project.store) == objects(whole.store)


def test_a_build_after_a_merge_briefs_nothing(project: Project, shards: list[Path]) -> None:
    merge_shards(project, shards)
    report = build_briefings(project, line=_never)
    assert report.cache_hits == report.read == COUNT + 1
    merged = tree(project.briefings)
    shutil.rmtree(project.store)
    build_briefings(project, line=brief_lines)
    assert tree(project.briefings) == merged


def test_shards_may_share_a_store(project: Project) -> None:
    for number in range(1, OF + 1):
        extract_shard(project, Shard(number, OF), line=brief_lines)
    assert merge_shards(project, []).summary() == "3 shards merged: 13 of 13 articles known"
    assert build_briefings(project, line=_never).cache_hits == COUNT + 1


def test_a_shard_extracted_again_finds_what_it_has(project: Project) -> None:
    first = extract_shard(project, Shard(1, OF), line=brief_lines)
    again = extract_shard(project, Shard(1, OF), line=_never)
    assert first.read == again.read == again.hits > 0
    assert first.hits == 0


def test_the_same_shard_twice_at_once_is_refused(project: Project) -> None:
    with locked(project.store / "lock-1-of-3"):
        extract_shard(project, Shard(2, OF), line=brief_lines)
        with pytest.raises(BusyError):
            extract_shard(project, Shard(1, OF), line=brief_lines)


def test_a_missing_shard_is_named_and_the_rest_is_merged(
    project: Project, shards: list[Path]
) -> None:
    merged = merge_shards(project, [shards[0], shards[2]])
    assert merged.faults == ["missing: shard 2/3"]
    assert merged.unknown > 0
    assert f"{merged.unknown} left for `briefgen build`" in merged.summary()
    report = build_briefings(project, line=brief_lines)
    assert report.cache_hits == report.read - merged.unknown


def test_a_shard_given_twice_is_remarked_on(project: Project, shards: list[Path]) -> None:
    merged = merge_shards(project, [*shards, shards[1].parent])
    assert merged.faults == []
    (remark,) = merged.remarks
    assert f"shard 2/3 has come from {shards[1]} already" in remark


def test_shards_of_another_partition_are_left_out(
    project: Project, shards: list[Path], tmp_path: Path
) -> None:
    merged = merge_shards(project, [*shards, extracted(tmp_path, Shard(1, 2))])
    (fault,) = merged.faults
    assert "is one of 2 shards, the others are of 3; left out" in fault


def test_an_article_that_failed_is_told_of_again(project: Project) -> None:
    write_article(project, "bad.txt", "unreadable\n\n…")
    done = extract_shard(project, line=brief_lines)
    assert [str(f.error) for f in done.failed] == ["content/articles/bad.txt:1: no headline"]
    (fault,) = merge_shards(project, []).faults
    assert fault.endswith("shard 1/1: content/articles/bad.txt:1: no headline")


def _cut_an_entry(store: Path) -> None:
    path = max((store / "objects").rglob("*/*"))
    path.write_bytes(path.read_bytes()[:-1])


def _flip_a_bit(store: Path) -> None:
    path = max((store / "objects").rglob("*/*"))
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def _lose_an_entry(store: Path) -> None:
    max((store / "objects").rglob("*/*")).unlink()


def _cut_the_receipt(store: Path) -> None:
    (path,) = (store / "shards").iterdir()
    path.write_bytes(path.read_bytes()[:-1])


def _lose_the_receipt(store: Path) -> None:
    shutil.rmtree(store / "shards")


DAMAGES: list[tuple[Callable[[Path], None], list[str]]] = [
    (_cut_an_entry, ["shard 2/3: damaged or incomplete: 1 article "]),
    (_flip_a_bit, ["shard 2/3: damaged or incomplete: 1 article "]),
    (_lose_an_entry, ["shard 2/3: damaged or incomplete: 1 article "]),
    (_cut_the_receipt, ["2-of-3.json: the receipt is damaged", "missing: shard 2/3"]),
    (_lose_the_receipt, ["holds no shard", "missing: shard 2/3"]),
]


@pytest.mark.parametrize(
    ("damage", "words"), DAMAGES, ids=[damage.__name__.strip("_") for damage, _ in DAMAGES]
)
def test_damage_is_told_of_and_costs_only_what_it_hit(
    project: Project, shards: list[Path], damage: Callable[[Path], None], words: list[str]
) -> None:
    damage(shards[1])
    merged = merge_shards(project, shards)
    assert len(merged.faults) == len(words)
    for fault, said in zip(merged.faults, words, strict=True):
        assert said in fault
    assert 0 < merged.unknown < merged.present
    _build_and_compare(project, merged)


def _build_and_compare(project: Project, merged: Merged) -> None:
    report = build_briefings(project, line=brief_lines)
    assert report.cache_hits == report.read - merged.unknown
    built = tree(project.briefings)
    shutil.rmtree(project.store)
    build_briefings(project, line=brief_lines)
    assert tree(project.briefings) == built


def test_shards_of_another_code_or_register_are_left_out(
    project: Project, shards: list[Path]
) -> None:
    (project.content / "actors.yml").write_text("[]\n", encoding="utf-8")
    merged = merge_shards(project, shards)
    assert len(merged.faults) == OF
    assert all("was made with other code, models" in fault for fault in merged.faults)
    assert Store(project.store).usage().entries == 0


def test_articles_that_changed_since_are_left_for_the_build(
    project: Project, shards: list[Path]
) -> None:
    write_article(project, "dispatch-0003.txt", "Dispatch 3\n\nThe lock closed again.")
    merged = merge_shards(project, shards)
    assert merged.summary() == (
        "3 shards merged: 12 of 13 articles known; 1 left for `briefgen build`"
    )


def test_what_the_store_has_already_stays(project: Project, shards: list[Path]) -> None:
    merge_shards(project, shards)
    before = {path: path.stat().st_mtime_ns for path in (project.store / "objects").rglob("*/*")}
    merge_shards(project, shards)
    assert before == {path: path.stat().st_mtime_ns for path in before}


def _never(path: Path, name: str) -> tuple[()]:
    message = f"{name} was briefed again"
    raise EnvironmentMissingError(message, path=str(path))
