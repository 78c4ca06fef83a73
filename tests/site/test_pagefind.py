"""Pagefind at work, and what becomes of it when it fails or is stopped."""

import os
import select
from pathlib import Path

import pytest

from briefgen.errors import EnvironmentMissingError
from briefgen.site.pagefind import begin_index, build_index, stop_index

NAMES = [f"{name}/index.html" for name in ("b", "a", "c (2), {x}", "a/9", "a/10", "é", "z", "_")]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        html = f'<html lang="en"><body><h1>{name}</h1><p>The lock opened.</p></body></html>'
        (folder / name).write_text(html, encoding="utf-8")
    return folder


@pytest.mark.parametrize("program", ["/bin/true", "no/such/program"])
def test_a_program_that_is_no_pagefind_is_told(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", program)
    with pytest.raises(EnvironmentMissingError, match="search index"):
        build_index(documents, tmp_path / "index")


def test_stopping_ends_pagefind_itself(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, at_work = tmp_path / "pagefind", tmp_path / "at-work"
    program.write_text(f"#!/bin/sh\ntouch '{at_work}'\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    indexing = begin_index(documents, tmp_path / "index")
    while not at_work.exists():
        assert indexing.process.poll() is None
    assert indexing.process.stdout is not None
    with os.fdopen(os.dup(indexing.process.stdout.fileno()), "rb", buffering=0) as said:
        stop_index(indexing)
        ready, _, _ = select.select([said], [], [], 10)
        assert ready
        assert said.read() == b""  # nobody is left who could say anything
