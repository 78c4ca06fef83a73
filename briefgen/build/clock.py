"""The clocks a build goes by: that of the world, and that of the file system."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path

_WAIT = 2000  # looks at the clock; a tick takes at most some hundred of them


def now() -> dt.datetime:
    """Return the instant that embargoes are held against; a reproducible build names it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(epoch) if epoch.isdecimal() else time.time()
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def now_by_disk(folder: Path, after: int = 0) -> int:
    """Return the time (ns) that a file written into *folder* now gets, once it is past *after*.

    Raises:
        OSError: *folder* cannot be written to.
    """
    clock = folder / "clock"
    for _ in range(_WAIT):
        clock.write_bytes(b"")
        status = clock.stat()
        if status.st_mtime_ns > after:
            break
    return status.st_mtime_ns
