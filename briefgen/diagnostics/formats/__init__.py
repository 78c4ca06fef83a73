"""Messages as documents for machines; text, for people, is the command line's own affair."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.diagnostics.formats import as_json, github, gitlab, junit, sarif

_WRITERS: Mapping[str, Callable[[Sequence[Diagnostic]], str]] = {
    "json": as_json.write,
    "github": github.write,
    "gitlab": gitlab.write,
    "junit": junit.write,
    "sarif": sarif.write,
}
FORMATS = ("text", *_WRITERS)


def write(form: str, diagnostics: Sequence[Diagnostic]) -> str:
    """Return *diagnostics* as one document of *form*, one of `FORMATS` but not ``text``.

    It ends with a line feed; `github` writes nothing when there is nothing to say.
    """
    return _WRITERS[form](diagnostics)
