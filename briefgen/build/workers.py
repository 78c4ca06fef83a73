"""Independent tasks, here or in worker processes; one that kills its process harms no other.

Each worker is spawned once, loads what it needs with its first task, and answers
task by task over its own pipe. So when a worker dies or stalls it is known which
task did it: that task alone fails, the rest of its batch goes to a new worker.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import IO, Any

from briefgen.build.garbage import seldom_collected
from briefgen.build.shares import meanwhile
from briefgen.errors import BriefgenError, EnvironmentMissingError, InputError

FEW = 16  # tasks; a copy of this process does so many while this one does something else
PARALLEL_FROM = 64  # tasks; below, starting workers (1.5 s) costs more than it saves
_MAX_BATCH = 32  # tasks; keeps both pipes short and workers busy
_MAX_DEATHS = 8  # workers lost in a row without one answer: the machine is to blame
_START = 60.0  # seconds a worker may take to start on a busy machine
_ATTEMPTS = 2  # a task whose worker died may have been the victim of a short memory

Work = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task: a value, or an error with the traceback of our own bug."""

    task: Any
    value: Any = None
    error: BriefgenError | None = None
    traceback: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """What this process does while a copy of it does a few tasks."""

    do: Callable[[], object]
    locks: tuple[IO[bytes], ...] = ()
    "that this process holds, and the copy must not"

    def holding(self, lock: IO[bytes]) -> Aside:
        """Return the same for a process that holds *lock* too."""
        return replace(self, locks=(*self.locks, lock))


def run(
    tasks: Sequence[Any], work: Work, jobs: int, seconds: float, aside: Aside | None = None
) -> Iterator[Outcome]:
    """Yield the outcome of ``work(task)`` for each task, as they come.

    With fewer than PARALLEL_FROM tasks or one job the work is done in this process, or, where
    it has something to do *aside*, in a copy of it.
    An InputError or any exception that is not ours is that task's outcome. *seconds*
    bounds one task in a worker; *work* and the tasks must be picklable.

    Raises:
        BriefgenError: what *work* raised is not about its task (a missing pipeline,
            a full disk), so no other task can do better.
    """
    if aside and jobs > 1 and 0 < len(tasks) <= FEW:
        yield from _run_beside(tasks, work, seconds, aside)
    elif jobs < 2 or len(tasks) < PARALLEL_FROM:
        for task in tasks:
            yield attempt(work, task)
    else:
        yield from _run_parallel(tasks, work, min(jobs, len(tasks)), seconds)


def attempt(work: Work, task: Any) -> Outcome:
    """Return what becomes of *task* when *work* is done on it here.

    Raises:
        BriefgenError: what *work* raised is not about its task.
    """
    try:
        return Outcome(task, work(task))
    except InputError as error:
        return Outcome(task, error=error)
    except BriefgenError:
        raise
    except Exception as error:  # noqa: BLE001  # our own bug in one article; the others go on
        message = f"internal error: {type(error).__name__}: {error}"
        return Outcome(
            task, error=InputError(message, code="bug"), traceback=traceback.format_exc()
        )


def _run_beside(
    tasks: Sequence[Any], work: Work, seconds: float, aside: Aside
) -> Iterator[Outcome]:
    """Have a copy of this process do *tasks*; a worker, which may die too, if that kills it."""

    def by_worker() -> list[Outcome]:
        return list(_run_parallel(tasks, work, 1, seconds))

    wait = meanwhile(partial(_attempts, work, tasks), *aside.locks, instead=by_worker)
    aside.do()
    found = wait()
    if isinstance(found, BriefgenError):
        raise found
    yield from found


def _attempts(work: Work, tasks: Sequence[Any]) -> list[Outcome] | BriefgenError:
    """Return the outcome of each of *tasks*, or the error that is not about one of them."""
    try:
        return [attempt(work, task) for task in tasks]
    except BriefgenError as error:
        return error


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    pending: deque[Any] = field(default_factory=deque)
    since: float = 0.0
    "when it was last heard of, on the monotonic clock"
    is_ready: bool = False

    def has_stalled(self, seconds: float) -> bool:
        """Tell whether the task at hand takes longer than *seconds*; starting up may take more."""
        limit = seconds if self.is_ready else max(seconds, _START)
        return bool(self.pending) and time.monotonic() - self.since > limit

    def send(self, batch: Sequence[Any]) -> None:
        self.pending.extend(batch)
        self.since = time.monotonic()
        self.pipe.send(list(batch))

    def stop(self) -> None:
        self.pipe.close()
        self.process.join(0.2 if not self.pending else 0)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()


def _run_parallel(tasks: Sequence[Any], work: Work, jobs: int, seconds: float) -> Iterator[Outcome]:
    size = max(1, min(_MAX_BATCH, len(tasks) // (4 * jobs)))
    queue = deque(list(tasks[at : at + size]) for at in range(0, len(tasks), size))
    deaths: dict[int, int] = {}
    lost = 0
    workers = [_start(work) for _ in range(jobs)]
    try:
        while True:
            for worker in workers:
                if not worker.pending and queue:
                    _hand_out(worker, queue)
            busy = [worker for worker in workers if worker.pending]
            if not busy:
                return
            first = min(worker.since for worker in busy) + seconds
            wait([worker.pipe for worker in busy], max(0.1, first - time.monotonic()))
            for worker in busy:
                for outcome in _collect(worker):
                    lost = 0
                    yield outcome
                stalled = worker.has_stalled(seconds)
                if worker.pending and (stalled or not worker.process.is_alive()):
                    yield from _collect(worker)  # what it said before it died
                    workers[workers.index(worker)] = _start(work)
                    worker.process.kill()
                    lost += 1
                    if lost > _MAX_DEATHS:
                        message = "worker processes keep dying; is there enough memory?"
                        raise EnvironmentMissingError(message, code="worker-died")
                    yield from _bury(worker, queue, deaths, seconds if stalled else None)
    finally:
        for worker in workers:
            worker.stop()


def _hand_out(worker: _Worker, queue: deque[list[Any]]) -> None:
    with contextlib.suppress(OSError):  # it died while idle: its batch is buried with it
        worker.send(queue.popleft())


def _collect(worker: _Worker) -> Iterator[Outcome]:
    """Yield what the worker has said so far."""
    try:
        while worker.pending and worker.pipe.poll():
            answer = worker.pipe.recv()
            worker.since = time.monotonic()
            if answer is None:
                worker.is_ready = True
                continue
            if isinstance(answer, BriefgenError):
                raise answer
            worker.pending.popleft()
            yield answer
    except (EOFError, OSError):
        worker.process.join(1.0)  # its end of the pipe closes a moment before it is gone


def _bury(
    worker: _Worker, queue: deque[list[Any]], deaths: dict[int, int], stalled: float | None
) -> Iterator[Outcome]:
    """Blame the task at hand, alone and only if it killed twice; hand the others on."""
    worker.process.join()
    worker.pipe.close()
    if not worker.pending:
        return
    culprit, *others = worker.pending
    if others:
        queue.append(others)
    deaths[id(culprit)] = deaths.get(id(culprit), 0) + 1
    if stalled is not None:
        error = InputError(f"given up after {stalled:g} seconds", code="too-slow")
        yield Outcome(culprit, error=error)
    elif deaths[id(culprit)] >= _ATTEMPTS:
        code = worker.process.exitcode
        error = InputError(
            f"internal error: the worker process died (exit code {code})", code="worker-died"
        )
        yield Outcome(culprit, error=error)
    else:
        queue.append([culprit])


def _start(work: Work) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve(pipe: Connection, work: Work) -> None:
    """Answer batches until the pipe closes, which it does when the parent dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")  # the processes are the parallelism
    try:
        with seldom_collected():
            _answer(pipe, work)
    except (EOFError, OSError):
        return


def _answer(pipe: Connection, work: Work) -> None:
    pipe.send(None)
    while True:
        for task in pipe.recv():
            try:
                pipe.send(attempt(work, task))
            except BriefgenError as error:
                pipe.send(error)
                return
