"""What `check` and `build` say: a registry of codes, messages, and the forms they take."""

from briefgen.diagnostics.diagnostic import Diagnostic, of_error, of_log, of_note
from briefgen.diagnostics.formats import FORMATS, write
from briefgen.diagnostics.rules import Rule, Severity, find_rule, rules

__all__ = [
    "FORMATS",
    "Diagnostic",
    "Rule",
    "Severity",
    "find_rule",
    "of_error",
    "of_log",
    "of_note",
    "rules",
    "write",
]
