"""The YAML head of a briefing file: the whole record, written and read back."""

from __future__ import annotations

import re
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
    body = yaml.dump(head, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=width)
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
_SafeDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_SafeDumper):  # type: ignore[misc]
    """Spans on one line, long text as a literal block, no aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _represent_text(dumper: Any, data: str) -> Any:
    is_block = len(data) >= _MIN_BLOCK_LENGTH and _PLAIN_TEXT.fullmatch(data)
    style = "|" if is_block else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


def _represent_list(dumper: Any, data: list[Any]) -> Any:
    is_flat = not any(isinstance(item, dict) for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=is_flat)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(list, _represent_list)
