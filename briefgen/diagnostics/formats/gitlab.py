"""GitLab's code quality report, a subset of Code Climate's."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.diagnostics.rules import Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_NO_FILE = "mkdocs.yml"  # GitLab refuses an entry without a path


def write(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one entry a message.

    A fingerprint outlives a change of lines above it: it is made of code, path, message
    and of how many of the same came before.
    """
    seen: Counter[str] = Counter()
    entries = []
    for item in diagnostics:
        path = item.path or _NO_FILE
        identity = f"{item.code}\0{path}\0{item.message}"
        key = f"{identity}\0{seen[identity]}"
        seen[identity] += 1
        entries.append(
            {
                "description": f"{item.code}: {item.message}",
                "check_name": f"briefgen/{item.rule.name}",
                "fingerprint": hashlib.sha256(key.encode("utf-8", "replace")).hexdigest(),
                "severity": _SEVERITIES[item.severity],
                "location": {"path": path, "lines": {"begin": item.line}},
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
