from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest


@pytest.mark.skipif(find_spec("jax") is None, reason="only the training recipe needs jax")
def test_numpy_reads_as_jax_does() -> None:
    subprocess.run([sys.executable, "-m", "tests.training.agreement"], check=True)
