"""Where a template prints values: among words, in quotes, or where an address begins.

A template whose tags are all known, whichever of its branches is printed and how often, prints
nothing else as long as each value is written for its place. So our own are looked at once,
when they are compiled, and the pages printed by them are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes

from briefgen.site.sanitise import is_known

_VALUE = "\ue000"
_ADDRESS = re.compile(r' (?:href|action)="\Z')
_IN_ADDRESS = re.compile(r' (?:href|action)="[^"]*\Z')
_CUT_ADDRESS = re.compile(rf' (?:href|action)="(?:{_VALUE}[^"#]|[^"#/?]+{_VALUE})')
_ATTRIBUTES = re.compile(r'(?: [a-z-]+="[^"<>]*")*')
_SILENT = (nodes.Assign, nodes.ExprStmt, nodes.Import, nodes.FromImport)
_TEXT, _TAG, _QUOTES = range(3)


@dataclass(slots=True)
class Places:
    """The expressions of a template that do not print words, by their `id`."""

    in_quotes: set[int] = field(default_factory=set)
    addresses: set[int] = field(default_factory=set)


def places_of(template: nodes.Template, name: str | None, filename: str | None) -> Places:
    """Return where *template*, called *name* and read from *filename*, prints values.

    Raises:
        TemplateSyntaxError: it may print a tag that `sanitise` does not know: by itself, by a
            value in a tag but not in quotes, by a branch that begins or ends within a tag, by an
            address of several values, by a statement that prints what it wants.
    """
    places = Places()
    try:
        _look_at(template.body, places)
    except ValueError as error:
        message = f"may print more than known tags: {error}"
        raise TemplateSyntaxError(message, template.lineno, name, filename) from error
    return places


def _look_at(body: Sequence[nodes.Node], places: Places) -> None:
    """Put the places in *body*, which is printed among words, into *places*.

    Raises:
        ValueError: it may print an unknown tag.
    """
    text = _printed(body, "", places)
    if _state(text) != _TEXT or not is_known(text) or _CUT_ADDRESS.search(text):
        message = "a tag or an address is not ours"
        raise ValueError(message)


def _printed(body: Sequence[nodes.Node], text: str, places: Places) -> str:
    """Return *text* with what *body* prints after it, every branch once."""
    for node in body:
        if isinstance(node, nodes.Output):
            text = _put_out(node, text, places)
        elif isinstance(node, nodes.If | nodes.For):
            for branch in _branches(node):
                text = _within(branch, text, places)
        elif isinstance(node, nodes.Macro) or (
            isinstance(node, nodes.AssignBlock) and node.filter is None
        ):
            _look_at(node.body, places)
        elif isinstance(node, nodes.Include):
            _demand(_state(text) == _TEXT, "a template is included in a tag")
        else:
            _demand(isinstance(node, _SILENT), f"no place for {type(node).__name__}")
    return text


def _put_out(node: nodes.Output, text: str, places: Places) -> str:
    for part in node.nodes:
        words = own_words(part)
        if words is None:
            state = _state(text)
            _demand(state != _TAG, "a value is not in quotes")
            if _ADDRESS.search(text):
                places.addresses.add(id(part))
            elif state == _QUOTES:
                places.in_quotes.add(id(part))
        text += _VALUE if words is None else words
    return text


def _within(branch: Sequence[nodes.Node], text: str, places: Places) -> str:
    """Return *text* with what *branch* prints after it; it may be printed twice or not at all."""
    state = _state(text)
    after = _printed(branch, text, places)
    _demand(_state(after) == state, "a branch ends in another place than it begins")
    _demand(not _IN_ADDRESS.search(text), "a part of an address may be missing")
    if state == _TAG:
        _demand(
            _ATTRIBUTES.fullmatch(after, len(text)) is not None, "a part of a tag may be missing"
        )
    if state == _TEXT:
        _demand(is_known(after[len(text) :]), "a tag in a branch is not ours")
    return after


def _branches(node: nodes.If | nodes.For) -> Iterator[list[nodes.Node]]:
    yield node.body
    for other in getattr(node, "elif_", ()):
        yield from _branches(other)
    yield node.else_


def _state(text: str) -> int:
    """Tell whether what follows *text* stands among words, in a tag, or in quotes there."""
    start = text.rfind("<")
    if text.find(">", start) > start or start < 0:
        return _TEXT
    return _QUOTES if text.count('"', start) % 2 else _TAG


def own_words(part: nodes.Node) -> str | None:
    """Return what a template has as *part* of an output; None for a value.

    That is its text, and the words of the interface, see `PrintedWords`.
    """
    if isinstance(part, nodes.TemplateData):
        return part.data
    if isinstance(part, nodes.Filter) and part.name == "safe":
        words = part.node.value if isinstance(part.node, nodes.Const) else None
        return words if isinstance(words, str) else None
    return None


def _demand(holds: bool, message: str) -> None:
    if not holds:
        raise ValueError(message)
