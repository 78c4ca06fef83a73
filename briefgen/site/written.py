"""A value as HTML text, to be joined with other HTML."""

from __future__ import annotations

from markupsafe import Markup, escape


def written(value: object) -> str:
    """Return *value* as `escape` does, but for its type.

    A plain string where that is what it is: making a `Markup` of it takes ten times as long
    as looking for what is to be escaped.
    """
    kind = type(value)
    if kind is str:
        text: str = value  # type: ignore[assignment]
        if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
            return escape(text)
        return text
    if kind is Markup:
        return value  # type: ignore[return-value]
    return str(value) if kind is int else escape(value)
