"""The YAML head of a briefing file: the whole record, written and read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import yaml

from briefgen.errors import BriefgenError, InputError
from briefgen.model import Briefing
from briefgen.render.plain import from_plain, to_plain

SCHEMA = "briefgen.briefing/1"
FENCE = "---\n"

_MIN_BLOCK_LENGTH = 200  # characters; shorter texts stay on their line
_PLAIN_TEXT = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]*")
_BRIEFING_FIELDS = [name for name in Briefing.__dataclass_fields__ if name != "article"]


def dump_front_matter(briefing: Briefing) -> str:
    """Return *briefing* as YAML between two fences.

    The article's own fields stand at the top level (MkDocs and its themes look for
    ``title``), its text last; offsets are ``[start, end]`` pairs into that text.
    """
    data = to_plain(briefing)
    article = data.pop("article")
    text = article.pop("text")
    if "notes" in article:  # what the reader noted; ``notes`` proper is the briefing's
        article["reader_notes"] = article.pop("notes")
    head = {"schema": SCHEMA, **article, **data, "text": text}
    width = 10**6  # libyaml folds at blanks otherwise, which no one reads better
    body = yaml.emit(_document(head), Dumper=_Dumper, allow_unicode=True, width=width)
    return f"{FENCE}{body}{FENCE}"


def load_front_matter(content: str, path: str | None = None) -> Briefing:
    """Return the briefing whose front matter opens *content*.

    Raises:
        InputError: there is none, it is not YAML, or a field does not hold.
    """
    try:
        return _to_briefing(yaml.load(_front_matter(content), Loader=_Loader))  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else None
        message = f"front matter is not YAML: {error.problem}"
        raise InputError(message, code="broken-briefing", path=path, line=line) from error
    except BriefgenError as error:
        message = f"front matter: {error.message}; rebuild it with `briefgen build`"
        raise InputError(message, code="broken-briefing", path=path, field=error.field) from error


def _front_matter(content: str) -> str:
    end = content.find("\n" + FENCE, len(FENCE) - 1)
    if not content.startswith(FENCE) or end < 0:
        message = "no block between two lines of ---"
        raise BriefgenError(message)
    return content[len(FENCE) : end + 1]


def _to_briefing(head: Any) -> Briefing:
    if not isinstance(head, dict) or head.pop("schema", None) != SCHEMA:
        message = f"not of schema {SCHEMA}"
        raise BriefgenError(message)
    own = {name: head.pop(name) for name in _BRIEFING_FIELDS if name in head}
    if "reader_notes" in head:
        head["notes"] = head.pop("reader_notes")
    briefing: Briefing = from_plain(Briefing, {"article": head, **own})
    return briefing


# libyaml's reader and writer are ten times Python's, and part of PyYAML's wheels.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

# `yaml.dump` makes a graph of nodes first and asks of each what its tag would be. A record is
# a tree of half a thousand pairs of numbers, whose events are told in a third of the time.
_TAGS = "tag:yaml.org,2002:"
_RESOLVER: Any = yaml.resolver.Resolver()
_REPRESENTER = yaml.representer.SafeRepresenter()


_MAPPING = yaml.MappingStartEvent(None, f"{_TAGS}map", implicit=True, flow_style=False)
_MAPPING_END = yaml.MappingEndEvent()
_SEQUENCES = {
    is_flat: yaml.SequenceStartEvent(None, f"{_TAGS}seq", implicit=True, flow_style=is_flat)
    for is_flat in (True, False)
}
_SEQUENCE_END = yaml.SequenceEndEvent()


def _document(head: Mapping[str, Any]) -> list[yaml.Event]:
    events: list[yaml.Event] = [yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False)]
    _add(head, events)
    return [*events, yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent()]


def _add(value: Any, events: list[yaml.Event]) -> None:
    """Add *value* as YAML's writer takes it: flat lists, such as spans, on one line."""
    if isinstance(value, dict):
        events.append(_MAPPING)
        for key, item in value.items():
            events.append(_scalar(key))
            _add(item, events)
        events.append(_MAPPING_END)
    elif isinstance(value, list):
        events.append(_SEQUENCES[not any(isinstance(item, dict) for item in value)])
        for item in value:
            _add(item, events)
        events.append(_SEQUENCE_END)
    elif isinstance(value, str) and len(value) >= _MIN_BLOCK_LENGTH:
        events.append(_text(value, "|" if _PLAIN_TEXT.fullmatch(value) else None))
    else:
        events.append(_scalar(value))


@lru_cache(maxsize=5000, typed=True)
def _scalar(value: Any) -> yaml.ScalarEvent:
    if isinstance(value, str):
        return _text(value, None)
    node = _REPRESENTER.represent_data(value)
    return yaml.ScalarEvent(None, node.tag, (True, False), node.value)


def _text(text: str, style: str | None) -> yaml.ScalarEvent:
    """Return *text* as a scalar, quoted where it would be read as something else."""
    tag = f"{_TAGS}str"
    is_plain = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == tag
    return yaml.ScalarEvent(None, tag, (is_plain, True), text, style=style)
