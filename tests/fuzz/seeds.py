"""What fuzzing starts from: kept inputs, and whole files of every format that is read.

    python -m tests.fuzz.seeds TARGET FOLDER         # writes them all into FOLDER
    python -m tests.fuzz.seeds TARGET FOLDER --keep  # keeps what a fuzzer left in FOLDER

Kept inputs lie in ``seeds/TARGET.txt``, one a line in Base64: a fuzzer's minimised corpus
and whatever once failed.
"""

import base64
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from briefgen.readers import SUFFIXES

HERE = Path(__file__).parent
MAX_KEPT = 60  # inputs a target, the shortest; replayed by every test run
MAX_LENGTH = 4_000  # bytes of one
SAMPLES = Path(__file__).parents[1] / "readers"
MARKDOWN = b"---\ntitle: A\ndate: 2012-07-02\ntags: [a, b]\n---\n\n# B\n\n- *c* [d](http://e.org)\n"
JSON = b'{"uri": "a:b", "headline": "A", "body_html": "<p>b</p>", "versioncreated": "2012-07-02"}'


def kept(target: str) -> list[bytes]:
    path = HERE / "seeds" / f"{target}.txt"
    return [base64.b64decode(line) for line in path.read_text("ascii").split()]


def seeds(target: str) -> Iterator[bytes]:
    """Yield the kept inputs of *target*, then fresh ones to start from."""
    yield from kept(target)
    if target == "readers":
        files = [*sorted((SAMPLES / "samples").iterdir()), *sorted((SAMPLES / "pages").iterdir())]
        for path in files:
            if path.suffix in SUFFIXES and path.stat().st_size <= MAX_LENGTH:
                yield bytes([SUFFIXES.index(path.suffix)]) + path.read_bytes()
        yield bytes([SUFFIXES.index(".md")]) + MARKDOWN
        yield bytes([SUFFIXES.index(".json")]) + JSON
    else:
        dice = random.Random(1)
        for length in (100, 500, 1_000, MAX_LENGTH):
            yield dice.randbytes(length)


def keep(target: str, folder: Path) -> None:
    found = {path.read_bytes() for path in folder.iterdir()}
    short = sorted((data for data in found if len(data) <= MAX_LENGTH), key=lambda d: (len(d), d))
    lines = [base64.b64encode(data).decode("ascii") + "\n" for data in short[:MAX_KEPT]]
    (HERE / "seeds" / f"{target}.txt").write_text("".join(lines), "ascii")


if __name__ == "__main__":
    name, place = sys.argv[1], Path(sys.argv[2])
    if "--keep" in sys.argv:
        keep(name, place)
    else:
        place.mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(seeds(name)):
            (place / f"seed-{number:03}").write_bytes(data)
