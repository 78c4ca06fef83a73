"""What all sections share: one match only, and a record of the edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from briefgen.corrections.load import Correction
from briefgen.model import Briefing, Edit, Event, Quote, Span

Item = TypeVar("Item", Quote, Event)


def only(found: Sequence[Item], one: Correction, what: str) -> Item:
    """Return the one item of *found*.

    Raises:
        InputError: there is none, or more than one.
    """
    if not found:
        one.fail(f"matches no {what}; the article or its findings changed")
    if len(found) > 1:
        one.fail(f"matches {len(found)} of them; quote more, or add `in:`")
    return found[0]


def edited(
    briefing: Briefing, one: Correction, *, actor: str = "", span: Span | None = None
) -> Briefing:
    """Return *briefing* with the correction *one* among its edits."""
    edit = Edit(one.section, one.action, one.words, actor, span)
    return replace(briefing, edits=(*briefing.edits, edit))
