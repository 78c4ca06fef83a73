"""What large and adversarial texts cost: bounded memory always, bounded growth under torture."""

import contextlib
import gc
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefgen.errors import InputError
from briefgen.pipeline import brief
from briefgen.readers import read
from tests.torture import IS_WHOLE

ROOT = Path(__file__).parents[2]
MAX_MEMORY = 300  # MB, at any moment of refusing a file of 100 MB
SHORT = 10_000  # characters
MAX_GROWTH = 12  # times the CPU time for ten times the text
ROUNDS = 3  # of which the least counts: neighbours on the same core cost up to half as much again
UNITS = {
    "one letter": "a",
    "prose": "Le maire a dit lundi que le pont ouvrira demain, selon un porte-parole. ",
    "words": "le maire a dit que ",
    "names": "Paul Dupont, Marie Martin ",
    "opening marks": "« ",
    "nested marks": "« “ ",
    "straight marks": '"',
    "digits": "7",
    "right to left": "مرحبا ",
    "no blanks": "日本語",
    "capital words": "ALPHA BETA ",
    "dates": "lundi 3 mai 2012, ",
    "slashes": "12/",
    "numbers": "1.000.",
    "hyphens": "quatre-vingt-",
    "blanks": " ",
    "full stops": ". ",
    "capitals": "M. ",
    "roles": "le ministre de la ",
    "report verbs": "a dit, ",
    "sources": "selon le maire, ",
}
READING = """
import resource, sys, time
from pathlib import Path
from briefgen.errors import InputError
from briefgen.readers import read
began = time.process_time()
try:
    read(Path(sys.argv[1]))
except InputError as error:
    print(error.message, file=sys.stderr)
status = Path("/proc/self/status").read_text()  # ru_maxrss holds what the parent had, too
peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
peak += resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(time.process_time() - began, peak)
"""


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "json", "xml", "pdf"])
def test_a_hundred_megabytes_are_refused(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(b"words and more words\n" * 5_000_000)
    done = subprocess.run(
        [sys.executable, "-c", READING, str(path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert "is larger than 10 MB" in done.stderr
    seconds, memory = map(float, done.stdout.split())
    assert memory < MAX_MEMORY
    assert not IS_WHOLE or seconds < 1


def cost(text: str, folder: Path) -> float:
    """Return the CPU seconds of reading *text* in a file and briefing it."""
    path = folder / "a.txt"
    path.write_text(f"---\nlang: fr\npublished: 2012-07-02\n---\nUn pont\n\n{text}", "utf-8")
    gc.collect()
    gc.disable()  # its passes over all tokens of a long document are not ours
    try:
        began = time.process_time()
        with contextlib.suppress(InputError):  # blanks alone are no text
            for article in read(path):
                brief(article)
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_time_grows_with_the_text(unit: str, tmp_path: Path) -> None:
    if not IS_WHOLE:
        pytest.skip("only `make torture` measures time")
    cost("Le pont est ouvert.", tmp_path)  # loads the pipeline
    texts = [(unit * length)[:length] for length in (SHORT, 10 * SHORT)]
    rounds = [[cost(text, tmp_path) for text in texts] for _ in range(ROUNDS)]
    short, long = map(min, zip(*rounds, strict=True))
    print(f"{unit!r}: {short:.3f} s, {long:.3f} s, {long / short:.1f} times")  # noqa: T201
    assert long < MAX_GROWTH * max(short, 0.01)
