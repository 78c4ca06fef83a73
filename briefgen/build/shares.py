"""Tasks that leave files behind and nothing else, done by this process and copies of it.

A copy (`fork`) has all that the tasks need, however large, at no cost; what a task leaves
in memory is lost with it. Where a process cannot be copied safely, which is anywhere but
on Linux, this one does all.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from multiprocessing.connection import Connection
from typing import IO, Protocol, TypeVar

from briefgen.build.project import workers_of
from briefgen.errors import EnvironmentMissingError

SHARED_FROM = 400  # long tasks; a second's work, where copying a process takes a fiftieth
HAS_FORK = sys.platform == "linux"
_FEW = 8  # tasks taken at a time, at least
_PLACE = 4  # bytes of a place in the pipe
_PULSE = 0.02  # seconds between two looks whether the parent lives
_ROOM = 8_000  # places; twice as many find room

Task = Callable[[], None]
Value = TypeVar("Value")


class Closable(Protocol):
    """A file, a lock, a pipe."""

    def close(self) -> object:
        """Let go of it."""


def number_of_shares(tasks: int, workers: int) -> int:
    """Return into how many shares so many long *tasks* are cut where there are *workers*."""
    return workers if HAS_FORK and tasks >= SHARED_FROM else 1


def do_shared(tasks: Sequence[Task], shares: int, own: Sequence[Task] = ()) -> None:
    """Do *tasks*, in order where *shares* is 1, by as many processes otherwise.

    This one does its *own* first, which may leave something in memory. Each begins with
    one task and takes some more whenever it is done.

    When one raises an error, its process does no more of them. The copies are stopped
    when it was this process; otherwise all others end what they have to do.

    Raises:
        EnvironmentMissingError: a process died.
        Exception: what a task raised.
    """
    if shares == 1:
        for task in (*own, *tasks):
            task()
        return
    with _heap(tasks, shares) as taken, _copies([taken(n) for n in range(1, shares)]) as pipes:
        for task in chain(own, taken(0)):
            task()
        errors = [_outcome(pipe) for pipe in pipes]
    for error in errors:
        if error is not None:
            raise error


def meanwhile(make: Callable[[], Value], *held: IO[bytes]) -> Callable[[], Value]:
    """Have a copy of this process *make* a value; return what waits for it.

    The copy lets go of the locks *held*. The others it keeps until it is done: a copy that writes
    must. It ends when this process is killed.
    Where there is no copy, this process makes the value when it waits; so it does when the
    copy dies.
    """
    if not HAS_FORK or workers_of(0) == 1:
        return make
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    copy = context.Process(target=_send, args=(make, there, held, os.getpid()), daemon=True)
    copy.start()
    there.close()

    def wait() -> Value:
        try:
            value: Value = here.recv()
        except EOFError:
            value = make()
        copy.join()
        return value

    return wait


def _send(
    make: Callable[[], object], pipe: Connection, held: Sequence[IO[bytes]], parent: int
) -> None:
    become_copy(parent, held)
    with suppress(OSError):  # nobody waits for it any more
        pipe.send(make())


def become_copy(parent: int, held: Iterable[Closable]) -> None:
    """Have this process, a copy, let go of what it *held* and end when its *parent* does."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    for file in held:
        file.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_PULSE)
    os._exit(1)


@contextmanager
def _heap(tasks: Sequence[Task], shares: int) -> Iterator[Callable[[int], Iterator[Task]]]:
    """Yield what gives the tasks of a process by its number, until all are taken.

    The places of the next tasks lie in a pipe: to read one is to take it, and a process
    that dies meanwhile holds up no other.
    """
    few = max(_FEW, -(-len(tasks) // _ROOM))
    here, there = os.pipe()
    places = range(shares, len(tasks), few)
    os.write(there, b"".join(place.to_bytes(_PLACE) for place in places))
    os.close(there)

    def taken(number: int) -> Iterator[Task]:
        yield from tasks[number : number + 1]
        while place := os.read(here, _PLACE):
            start = int.from_bytes(place)
            yield from tasks[start : start + few]

    try:
        yield taken
    finally:
        os.close(here)


@contextmanager
def _copies(shares: Sequence[Iterable[Task]]) -> Iterator[list[Connection]]:
    """Yield a pipe to a copy of this process for each of *shares*; end those still at work."""
    context = multiprocessing.get_context("fork")
    copies, pipes = [], []
    gc.freeze()  # else looking for garbage writes to what is shared, which is copied then
    try:
        for share in shares:
            here, there = context.Pipe(duplex=False)
            copy = context.Process(target=_do, args=(share, there, os.getpid()), daemon=True)
            copy.start()
            there.close()
            copies.append(copy)
            pipes.append(here)
        yield pipes
    finally:
        for copy in copies:
            copy.terminate()
            copy.join()
        gc.unfreeze()


def _do(tasks: Iterable[Task], pipe: Connection, parent: int) -> None:
    """Do *tasks* and send None, or the error that ended them; stop when *parent* is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    try:
        for task in tasks:
            if os.getppid() != parent:
                return
            task()
    except Exception as error:  # noqa: BLE001 - raised by the parent
        error.add_note(traceback.format_exc())
        pipe.send(error)
    else:
        pipe.send(None)


def _outcome(pipe: Connection) -> Exception | None:
    try:
        error: Exception | None = pipe.recv()
    except EOFError:
        message = "a process that printed pages died; is there enough memory?"
        return EnvironmentMissingError(message, code="worker-died")
    return error
