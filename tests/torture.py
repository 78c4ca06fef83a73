"""Whether `make torture` runs: then the tests of faults, attacks and speed run whole."""

import os

IS_WHOLE = bool(os.environ.get("BRIEFGEN_TORTURE"))


def rounds(quick: int, whole: int) -> int:
    return whole if IS_WHOLE else quick
