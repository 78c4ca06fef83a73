"""Pagefind at work, in a process of its own."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from briefgen.errors import EnvironmentMissingError
from briefgen.site.canonical_index import Contents, make_canonical

log = logging.getLogger("mkdocs.plugins.briefgen")

_NEEDLESS = ("*ui.*", "pagefind-highlight.js")  # for pages that have no search of their own
TIMEOUT = 1800  # seconds; 10,000 briefings take about one minute


def build_index(source: Path, output: Path) -> None:
    """Write Pagefind's index of the documents below *source* into *output*.

    Raises:
        EnvironmentMissingError: Pagefind is missing, fails or does not end.
    """
    end_index(begin_index(source, output))


@dataclass(frozen=True, slots=True)
class Indexing:
    """Pagefind at work on an index."""

    process: subprocess.Popen[bytes]
    output: Path
    began: float
    "reading of the monotonic clock"


def begin_index(source: Path, output: Path) -> Indexing:
    """Have Pagefind write its index of the documents below *source* into *output*.

    Raises:
        EnvironmentMissingError: it cannot be started.
    """
    command = [sys.executable, "-m", "pagefind"]
    command += ["--site", str(source), "--output-path", str(output)]
    try:
        process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    except OSError as error:
        raise _not_made(str(error)) from error
    return Indexing(process, output, time.monotonic())


def end_index(indexing: Indexing) -> Contents:
    """Wait until the index is written; return what is in it.

    Raises:
        EnvironmentMissingError: Pagefind is missing, fails or does not end.
    """
    process = indexing.process
    try:
        left = indexing.began + TIMEOUT - time.monotonic()
        data, _ = process.communicate(timeout=max(0.0, left))
    except subprocess.TimeoutExpired as error:
        raise _not_made(str(error)) from error
    finally:
        stop_index(indexing)
    said = data.decode("utf-8", "replace")
    if process.returncode:
        last = said.strip().splitlines()[-1:] or ["no word of why"]
        reason = f"{last[0]}; is pagefind[bin] installed?"
        raise _not_made(reason)
    log.debug("pagefind: %s", said)
    for pattern in _NEEDLESS:
        for path in indexing.output.glob(pattern):
            path.unlink()
    return make_canonical(indexing.output)


def stop_index(indexing: Indexing) -> None:
    """End Pagefind if it is still at work."""
    process = indexing.process
    if process.poll() is None:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _not_made(reason: str) -> EnvironmentMissingError:
    message = f"the search index could not be made: {reason}"
    return EnvironmentMissingError(message, code="missing-tool")
