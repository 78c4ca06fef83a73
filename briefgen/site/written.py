"""A value as HTML, to be joined with other HTML: as text, in quotes, or as an address."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from briefgen.site.sanitise import is_strange_address, sanitise

_ADDRESS = re.compile(r' href="([^"]*)"')


class Known(str):
    """HTML that is printed as it is: whoever makes it has escaped what is not ours in it."""

    __slots__ = ()

    def __html__(self) -> Markup:
        return str.__new__(Markup, self)  # not by `Markup`, which would ask again


def written(value: object) -> str:
    """Return *value* as HTML text; markup that is not `Known`, of any kind, is sanitised.

    A plain string where that is what it is: making a `Markup` of it takes ten times as long
    as looking for what is to be escaped.
    """
    kind = type(value)
    if kind is str:
        text: str = value  # type: ignore[assignment]
        if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
            return escape(text)
        return text
    if kind is Known:
        return value  # type: ignore[return-value]
    if kind is int:
        return str(value)
    return sanitise(value.__html__()) if hasattr(value, "__html__") else escape(value)


def written_in_quotes(value: object) -> str:
    """Return *value* as `written` does, to stand between the quotes of an attribute."""
    text = written(value)
    if type(text) is not str and ('"' in text or "<" in text or ">" in text):
        return escape(str(text))
    return text


def written_address(value: object) -> str:
    """Return *value* to stand at the beginning of an address; nothing of a strange scheme."""
    text = written_in_quotes(value)
    if text[:3] == "../" or not is_strange_address(text):
        return text
    kept = _ADDRESS.search(sanitise(f'<a href="{text}">'))
    return kept[1] if kept else ""
