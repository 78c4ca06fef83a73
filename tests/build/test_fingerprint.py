"""What the store's keys depend on."""

import ast
import sys
from pathlib import Path

import pytest

from briefgen.build.fingerprint import _LIBRARIES, _PUBLISHING, PACKAGE

ROOMS = sorted({p.relative_to(PACKAGE).parts[0] for p in PACKAGE.rglob("*.py")} - _PUBLISHING)
DISTRIBUTIONS = {
    "charset_normalizer": "charset-normalizer",
    "markdown_it": "markdown-it-py",
    "yaml": "pyyaml",
}
"whose name is not that of their module"


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "__init__.py"])
def test_every_library_that_extraction_uses_is_part_of_the_key(room: str) -> None:
    place = PACKAGE / room
    files = [place] if place.is_file() else sorted(place.rglob("*.py"))
    used = {name for file in files for name in _imported(file)}
    foreign = used - {"briefgen"} - sys.stdlib_module_names
    assert {DISTRIBUTIONS.get(name, name) for name in foreign} <= set(_LIBRARIES)


def _imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names
