"""SARIF 2.1.0, the OASIS format that code hosts show beside the lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from briefgen import __version__
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.diagnostics.rules import Rule, Severity

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one run, with the rules it met and a result for each message."""
    met = sorted({item.rule.code: item.rule for item in diagnostics}.items())
    places = {code: place for place, (code, _) in enumerate(met)}
    driver = {
        "name": "briefgen",
        "version": __version__,
        "rules": [_rule(rule) for _, rule in met],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "PROJECT": {"description": {"text": "The folder of the configuration."}}
        },
        "results": [_result(item, places[item.code]) for item in diagnostics],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(item: Diagnostic, place: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": place,
        "level": _LEVELS[item.severity],
        "message": {"text": item.message or item.rule.title},
    }
    if item.path:
        uri = quote(item.path.encode("utf-8", "replace"), safe="/")
        physical = {
            "artifactLocation": {"uri": uri, "uriBaseId": "PROJECT"},
            "region": {"startLine": item.line, "startColumn": item.column},
        }
        result["locations"] = [{"physicalLocation": physical}]
    return result
