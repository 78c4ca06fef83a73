"""A process of its own for parsers that are not ours, killed when a file takes too long.

One process serves many files; a file that hangs or fells it costs a new start (a
quarter of a second) and one error. The process runs `main`: it reads a request a line on
standard input and answers with a length and a pickle.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

from briefgen.errors import InputError
from briefgen.model import Article

SECONDS = 10.0  # of CPU time for one file; the slowest honest page took 0.4 s
_PATIENCE = 12  # times that by the clock: on a busy machine an honest page takes long, too
MEMORY = 512 * 2**20  # bytes of address space; a page of 2 MB takes 233 MB
_OVERTIME = getattr(signal, "SIGPROF", 0)  # what kills then; not on Windows
_HEAD = struct.Struct("!I")
_PROGRAM = "from briefgen.readers.worker import main; main()"


class Worker:
    """The process, started when first needed and again after a kill."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        "of CPU time, where the system counts it; else of the clock"
        self._begin()

    def _begin(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._owner = os.getpid()

    def read(self, path: Path, name: str, max_bytes: int) -> tuple[Article, ...]:
        """Return the articles of the file at *path*, called *name* in errors.

        Raises:
            InputError: of the reader, or because time or memory ran out.
        """
        if self._owner != os.getpid():  # forked: the process belongs to the parent
            self._begin()
        fields = [os.fspath(path), name, max_bytes, self.seconds]
        request = json.dumps(fields).encode("utf-8") + b"\n"
        with self._lock:
            process = self._running()
            try:
                assert process.stdin is not None  # noqa: S101 - piped below
                process.stdin.write(request)
                process.stdin.flush()
                answer = self._answer(process)
            except (BrokenPipeError, EOFError, TimeoutError) as error:
                self.stop()
                message = "brought its reader down (memory?); simplify the file"
                if isinstance(error, TimeoutError) or process.returncode == -_OVERTIME:
                    message = f"took more than {self.seconds:g} seconds to read; simplify the file"
                raise InputError(message, code="too-slow", path=name) from error
        result = pickle.loads(answer)  # noqa: S301 - written by our own process
        if isinstance(result, Exception):
            raise result
        articles: tuple[Article, ...] = result
        return articles

    def stop(self) -> None:
        """Kill the process; the next file starts another."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            root = str(Path(__file__).resolve().parents[2])
            paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-c", _PROGRAM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
        return self._process

    def _answer(self, process: subprocess.Popen[bytes]) -> bytes:
        deadline = time.monotonic() + self.seconds * (_PATIENCE if _OVERTIME else 1)
        (length,) = _HEAD.unpack(_exactly(process, _HEAD.size, deadline))
        return _exactly(process, length, deadline)


def _exactly(process: subprocess.Popen[bytes], count: int, deadline: float) -> bytes:
    assert process.stdout is not None  # noqa: S101 - piped
    descriptor = process.stdout.fileno()
    data = io.BytesIO()
    while data.tell() < count:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise TimeoutError
        part = os.read(descriptor, min(count - data.tell(), 1 << 20))
        if not part:
            raise EOFError
        data.write(part)
    return data.getvalue()


SHARED = Worker()
atexit.register(SHARED.stop)


def main() -> None:
    """Serve requests until standard input ends."""
    from briefgen.readers import formats  # noqa: PLC0415 - the parent needs no parsers
    from briefgen.readers.input import load  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    _limit_memory()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # a parser that prints must not break the answers
    for line in sys.stdin.buffer:
        path, name, max_bytes, seconds = json.loads(line)
        result: tuple[Article, ...] | Exception
        _limit_time(seconds)
        try:
            source = load(Path(path), name=name, max_bytes=max_bytes)
            result = formats.pick(source).read(source)
        except MemoryError:
            result = InputError(
                "needs too much memory to read; simplify the file", code="too-slow", path=name
            )
        except RecursionError:
            result = InputError(
                "nests too deep to read; simplify the file", code="unsafe-file", path=name
            )
        except Exception as error:  # noqa: BLE001 - handed to the parent, which raises it
            result = error
        _limit_time(0)
        data = _pickled(result)
        answers.write(_HEAD.pack(len(data)) + data)
        answers.flush()


def _pickled(result: tuple[Article, ...] | Exception) -> bytes:
    try:
        data = pickle.dumps(result)
        pickle.loads(data)  # noqa: S301 - some exceptions only fail on the way back
    except Exception:  # noqa: BLE001
        return pickle.dumps(RuntimeError(repr(result)))
    return data


def _limit_time(seconds: float) -> None:
    """Have the system kill this process after *seconds* of CPU time; 0 is no limit."""
    if _OVERTIME:
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
