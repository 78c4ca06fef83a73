"""Readers, time expressions, quotes and pages bear any input and keep their laws.

Every test run throws the kept seeds and some new inputs. `make torture` throws for ten
minutes each with Hypothesis and, where it is installed, with atheris.
"""

import importlib.util
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import MAX_LENGTH, kept, seeds
from tests.fuzz.targets import TARGETS
from tests.torture import IS_WHOLE, rounds

ROOT = Path(__file__).parents[2]
SECONDS = int(os.environ.get("BRIEFGEN_FUZZ_SECONDS", "600"))
QUICK = {"readers": 300, "timexes": 60, "quotes": 150, "renderer": 30}
EACH = pytest.mark.parametrize("target", TARGETS)


@EACH
def test_kept_inputs(target: str) -> None:
    for data in kept(target):
        TARGETS[target](data)


def inputs() -> st.SearchStrategy[bytes]:
    lengths = st.integers(1, 40) | st.integers(40, 1_000) | st.just(MAX_LENGTH)
    return lengths.flatmap(lambda length: st.binary(min_size=length, max_size=length))


@EACH
def test_any_input(target: str) -> None:
    count = 0

    @settings(
        max_examples=rounds(QUICK[target], 1_000),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs() | st.sampled_from(list(seeds(target))))
    def law(data: bytes) -> None:
        nonlocal count
        count += 1
        TARGETS[target](data)

    end = time.monotonic() + SECONDS
    law()
    while IS_WHOLE and time.monotonic() < end:
        law()
    print(f"{count} inputs")  # noqa: T201 - for the records


@EACH
def test_inputs_that_seek_new_code(target: str, tmp_path: Path) -> None:
    if not IS_WHOLE:
        pytest.skip("atheris throws for ten minutes: only `make torture` has them")
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not installed: it has no build for this machine")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, data in enumerate(seeds(target)):
        (corpus / f"seed-{number:03}").write_bytes(data)
    limits = [
        "-timeout=300",  # seconds of the clock for one input, the imports of the first among them
        "-report_slow_units=60",
        "-rss_limit_mb=3000",
        f"-max_len={MAX_LENGTH}",
        "-len_control=0",
    ]
    command = [sys.executable, "-m", "tests.fuzz.throw", target, f"-max_total_time={SECONDS}"]
    command += [*limits, f"-artifact_prefix={tmp_path}/", str(corpus)]
    done = subprocess.run(
        command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=SECONDS + 300
    )
    print(*re.findall(r"Done \d+ runs in \d+ second", done.stderr))  # noqa: T201 - for the records
    failed = [path.name for path in tmp_path.iterdir() if path != corpus]
    assert done.returncode == 0, (done.stdout + done.stderr)[-4_000:]
    assert failed == []
