"""Where a template prints values: among words, in quotes, or where an address begins.

A template whose tags are all known, whatever its values, prints nothing else as long as each
value is written for its place. So our own are looked at once, when they are compiled, and the
pages printed by them are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes

from briefgen.site.sanitise import is_known

_VALUE = "\ue000"
_ADDRESS = re.compile(r' (?:href|action)="\Z')
_CUT_ADDRESS = re.compile(rf' (?:href|action)="(?:{_VALUE}[^"#]|[^"#/?]+{_VALUE})')


@dataclass(frozen=True, slots=True)
class Places:
    """The expressions of a template that do not print words, by their `id`."""

    in_quotes: frozenset[int]
    addresses: frozenset[int]


def places_of(template: nodes.Template, name: str | None, filename: str | None) -> Places:
    """Return where *template*, called *name* and read from *filename*, prints values.

    Raises:
        TemplateSyntaxError: it prints a tag that `sanitise` does not know, a value in a tag but
            not in quotes, an address of several values, or values as they are.
    """
    in_quotes, addresses = set(), set()
    text = ""
    for words, value in _printed(template):
        if value is None:
            text += words
            continue
        if _ADDRESS.search(text):
            addresses.add(id(value))
        elif text.rfind("<") > text.rfind(">"):
            in_quotes.add(id(value))
        text += _VALUE
    is_raw = template.find(nodes.EvalContextModifier) is not None
    if is_raw or not is_known(text) or _CUT_ADDRESS.search(text):
        message = "prints more than known tags with values in quotes"
        raise TemplateSyntaxError(message, template.lineno, name, filename)
    return Places(frozenset(in_quotes), frozenset(addresses))


def _printed(node: nodes.Node) -> Iterator[tuple[str, nodes.Expr | None]]:
    """Yield what stands in the template and the values between, as if all of it were printed."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Output):
            for part in child.nodes:
                words = part.data if isinstance(part, nodes.TemplateData) else _own_words(part)
                yield words or "", part if words is None else None
        elif isinstance(child, nodes.Include):
            yield "<br>", None  # whole elements: in a tag it would be a strange one
        elif not isinstance(child, nodes.Expr):
            yield from _printed(child)


def _own_words(part: nodes.Expr) -> str | None:
    """Return the words of the interface that *part* is, see `PrintedWords`; None for a value."""
    if isinstance(part, nodes.Filter) and part.name == "safe":
        return part.node.value if isinstance(part.node, nodes.Const) else None
    return None
