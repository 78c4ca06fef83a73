"""No test lies where pytest does not look for it."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def test_every_folder_of_tests_is_looked_into(pytestconfig: pytest.Config) -> None:
    folders = {path.parent.relative_to(HERE) for path in HERE.rglob("test_*.py")}
    passed_over = pytestconfig.getini("norecursedirs")
    parts = {
        part for folder in folders for part in folder.parts if "node_modules" not in str(folder)
    }
    assert "build" in parts
    assert [part for part in parts if any(fnmatch(part, one) for one in passed_over)] == []
