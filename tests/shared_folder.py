"""Where the data beside the project lies, for the tests that read it when it is there."""

import os
from pathlib import Path

SHARED = Path(os.environ.get("BRIEFGEN_SHARED") or Path(__file__).parents[2] / "shared")
