"""What the audit of dependencies says, and when it stops."""

import json
import runpy
from pathlib import Path

import pytest

verdict = runpy.run_path(str(Path(__file__).parents[2] / ".ci/audit.py"))["verdict"]

SOUND = {"name": "babel", "version": "2.14", "vulns": []}
WEAK = {"name": "lxml", "version": "4.0", "vulns": [{"id": "PYSEC-1"}, {"id": "PYSEC-2"}]}
SKIPPED = {"name": "nh3", "skip_reason": "not found on PyPI"}


@pytest.mark.parametrize(
    ("packages", "said", "is_weak"),
    [
        ([SOUND, SKIPPED], "1 of 2 packages audited, weak: none", False),
        ([SOUND, WEAK], "2 of 2 packages audited, weak: lxml 4.0 (PYSEC-1, PYSEC-2)", True),
        ([SKIPPED, SKIPPED], "the advisory database knows none of 2 packages", False),
    ],
)
def test_a_weakness_stops_and_silence_is_told(
    packages: list[dict[str, object]], said: str, is_weak: bool
) -> None:
    assert verdict(json.dumps({"dependencies": packages}), "") == (f"audit: {said}", is_weak)


def test_without_a_database_the_reason_is_told() -> None:
    errors = "Traceback …\nConnectionError: no route to pypi.org\n"
    line = "audit: nothing was audited: ConnectionError: no route to pypi.org"
    assert verdict("", errors) == (line, False)
