"""Neighbouring expressions that are one: a day and its hour, a part of day and its day.

Which kinds join, and over which words, is said by ``joins`` in ``timex.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.extract.timeline.match import Match
from briefgen.extract.timeline.rules import Rules
from briefgen.extract.timeline.words import Words

MAX_BETWEEN = 4  # words between two expressions that join
_DAY_OPS = frozenset({"weekday", "holiday", "today"})
_UNIT_OPS = frozenset({"shift", "unit", "same"})


def kind_of(match: Match) -> str:
    """Return what an expression is to its neighbours: day, part, clock, month, year ..."""
    rule, fields = match.rule, match.fields
    if rule.kind:
        return rule.kind
    if rule.op in _DAY_OPS:
        return "day"
    if rule.op == "date":
        return next((name for name in ("day", "month", "year") if name in fields), "month")
    if rule.op in _UNIT_OPS:
        return str(fields["unit"])
    return rule.op


def join_matches(matches: Sequence[Match], words: Words, rules: Rules) -> tuple[Match, ...]:
    """Return *matches* with neighbours joined and bare pieces that joined nothing left out."""
    out: list[Match] = []
    for match in matches:
        if out and (joined := _joined(out[-1], match, words, rules)):
            out[-1] = joined
        else:
            out.append(match)
    return tuple(_whole(out))


def _whole(matches: Sequence[Match]) -> Iterator[Match]:
    for match in matches:
        whole: Match | None = match
        while whole is not None and whole.fields.get("bare"):
            whole = whole.otherwise
        if whole is not None:
            yield whole


def _joined(left: Match, right: Match, words: Words, rules: Rules) -> Match | None:
    if right.first - left.last > MAX_BETWEEN:
        return None
    kinds = (kind_of(left), kind_of(right))
    between = words.lower[left.last : right.first]
    if not any((j.left, j.right) == kinds and between in j.between for j in rules.joins):
        return None
    if any(words.breaks[index] for index in range(left.last, right.first + 1)):
        return None
    head, other = (right, left) if kinds[1] == "day" else (left, right)
    added = {
        key: value
        for key, value in other.fields.items()
        if key in ("hour", "minute", "meridian", "part", "year", "which")
    }
    if added.keys() & head.fields.keys():
        return None
    fields = {key: value for key, value in {**head.fields, **added}.items() if key != "bare"}
    return replace(head, fields=fields, first=left.first, last=right.last)
