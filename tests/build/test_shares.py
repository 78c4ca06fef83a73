"""Tasks shared by copies of this process: all done, errors told, nothing left running."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from briefgen.build.project import workers_of
from briefgen.build.shares import HAS_FORK, SHARED_FROM, do_shared, meanwhile, number_of_shares
from briefgen.errors import BriefgenError, EnvironmentMissingError

forked = pytest.mark.skipif(not HAS_FORK, reason="no process is copied here")


def write(folder: Path, number: int) -> None:
    (folder / str(number)).write_text(str(os.getpid()))


def fail() -> None:
    message = "it cannot be done"
    raise BriefgenError(message, code="impossible", path="a.md")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_few_tasks_are_done_here() -> None:
    assert number_of_shares(SHARED_FROM - 1, 8) == 1
    assert number_of_shares(SHARED_FROM, 8) == (8 if HAS_FORK else 1)


@pytest.mark.parametrize(
    "shares", [1, pytest.param(2, marks=forked), pytest.param(3, marks=forked)]
)
def test_every_task_is_done_by_as_many_processes(tmp_path: Path, shares: int) -> None:
    do_shared([partial(write, tmp_path, number) for number in range(10)], shares)
    done = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert set(done) == set(map(str, range(10)))
    assert len(set(done.values())) == shares
    assert not multiprocessing.active_children()


@forked
def test_a_copy_goes_on_while_this_process_has_its_own_to_do(tmp_path: Path) -> None:
    def wait() -> None:
        while len(list(tmp_path.iterdir())) < 40:
            time.sleep(0.01)

    do_shared([partial(write, tmp_path, number) for number in range(41)], 2, [wait])
    done = [path.read_text() for path in tmp_path.iterdir()]
    assert len(done) == 41
    assert done.count(str(os.getpid())) == 1


@pytest.mark.parametrize(
    ("shares", "place"),
    [(1, 0), pytest.param(2, 0, marks=forked), pytest.param(2, 1, marks=forked)],
    ids=["alone", "here", "in a copy"],
)
def test_an_error_is_raised_here_with_all_that_it_knows(
    tmp_path: Path, shares: int, place: int
) -> None:
    tasks = [partial(write, tmp_path, number) for number in range(4)]
    tasks[place] = fail  # type: ignore[call-overload]
    with pytest.raises(BriefgenError, match="cannot be done") as caught:
        do_shared(tasks, shares)
    assert (caught.value.code, caught.value.path) == ("impossible", "a.md")
    assert not multiprocessing.active_children()


@forked
def test_a_copy_that_dies_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentMissingError, match="died"):
        do_shared([partial(write, tmp_path, 0), die], 2)
    assert not multiprocessing.active_children()


def test_a_value_is_made_meanwhile_by_another_process() -> None:
    wait = meanwhile(os.getpid)
    assert (wait() != os.getpid()) == (HAS_FORK and workers_of(0) > 1)
    assert not multiprocessing.active_children()


@forked
@pytest.mark.skipif(workers_of(0) == 1, reason="no process is copied for one processor")
def test_a_copy_ends_with_this_process(tmp_path: Path) -> None:
    code = f"""
import os, time
from pathlib import Path
from briefgen.build.shares import meanwhile
def work():
    Path("{tmp_path}/copy").write_text(str(os.getpid()))
    time.sleep(60)
meanwhile(work)
while not Path("{tmp_path}/copy").exists():
    time.sleep(0.01)
os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", code], check=False)
    copy = int((tmp_path / "copy").read_text())
    deadline = time.monotonic() + 30
    while _is_alive(copy) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _is_alive(copy)


def _is_alive(process: int) -> bool:
    """Tell whether *process* does anything yet; nobody may have asked how it ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_value_is_made_here_when_the_other_process_dies() -> None:
    home = os.getpid()

    def make() -> int:
        if os.getpid() != home:
            die()
        return home

    assert meanwhile(make)() == home
