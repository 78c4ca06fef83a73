"""Independent tasks in worker processes."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefgen.build import workers
from briefgen.build.lock import locked
from briefgen.build.shares import HAS_FORK
from briefgen.build.workers import FEW, PARALLEL_FROM, Aside, run
from briefgen.errors import EnvironmentMissingError, InputError

TASKS = tuple(range(PARALLEL_FROM))
POISON = 2
SOME = {f"{number} tasks": TASKS[:number] for number in (3, FEW + 1, PARALLEL_FROM - 1, len(TASKS))}

of_any_number = pytest.mark.parametrize("tasks", SOME.values(), ids=SOME)


@pytest.fixture(autouse=True)
def _no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests in parallel has threads."""
    monkeypatch.setattr(workers, "has_threads", lambda: False)


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_every_task_is_done_once(jobs: int) -> None:
    outcomes = list(run(TASKS, _double, jobs, seconds=60))
    assert sorted((o.task, o.value) for o in outcomes) == [(n, 2 * n) for n in TASKS]


def test_the_work_is_done_in_other_processes() -> None:
    assert os.getpid() not in {o.value for o in run(TASKS, _whoami, 2, seconds=60)}


def test_few_tasks_are_done_here_where_there_are_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "has_threads", lambda: True)
    assert {o.value for o in run(TASKS[:-1], _whoami, 2, seconds=60)} == {os.getpid()}


def test_all_tasks_are_done_here_without_jobs() -> None:
    assert {o.value for o in run(TASKS, _whoami, 0, seconds=60)} == {os.getpid()}


def test_so_few_tasks_as_one_worker_does_are_done_by_one() -> None:
    assert len({o.value for o in run(TASKS[:FEW], _whoami, 2, seconds=60)}) == 1
    assert len({o.value for o in run(TASKS[: FEW + 1], _linger, 2, seconds=60)}) == 2


@of_any_number
def test_this_process_does_something_else_meanwhile(tasks: Sequence[int]) -> None:
    done: list[int] = []
    aside = Aside(lambda: done.append(os.getpid()))
    outcomes = list(run(tasks, _whoami, 2, seconds=60, aside=aside))
    assert sorted(o.task for o in outcomes) == [*tasks]
    assert done == [os.getpid()]
    assert os.getpid() not in {o.value for o in outcomes}


@pytest.mark.parametrize("count", [1, FEW + 1])
def test_a_worker_lets_go_of_the_locks(tmp_path: Path, count: int) -> None:
    with locked(tmp_path / "lock") as lock:
        aside = Aside(lambda: None).holding(lock)
        outcomes = list(run([tmp_path / "lock"] * count, _holds, 2, seconds=60, aside=aside))
        assert {o.value for o in outcomes} == {False}
        assert _holds(tmp_path / "lock") == Path("/proc").is_dir()


def test_what_is_wrong_with_the_machine_ends_the_run_of_few() -> None:
    with pytest.raises(EnvironmentMissingError, match="disk is full"):
        list(run(TASKS[:2], _fill_disk, 2, seconds=60, aside=Aside(lambda: None)))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_wrong_with_a_task_is_its_outcome(jobs: int) -> None:
    outcomes = {o.task: o for o in run(TASKS, _refuse_one, jobs, seconds=60)}
    assert isinstance(outcomes[POISON].error, InputError)
    assert [o.error for o in outcomes.values()].count(None) == len(TASKS) - 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_keeps_its_traceback(jobs: int) -> None:
    outcomes = {o.task: o for o in run(TASKS, _break_one, jobs, seconds=60)}
    assert "ZeroDivisionError" in (outcomes[POISON].traceback or "")
    assert outcomes[POISON + 1].value == 1 / (POISON + 1 - POISON)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_wrong_with_the_machine_ends_the_run(jobs: int) -> None:
    with pytest.raises(EnvironmentMissingError, match="disk is full"):
        list(run(TASKS, _fill_disk, jobs, seconds=60))


@of_any_number
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_task_that_kills_its_process_fails_alone(tasks: Sequence[int], jobs: int) -> None:
    outcomes = {o.task: o for o in run(tasks, _kill_one, jobs, seconds=60)}
    assert sorted(outcomes) == [*tasks]
    assert "the worker process died (exit code -9)" in str(outcomes[POISON].error)
    assert [o.error for o in outcomes.values()].count(None) == len(tasks) - 1


@of_any_number
def test_a_task_that_stalls_is_given_up(tasks: Sequence[int]) -> None:
    outcomes = {o.task: o for o in run(tasks, _stall_one, 2, seconds=2)}
    assert str(outcomes[POISON].error) == "given up after 2 seconds"
    assert [o.error for o in outcomes.values()].count(None) == len(tasks) - 1


def test_a_machine_that_kills_every_worker_is_not_tried_for_ever() -> None:
    with pytest.raises(EnvironmentMissingError, match="keep dying"):
        list(run(TASKS, _kill, 2, seconds=60))


@pytest.mark.skipif(not HAS_FORK, reason="there are no copies")
@pytest.mark.parametrize("count", [1, FEW + 1])
def test_workers_that_cannot_begin_are_no_fault_of_a_task(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(workers, "become_copy", lambda *_: os._exit(9))
    with pytest.raises(EnvironmentMissingError, match="keep dying"):
        list(run(TASKS[:count], _whoami, 2, seconds=60))


@of_any_number
def test_leaving_early_leaves_no_process_behind(tasks: Sequence[int]) -> None:
    outcomes = run(tasks, _whoami, 2, seconds=60)
    worker = next(outcomes).value
    outcomes.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def _double(task: int) -> int:
    return 2 * task


def _whoami(_: int) -> int:
    return os.getpid()


def _refuse_one(task: int) -> int:
    if task == POISON:
        message = "no headline"
        raise InputError(message)
    return task


def _break_one(task: int) -> float:
    return 1 / (task - POISON)


def _fill_disk(_: int) -> int:
    message = "the disk is full"
    raise EnvironmentMissingError(message)


def _kill_one(task: int) -> int:
    return _kill(task) if task == POISON else task


def _kill(task: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return task


def _stall_one(task: int) -> int:
    if task == POISON:
        time.sleep(600)
    return task


def _linger(_: int) -> int:
    time.sleep(0.2)
    return os.getpid()


def _holds(path: Path) -> bool:
    """Tell whether this process has *path* open."""
    files = Path("/proc/self/fd")
    return files.is_dir() and any(file.samefile(path) for file in files.iterdir() if file.exists())
