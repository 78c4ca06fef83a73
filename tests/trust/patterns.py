"""Every pattern that briefgen compiles, found by watching `re` while it works.

    python -m tests.trust.patterns

prints them as JSON: pattern, flags, the module that asked, whether that only ever tries
the pattern at the start of a text. Patterns that are put together at run time, from
lexicons and rules, are among them.
"""

import ast
import importlib
import inspect
import json
import pkgutil
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, TypeGuard

TEXTS = {
    "fr": "Le maire, Paul Dupont, a dit lundi 3 mai que « le pont ouvrira demain ». Selon la "
    "ville, il a coûté 12,5 millions d’euros depuis 2012.\n\nIl pleuvra ce week-end.",
    "en": "The mayor, Paul Smith, said on Monday that “the bridge will open tomorrow”. According "
    "to the town, it has cost $12.5 million since 2012.\n\nRain is forecast for May 3.",
}


def main() -> None:
    found: dict[tuple[str, int], str] = {}
    whole = re._compile  # type: ignore[attr-defined]

    def watching(pattern: Any, flags: int) -> Any:
        compiled = whole(pattern, flags)
        frame = sys._getframe(1)
        while frame and frame.f_globals.get("__name__") == "re":
            frame = frame.f_back
        module = frame.f_globals.get("__name__", "") if frame else ""
        if module.startswith("briefgen") and isinstance(compiled.pattern, str):
            found.setdefault((compiled.pattern, compiled.flags), module)
        return compiled

    re._compile = watching  # type: ignore[attr-defined]
    work()
    rows = [
        {"pattern": p, "flags": f, "module": m, "at_start": is_at_start(p, f, sys.modules[m])}
        for (p, f), m in found.items()
    ]
    print(json.dumps(sorted(rows, key=lambda row: (row["module"], row["pattern"]))))  # noqa: T201


def is_at_start(pattern: str, flags: int, module: ModuleType) -> bool:
    """Tell whether *module* knows the pattern by name and tries it at one place of a text."""
    names = {
        name
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and (value.pattern, value.flags) == (pattern, flags)
    }
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if is_call(node)]
    uses = [c for c in calls if isinstance(c.func.value, ast.Name) and c.func.value.id in names]
    return bool(uses) and all(
        call.func.attr in {"match", "fullmatch"} and len(call.args) == 1 for call in uses
    )


def is_call(node: ast.AST) -> TypeGuard[Any]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


def work() -> None:
    """Import every module, brief an article a language, print it."""
    package = importlib.import_module("briefgen")
    for module in pkgutil.walk_packages(package.__path__, "briefgen."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from briefgen.model import Article, Source  # noqa: PLC0415 - watched from the first import on
    from briefgen.pipeline import brief  # noqa: PLC0415
    from tests.fuzz.targets import print_all  # noqa: PLC0415

    for language, text in TEXTS.items():
        source = Source("a.txt", "0" * 64)
        print_all(brief(Article("a", "A bridge", text, language, source)))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
