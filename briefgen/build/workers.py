"""Independent tasks, here or in worker processes; one that kills its process harms no other.

Each worker is started once, loads what it needs with its first task, and answers
task by task over its own pipe. So when a worker dies or stalls it is known which
task did it: that task alone fails, the rest of its batch goes to a new worker.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import IO, Any

from briefgen.build.garbage import seldom_collected
from briefgen.build.shares import HAS_FORK, Closable, become_copy
from briefgen.errors import BriefgenError, EnvironmentMissingError, InputError

FEW = 16  # tasks; one worker does so many before another is worth starting
PARALLEL_FROM = 64  # tasks; below, copies of this process are there sooner than new ones
_MAX_BATCH = 32  # tasks; keeps both pipes short and workers busy
_MAX_DEATHS = 8  # workers lost in a row without one answer: the machine is to blame
_START = 60.0  # seconds a worker may take to start on a busy machine
_ATTEMPTS = 2  # a task whose worker died may have been the victim of a short memory

Work = Callable[[Any], Any]
Start = Callable[[Sequence[Closable]], "_Worker"]
"starts a worker that lets go of what this process holds"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task: a value, or an error with the traceback of our own bug."""

    task: Any
    value: Any = None
    error: BriefgenError | None = None
    traceback: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """What this process does while others do the tasks."""

    do: Callable[[], object]
    locks: tuple[IO[bytes], ...] = ()
    "that this process holds, and a copy must not"

    def holding(self, lock: IO[bytes]) -> Aside:
        """Return the same for a process that holds *lock* too."""
        return replace(self, locks=(*self.locks, lock))


def run(
    tasks: Sequence[Any], work: Work, jobs: int, seconds: float, aside: Aside | None = None
) -> Iterator[Outcome]:
    """Yield the outcome of ``work(task)`` for each task, as they come.

    Few tasks are done by copies of this process, where it can be copied, while it does what it
    has to do *aside*, if anything; by this process itself where it has threads, as a server
    does, or where there are to be no *jobs*.
    An InputError or any exception that is not ours is that task's outcome. *seconds*
    bounds one task in a worker; *work* and the tasks must be picklable.

    Raises:
        BriefgenError: what *work* raised is not about its task (a missing pipeline,
            a full disk), so no other task can do better.
    """
    are_few = len(tasks) < PARALLEL_FROM
    if not jobs or (are_few and has_threads()):
        for task in tasks:
            yield attempt(work, task)
    elif tasks:
        jobs = min(jobs, -(-len(tasks) // FEW))
        start = partial(_copy if are_few and HAS_FORK else _start, work)
        yield from _run_parallel(tasks, start, jobs, seconds, aside)


def has_threads() -> bool:
    """Tell whether this process has threads; a copy would lack all but one, and their locks."""
    return threading.active_count() > 1


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


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
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


def _run_parallel(
    tasks: Sequence[Any], start: Start, jobs: int, seconds: float, aside: Aside | None
) -> Iterator[Outcome]:
    size = max(1, min(_MAX_BATCH, len(tasks) // (4 * jobs)))
    queue = deque(list(tasks[at : at + size]) for at in range(0, len(tasks), size))
    locks = aside.locks if aside else ()
    deaths: dict[int, int] = {}
    lost = 0
    workers: list[_Worker] = []
    try:
        for _ in range(jobs):
            workers.append(start(_held(locks, workers)))
        _hand_out(queue, workers)
        if aside:
            aside.do()
        while busy := [worker for worker in workers if worker.pending]:
            first = min(worker.since for worker in busy) + seconds
            wait([worker.pipe for worker in busy], max(0.1, first - time.monotonic()))
            for worker in busy:
                for outcome in _collect(worker):
                    lost = 0
                    yield outcome
                stalled = worker.has_stalled(seconds)
                if worker.pending and (stalled or not worker.process.is_alive()):
                    yield from _collect(worker)  # what it said before it died
                    workers.remove(worker)
                    worker.process.kill()
                    lost += 1
                    if lost > _MAX_DEATHS:
                        message = "worker processes keep dying; is there enough memory?"
                        raise EnvironmentMissingError(message, code="worker-died")
                    yield from _bury(worker, queue, deaths, seconds if stalled else None)
                    workers.append(start(_held(locks, workers)))
            _hand_out(queue, workers)
    finally:
        for worker in workers:
            worker.stop()


def _held(locks: Sequence[Closable], workers: Sequence[_Worker]) -> Sequence[Closable]:
    """Return what this process holds, and another worker must not."""
    return [*locks, *(worker.pipe for worker in workers)]


def _hand_out(queue: deque[list[Any]], workers: Sequence[_Worker]) -> None:
    """Give a batch to each of *workers* that has nothing to do."""
    for worker in workers:
        if queue and not worker.pending:
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
    """Blame the task at hand, alone and only if it killed twice; hand the others on.

    A worker that died before it could begin was killed by none.
    """
    worker.process.join()
    worker.pipe.close()
    if not worker.pending:
        return
    if not worker.is_ready:
        queue.append([*worker.pending])
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


def _start(work: Work, held: Sequence[Closable]) -> _Worker:
    """Start a worker that begins from nothing; it knows nothing of what this process *held*."""
    del held
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    return _started(context.Process(target=_serve, args=(theirs, work), daemon=True), ours, theirs)


def _copy(work: Work, held: Sequence[Closable]) -> _Worker:
    """Start a worker as a copy of this process, without what it *held*."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    args = (theirs, work, os.getpid(), (*held, ours))
    return _started(context.Process(target=_serve_as_copy, args=args, daemon=True), ours, theirs)


def _started(process: BaseProcess, ours: Connection, theirs: Connection) -> _Worker:
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve_as_copy(pipe: Connection, work: Work, parent: int, held: Sequence[Closable]) -> None:
    become_copy(parent, held)
    _serve(pipe, work)


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
