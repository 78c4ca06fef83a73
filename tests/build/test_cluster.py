"""Articles briefed on a real Dask cluster of processes, workers dying meanwhile."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.build import Project
from briefgen.build.cluster import _batches, _brief, on_cluster
from briefgen.build.fingerprint import code_fingerprint
from briefgen.build.shards import extract_shard
from briefgen.build.store import Store
from briefgen.build.work import FileWork, Finished, Task
from briefgen.errors import EnvironmentMissingError
from tests.build.newsroom import brief_lines, project_at, tree, write_article, write_articles

distributed = pytest.importorskip(
    "distributed", reason="Dask is not installed; `pip install --group dev` installs it"
)

COUNT = 260
PATIENCE = 600  # seconds; a busy machine may let a process wait for a minute
POISON = "dispatch-0100.txt"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as cluster:
        yield cluster


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = project_at(tmp_path / "cluster")
    write_articles(project, COUNT)
    return project


def brief_slowly(path: Path, name: str) -> tuple[Finished, ...]:
    time.sleep(0.01)
    return brief_lines(path, name)


def test_a_worker_killed_meanwhile_loses_nothing(
    cluster: Any, project: Project, tmp_path: Path
) -> None:
    killed = []

    def kill_one(_: str, done: int, total: int) -> None:
        assert total == COUNT
        if done == 1:  # the first task is back, others are at work
            pid = next(iter(cluster.workers.values())).pid
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    runner = on_cluster(cluster.scheduler_address, PATIENCE)
    done = extract_shard(project, line=brief_slowly, runner=runner, progress=kill_one)
    assert len(killed) == 1
    assert (done.read, done.failed) == (COUNT, ())
    alone = project_at(tmp_path / "alone")
    write_articles(alone, COUNT)
    extract_shard(alone, line=brief_lines)
    assert tree(project.store / "objects") == tree(alone.store / "objects")
    assert tree(project.store / "shards") == tree(alone.store / "shards")


def test_an_article_that_kills_its_workers_fails_alone(
    cluster: Any, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)  # one death is proof
    write_article(project, POISON, "kills\n\n…")
    runner = on_cluster(cluster.scheduler_address, PATIENCE)
    (failure,) = extract_shard(project, line=brief_lines, runner=runner).failed
    assert str(failure.error) == (
        f"content/articles/{POISON}: internal error: every worker died of it or took more than "
        f"{PATIENCE} seconds"
    )


def test_a_worker_that_stalls_ends_itself(project: Project) -> None:
    write_article(project, POISON, "stalls\n\n…")
    work = FileWork(brief_lines, project.articles, project.root, Store(project.store))
    arguments = (work, code_fingerprint(), 0.1, [Task(POISON, "", "key")])
    process = multiprocessing.get_context("spawn").Process(target=_brief, args=arguments)
    process.start()
    process.join(PATIENCE)
    assert process.exitcode == 1


def test_a_machine_that_is_not_set_up_alike_is_named(project: Project) -> None:
    work = FileWork(brief_lines, project.articles, project.root, Store(project.store))
    with pytest.raises(EnvironmentMissingError, match="another version of briefgen"):
        _brief(work, "other code", 1, [])
    project.articles.rename(project.root / "elsewhere")
    with pytest.raises(EnvironmentMissingError, match="does not see the articles"):
        _brief(work, code_fingerprint(), 1, [])


@pytest.mark.parametrize(
    ("tasks", "threads", "sizes"),
    [(1, 8, [1]), (120, 8, [50, 50, 20]), (4000, 10, [100] * 40), (10_000, 1, [500] * 20)],
)
def test_a_task_holds_50_to_500_articles(tasks: int, threads: int, sizes: list[int]) -> None:
    batch = [Task(str(number), "", "") for number in range(tasks)]
    assert [len(part) for part in _batches(batch, threads)] == sizes


def test_what_is_wrong_with_an_article_or_the_machine_is_told(
    cluster: Any, project: Project
) -> None:
    runner = on_cluster(cluster.scheduler_address, PATIENCE)
    write_article(project, POISON, "bug\n\n…")
    (failure,) = extract_shard(project, line=brief_lines, runner=runner).failed
    assert "IndexError" in (failure.traceback or "")
    write_article(project, POISON, "no pipeline\n\n…")
    with pytest.raises(EnvironmentMissingError, match="not installed"):
        extract_shard(project, line=brief_lines, runner=runner)


def test_without_a_scheduler_there_is_an_error(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefgen.build.cluster._TIMEOUT", 1)
    with pytest.raises(EnvironmentMissingError, match="no Dask scheduler answers at tcp://127"):
        extract_shard(project, line=brief_lines, runner=on_cluster("tcp://127.0.0.1:9", PATIENCE))
