"""YAML as people write it by hand: mappings, lists and words, each with its line.

Every scalar is text (``lang: no`` is Norwegian, ``14:30`` is no number); an empty or
``null`` plain scalar is None. Aliases, anchors, tags, merge keys, duplicate keys, deep
nesting and long documents are errors: they have no use here and hide bombs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import yaml

from briefgen.errors import InputError
from briefgen.readers.decode import short_form

MAX_CHARACTERS = 64_000  # the longest honest front matter is a fiftieth of this
MAX_DEPTH = 8  # corrections nest four deep

_KINDS = {dict: "a mapping", tuple: "a list", str: "text", type(None): "nothing"}

# The C scanner is ten times faster; wheels of PyYAML always carry it, sdists may not.
_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A value and the line it stands on."""

    value: str | tuple[Node, ...] | Mapping[str, Node] | None
    line: int
    column: int = 1
    key_line: int = 1
    "where its key begins, for a value of a mapping"
    key_column: int = 1

    @property
    def kind(self) -> str:
        """What the value is, as errors say it: ``a list``."""
        return _KINDS[type(self.value)]


def load_mapping(text: str, *, path: str, first_line: int = 1) -> dict[str, Node]:
    """Return the one mapping that *text* is; empty text gives an empty mapping.

    *first_line* is the line of *path* on which *text* begins.

    Raises:
        InputError: not YAML, not a mapping, or one of the banned constructs.
    """
    if len(text) > MAX_CHARACTERS:
        message = f"YAML longer than {MAX_CHARACTERS // 1000} KB; move the text below the `---`"
        raise InputError(message, code="banned-yaml", path=path, line=first_line)
    builder = _Builder(path, first_line)
    try:
        node = builder.document(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        reason = short_form(error.problem or error.context or "unreadable")
        message = f"broken YAML ({reason}); quote values that hold ': ' or begin with a sign"
        column = mark.column + 1 if mark else 1
        raise InputError(
            message, code="broken-yaml", path=path, line=line, column=column
        ) from error
    except yaml.YAMLError as error:
        reason = short_form(str(error))
        message = f"broken YAML ({reason}); remove the odd character"
        raise InputError(message, code="broken-yaml", path=path, line=first_line) from error
    if node is None or node.value is None:
        return {}
    if not isinstance(node.value, dict):
        message = f"YAML is {node.kind}; expected lines such as `title: …`"
        raise InputError(message, code="broken-yaml", path=path, line=node.line)
    return node.value


class _Builder:
    """Turns parser events into nodes; keeps where it is for the errors."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        """Return the root of the only document, None when there is none."""
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.fail(event, "a second YAML document; keep one")
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, 0)
        return root

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        self.refuse(event, depth)
        line, column = self.line(event), self.column(event)
        if isinstance(event, yaml.ScalarEvent):
            is_empty = event.style in {None, ""} and event.value in {"", "~", "null"}
            return Node(None if is_empty else event.value, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self.node(event, events, depth + 1))
            return Node(tuple(items), line, column)
        entries: dict[str, Node] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, depth + 1)
            if not isinstance(key.value, str):
                self.fail(event, f"a key is {key.kind}; expected a word")
            if key.value in entries:
                first = entries[key.value].line
                self.fail(
                    event,
                    f"`{short_form(key.value)}` stands twice (first on line {first}); keep one",
                )
            value = self.node(next(events), events, depth + 1)
            entries[key.value] = replace(value, key_line=key.line, key_column=key.column)
        return Node(entries, line, column)

    def refuse(self, event: Any, depth: int) -> None:
        """Stop at constructs that hand-written YAML does not need."""
        if isinstance(event, yaml.AliasEvent):
            self.fail(
                event,
                f"alias `*{short_form(str(event.anchor))}`; write the value itself or quote it",
            )
        if event.anchor is not None:
            self.fail(
                event, f"anchor `&{short_form(str(event.anchor))}`; remove it or quote the value"
            )
        if event.tag is not None:
            self.fail(event, f"tag `{short_form(event.tag)}`; remove it or quote the value")
        if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
            self.fail(event, "merge key `<<`; write the values themselves")
        if depth > MAX_DEPTH:
            self.fail(event, f"nested more than {MAX_DEPTH} deep; expected plain fields")

    def line(self, event: yaml.Event) -> int:
        return self.first_line + (event.start_mark.line if event.start_mark else 0)

    def column(self, event: yaml.Event) -> int:
        return event.start_mark.column + 1 if event.start_mark else 1

    def fail(self, event: yaml.Event, message: str) -> NoReturn:
        raise InputError(
            message,
            code="banned-yaml",
            path=self.path,
            line=self.line(event),
            column=self.column(event),
        )
