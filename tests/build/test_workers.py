"""Independent tasks in worker processes."""

import os
import signal
import time
from pathlib import Path

import pytest

from briefgen.build.lock import locked
from briefgen.build.project import workers_of
from briefgen.build.shares import HAS_FORK
from briefgen.build.workers import PARALLEL_FROM, Aside, run
from briefgen.errors import EnvironmentMissingError, InputError

TASKS = tuple(range(PARALLEL_FROM))
POISON = PARALLEL_FROM // 2
HAS_COPY = HAS_FORK and workers_of(0) > 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_task_is_done_once(jobs: int) -> None:
    outcomes = list(run(TASKS, _double, jobs, seconds=60))
    assert sorted((o.task, o.value) for o in outcomes) == [(n, 2 * n) for n in TASKS]


def test_the_work_is_done_in_other_processes() -> None:
    assert os.getpid() not in {o.value for o in run(TASKS, _whoami, 2, seconds=60)}


def test_few_tasks_are_done_here() -> None:
    assert {o.value for o in run(TASKS[:-1], _whoami, 2, seconds=60)} == {os.getpid()}


def test_few_tasks_are_done_by_a_copy_while_something_else_is() -> None:
    done: list[int] = []
    aside = Aside(lambda: done.append(os.getpid()))
    outcomes = list(run(TASKS[:3], _whoami, 2, seconds=60, aside=aside))
    assert [o.task for o in outcomes] == [*TASKS[:3]]
    assert done == [os.getpid()]
    assert (os.getpid() in {o.value for o in outcomes}) == (not HAS_COPY)


def test_a_copy_lets_go_of_the_locks(tmp_path: Path) -> None:
    with locked(tmp_path / "lock") as lock:
        aside = Aside(lambda: None).holding(lock)
        (outcome,) = run([lock.fileno()], _is_open, 2, seconds=60, aside=aside)
    assert outcome.value == (not HAS_COPY)


def test_what_is_wrong_with_the_machine_ends_the_run_of_a_copy() -> None:
    with pytest.raises(EnvironmentMissingError, match="disk is full"):
        list(run(TASKS[:2], _fill_disk, 2, seconds=60, aside=Aside(lambda: None)))


@pytest.mark.skipif(not HAS_COPY, reason="there is no copy")
def test_one_of_few_tasks_that_kills_its_process_fails_alone() -> None:
    few = (POISON, POISON + 1)
    outcomes = {o.task: o for o in run(few, _kill_one, 2, 60, Aside(lambda: None))}
    assert "the worker process died (exit code -9)" in str(outcomes[POISON].error)
    assert outcomes[POISON + 1].error is None


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


def test_a_task_that_kills_its_process_fails_alone() -> None:
    outcomes = {o.task: o for o in run(TASKS, _kill_one, 2, seconds=60)}
    assert sorted(outcomes) == list(TASKS)
    assert "the worker process died (exit code -9)" in str(outcomes[POISON].error)
    assert [o.error for o in outcomes.values()].count(None) == len(TASKS) - 1


def test_a_task_that_stalls_is_given_up() -> None:
    outcomes = {o.task: o for o in run(TASKS, _stall_one, 2, seconds=3)}
    assert str(outcomes[POISON].error) == "given up after 3 seconds"
    assert [o.error for o in outcomes.values()].count(None) == len(TASKS) - 1


def test_a_machine_that_kills_every_worker_is_not_tried_for_ever() -> None:
    with pytest.raises(EnvironmentMissingError, match="keep dying"):
        list(run(TASKS, _kill, 2, seconds=60))


def test_leaving_early_leaves_no_process_behind() -> None:
    outcomes = run(TASKS, _whoami, 2, seconds=60)
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


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True
