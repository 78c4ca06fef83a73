from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

pytestmark = pytest.mark.skipif(
    find_spec("jax") is None, reason="only the training recipe needs jax"
)


def test_numpy_reads_as_jax_does() -> None:
    subprocess.run([sys.executable, "-m", "tests.training.agreement"], check=True)


def test_teachers_pass_on_what_they_agree_on() -> None:
    subprocess.run([sys.executable, "-m", "tests.training.teachers"], check=True)


def test_an_arc_counts_by_its_weight() -> None:
    subprocess.run([sys.executable, "-m", "tests.training.weights"], check=True)


def test_courses_are_averaged_weight_by_weight() -> None:
    subprocess.run([sys.executable, "-m", "tests.training.means"], check=True)
