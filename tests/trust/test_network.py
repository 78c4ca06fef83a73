"""A build asks nothing of any network: it succeeds where there is none, not even loopback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALONE = ["unshare", "--net", "--"] if os.name != "nt" and not os.getuid() else []


def test_a_build_needs_no_network(tmp_path: Path) -> None:
    if not ALONE or not shutil.which("unshare"):
        pytest.skip("a network namespace needs root and unshare")
    probe = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    tried = subprocess.run(
        [*ALONE, sys.executable, "-c", probe], check=False, capture_output=True, text=True
    )
    if "unshare" in tried.stderr:
        pytest.skip(f"no network namespace here: {tried.stderr.strip()}")
    assert "unreachable" in tried.stderr, tried.stderr
    shutil.copytree(ROOT / "content/articles", tmp_path / "content/articles")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    command = [*ALONE, sys.executable, "-m", "briefgen", "build", "--strict", "--quiet"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "site/pagefind/pagefind.js").is_file()
