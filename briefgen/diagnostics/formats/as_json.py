"""Plain JSON, one object a message."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.diagnostics.rules import Severity

SCHEMA = "briefgen.diagnostics/1"


def write(diagnostics: Sequence[Diagnostic]) -> str:
    """Return every message and how many there are of each severity."""
    found = Counter(item.severity for item in diagnostics)
    document = {
        "schema": SCHEMA,
        "counts": {severity.value: found[severity] for severity in Severity},
        "diagnostics": [
            {
                "code": item.code,
                "name": item.rule.name,
                "severity": item.severity.value,
                "path": item.path,
                "line": item.line,
                "column": item.column,
                "message": item.message,
                "remedy": item.rule.remedy,
                "traceback": item.traceback,
            }
            for item in diagnostics
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
