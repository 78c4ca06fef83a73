"""Independent tasks in worker processes."""

import os
import signal
import time

import pytest

from briefgen.build.workers import PARALLEL_FROM, run
from briefgen.errors import EnvironmentMissingError, InputError

TASKS = tuple(range(PARALLEL_FROM))
POISON = PARALLEL_FROM // 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_task_is_done_once(jobs: int) -> None:
    outcomes = list(run(TASKS, _double, jobs, seconds=60))
    assert sorted((o.task, o.value) for o in outcomes) == [(n, 2 * n) for n in TASKS]


def test_the_work_is_done_in_other_processes() -> None:
    assert os.getpid() not in {o.value for o in run(TASKS, _whoami, 2, seconds=60)}


def test_few_tasks_are_done_here() -> None:
    assert {o.value for o in run(TASKS[:-1], _whoami, 2, seconds=60)} == {os.getpid()}


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
