"""One target under atheris, which watches what code an input reaches and seeks new code.

python -m tests.fuzz.throw TARGET [libFuzzer's own arguments]
"""

import importlib
import pkgutil
import sys

import atheris

with atheris.instrument_imports(include=["briefgen"]):
    from briefgen import readers
    from tests.fuzz.targets import TARGETS

    for module in pkgutil.iter_modules(readers.__path__, "briefgen.readers."):
        importlib.import_module(module.name)  # readers are imported when first needed

if __name__ == "__main__":
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
