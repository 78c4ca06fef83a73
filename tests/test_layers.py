"""Imports only go down the house: no room knows the rooms above it."""

import ast
from pathlib import Path

import pytest

import briefgen

ROOT = Path(briefgen.__file__).parent
LAYERS = [
    {"errors", "extensions", "nearest", "slug"},
    {"model"},
    {"diagnostics", "lexicons", "models", "starter"},
    {"readers", "language"},
    {"extract"},
    {"compose", "corrections", "render"},
    {"pipeline", "evaluation"},
    {"api"},
    {"build"},
    {"site"},
    {"schemas"},
    {"cli"},
    {"__init__", "__main__"},
]
HEIGHT = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}
SIBLINGS = ("extract",)  # their own rooms never import each other
ENGINES = {"spacy", "thinc", "numpy"}
MODULES = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_go_down(module: Path) -> None:
    room = module.parts[0].removesuffix(".py")
    for name in _imports(module):
        parts = name.split(".")
        if parts[0] in ENGINES:
            assert room == "language", f"{module} knows the engine {parts[0]}"
        if parts[0] != "briefgen" or len(parts) == 1 or parts[1] == room:
            continue
        assert HEIGHT[parts[1]] <= HEIGHT[room], f"{module} imports {name}, a room above it"


@pytest.mark.parametrize("module", [m for m in MODULES if m.parts[0] in SIBLINGS], ids=str)
def test_siblings_do_not_know_each_other(module: Path) -> None:
    if len(module.parts) < 2 or (module.name == "__init__.py" and len(module.parts) == 2):
        return
    own = module.parts[1].removesuffix(".py")
    for name in _imports(module):
        parts = name.split(".")
        if parts[:2] == ["briefgen", module.parts[0]] and len(parts) > 2:
            assert parts[2] == own, f"{module} imports its sibling {name}"


def test_every_room_has_its_place() -> None:
    rooms = {module.parts[0].removesuffix(".py") for module in MODULES}
    assert rooms <= HEIGHT.keys()


def _imports(module: Path) -> list[str]:
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
            if node.module == "briefgen":
                rooms = (alias.name for alias in node.names if alias.name in HEIGHT)
                names += [f"briefgen.{room}" for room in rooms]
    return names
