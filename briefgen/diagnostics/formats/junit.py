"""JUnit XML, as Jenkins, GitLab and most others read it: a test case for every file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.diagnostics.rules import Severity

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one suite: errors and warnings are failures of their file, the rest its output.

    Without any message there is one case, which passes.
    """
    ordered = sorted(diagnostics, key=lambda item: item.path or "")
    cases = [_case(path, list(items)) for path, items in groupby(ordered, key=lambda d: d.path)]
    cases = cases or [_case("articles", [])]
    failures = sum(case.find("failure") is not None for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0"}
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", {"name": "briefgen", **counts, "skipped": "0"})
    suite.extend(cases)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _case(path: str | None, items: Sequence[Diagnostic]) -> ET.Element:
    name = _clean(path or "briefgen")
    case = ET.Element("testcase", {"classname": "briefgen", "name": name, "time": "0"})
    faults = [item for item in items if item.severity is not Severity.INFO]
    if faults:
        attributes = {"type": faults[0].code, "message": _clean(faults[0].message)}
        failure = ET.SubElement(case, "failure", attributes)
        failure.text = "\n".join(_clean(str(item)) for item in faults)
    remarks = [item for item in items if item.severity is Severity.INFO]
    if remarks:
        output = ET.SubElement(case, "system-out")
        output.text = "\n".join(_clean(str(item)) for item in remarks)
    return case


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
