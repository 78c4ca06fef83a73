"""Articles briefed by the workers of a Dask cluster, some hundred of them a task.

Workers read the articles and write the store themselves, so both lie on a file system
that all machines see at the same path. A worker that dies loses nothing: Dask gives its
task to another. An article that kills every worker is found and fails alone.
"""

from __future__ import annotations

import os
import platform
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any

from briefgen.build.extraction import Runner
from briefgen.build.fingerprint import code_fingerprint
from briefgen.build.work import FileWork, Task
from briefgen.build.workers import Outcome, attempt
from briefgen.errors import EnvironmentMissingError, InputError

MIN_TASK, MAX_TASK = 50, 500  # articles: 1 s to 10 s of work, beside which scheduling is nothing
_TASKS_A_THREAD = 4  # tasks each thread should get at least, so that all end together
_AHEAD = 3  # tasks handed out for each thread; the rest need not lie with the scheduler
_TIMEOUT = 30  # seconds for the scheduler to answer
_ONE_AT_A_TIME = threading.Lock()  # a second article in one process would only wait

Batch = Sequence[Task]


def on_cluster(address: str, seconds: float) -> Runner:
    """Return what does work on the Dask cluster whose scheduler listens at *address*.

    A worker that takes longer than *seconds* for one article is ended, which counts
    as a death.
    """
    return partial(_run, address, seconds)


def _run(address: str, seconds: float, tasks: Batch, work: FileWork) -> Iterator[Outcome]:
    if not tasks:
        return
    with _client(address) as client:
        submit = partial(client.submit, _brief, work, code_fingerprint(), seconds, pure=False)
        suspects: list[Task] = []
        yield from _run_batches(client, submit, tasks, suspects)
        yield from _run_alone(submit, suspects, seconds)


def _run_batches(
    client: Any, submit: Callable[[Batch], Any], tasks: Batch, suspects: list[Task]
) -> Iterator[Outcome]:
    """Yield outcomes; add to *suspects* the tasks of batches during which workers died."""
    from distributed import as_completed  # noqa: PLC0415 - an optional extra
    from distributed.scheduler import KilledWorker  # noqa: PLC0415

    batches = iter(_batches(tasks, sum(client.nthreads().values())))
    running: dict[Any, Batch] = {}

    def hand_out() -> dict[Any, Batch]:
        room = _AHEAD * max(1, sum(client.nthreads().values())) - len(running)
        new = {submit(batch): batch for batch in islice(batches, max(0, room))}
        running.update(new)
        return new

    done = as_completed(hand_out())
    for future in done:
        batch = running.pop(future)
        try:
            yield from future.result()
        except KilledWorker:
            suspects += batch
        done.update(hand_out())


def _run_alone(
    submit: Callable[[Batch], Any], suspects: Sequence[Task], seconds: float
) -> Iterator[Outcome]:
    """Yield the outcomes of *suspects*, one at a time, so that no other can be blamed."""
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 - an optional extra

    for task in suspects:
        try:
            yield from submit([task]).result()
        except KilledWorker:
            message = f"every worker died of it or took more than {seconds:g} seconds"
            yield Outcome(task, error=InputError(f"internal error: {message}"))


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        message = "a cluster needs the extra: pip install 'briefgen[dask]'"
        raise EnvironmentMissingError(message) from error
    try:
        client = Client(address, timeout=_TIMEOUT)
    except (OSError, ValueError) as error:
        message = f"no Dask scheduler answers at {address} ({error})"
        raise EnvironmentMissingError(message) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_TIMEOUT)
            yield client
        except TimeoutError as error:
            message = f"the Dask cluster at {address} has no workers"
            raise EnvironmentMissingError(message) from error
        except CancelledError as error:
            message = f"the Dask cluster at {address} is gone; what was briefed is in the store"
            raise EnvironmentMissingError(message) from error


def _batches(tasks: Batch, threads: int) -> list[Batch]:
    size = len(tasks) // (_TASKS_A_THREAD * max(1, threads))
    size = max(MIN_TASK, min(MAX_TASK, size))
    return [tasks[at : at + size] for at in range(0, len(tasks), size)]


def _brief(work: FileWork, code: str, seconds: float, batch: Batch) -> list[Outcome]:
    """Do the *work* on a *batch*, in a worker process of the cluster.

    Raises:
        EnvironmentMissingError: this machine is not set up as the others are.
    """
    machine = platform.node()
    if code_fingerprint() != code:
        message = f"{machine} has another version of briefgen, a library or Python than you"
        raise EnvironmentMissingError(message)
    if not work.articles.is_dir():
        message = f"{machine} does not see the articles; they must lie on a shared file system"
        raise EnvironmentMissingError(message, path=str(work.articles))
    outcomes = []
    with _ONE_AT_A_TIME:
        for task in batch:
            watchdog = threading.Timer(seconds, os._exit, [1])
            watchdog.daemon = True
            watchdog.start()
            outcomes.append(attempt(work, task))
            watchdog.cancel()
    return outcomes
