"""Where the rules match: every reading of every place, then the longest that do not overlap."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.extract.timeline.pattern import Element
from briefgen.extract.timeline.rules import (
    DIGITS,
    Fields,
    FieldValue,
    Node,
    Rule,
    Rules,
    kind_of_word,
)
from briefgen.extract.timeline.words import Words

MAX_DIGITS = 9  # of a number; longer ones count nothing in time

MAX_RIVALS = 4  # readings of one place that are kept
LATE = 1400  # a bare number from here on can be a year without a word that says so

Path = tuple[tuple[str, FieldValue], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule at a place; ``first`` and ``last`` bound the expression's words half-open."""

    rule: Rule
    fields: Fields
    first: int
    last: int
    otherwise: Match | None = None
    "how else these words can be read, when not so"


def find_matches(words: Words, rules: Rules) -> tuple[Match, ...]:
    """Return the matches in text order; the longest expression wins, then the most context."""
    matcher = _Matcher(words, rules)
    kinds = [kind_of_word(word) for word in words.lower]
    kinds.append("")
    for at, kind in enumerate(kinds[:-1]):
        if kind == DIGITS:
            if not _is_decimal(words, at):
                matcher.start(at)
        elif kind in rules.openers:
            after = rules.openers[kind]
            if after is None or kinds[at + 1] in after:
                matcher.start(at)
    return _choose(matcher.found)


def _is_decimal(words: Words, at: int) -> bool:
    """Tell whether the number is what follows a comma: 1,35."""
    return (
        at > 1
        and words.lower[at - 1] == ","
        and words.tight[at]
        and words.tight[at - 1]
        and words.lower[at - 2].isdecimal()
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A match before it is chosen."""

    rule: Rule
    path: Path
    first: int
    last: int
    width: int


def _choose(found: list[_Reading]) -> tuple[Match, ...]:
    found.sort(key=lambda r: (r.first - r.last, -r.width, r.rule.index, r.first))
    rivals: dict[tuple[int, int], list[_Reading]] = {}
    for reading in found:
        rivals.setdefault((reading.first, reading.last), []).append(reading)
    taken: set[int] = set()
    chosen = []
    for (first, last), readings in rivals.items():
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            chosen.append(_match(readings))
    return tuple(sorted(chosen, key=lambda m: m.first))


def _match(readings: list[_Reading]) -> Match:
    """The best of the readings of one place, with the others to fall back on."""
    match: Match | None = None
    for reading in reversed(readings[:MAX_RIVALS]):
        fields = {**reading.rule.constants, **dict(reading.path)}
        match = Match(reading.rule, fields, reading.first, reading.last, match)
    assert match is not None  # noqa: S101 - every place has a reading
    return match


class _Matcher:
    """Walks the trie from a word on, along every reading at once."""

    def __init__(self, words: Words, rules: Rules) -> None:
        self.words, self.rules = words, rules
        self.found: list[_Reading] = []
        self._first, self._length = 0, len(words)
        self._seen: dict[int, tuple[tuple[str, FieldValue, int], ...]] = {}  # by word

    def start(self, at: int) -> None:
        """Add to ``found`` every match whose pattern begins at word *at*."""
        self._first = at
        self._step(self.rules.root, at, (), at, -1)

    def _step(self, node: Node, at: int, path: Path, opened: int, closed: int) -> None:
        """Go on from *node* at word *at*; *opened* and *closed* are the expression's edges."""
        for rule in node.accepts:
            self._accept(rule, at, path, opened, closed)
        if node.edges:
            for edge, follower in node.edges.items():
                if edge == "[":
                    self._step(follower, at, path, at, closed)
                else:
                    self._step(follower, at, path, opened, at)
        words = self.words
        if at >= self._length or (at > self._first and words.breaks[at]):
            return
        tight = at > self._first and words.tight[at]
        if node.words:
            word = words.lower[at]
            if loose := node.words.get((word, False)):
                self._step(loose, at + 1, path, opened, closed)
            if tight and (close := node.words.get((word, True))):
                self._step(close, at + 1, path, opened, closed)
        if node.classes:
            self._step_classes(node, at, path, opened, closed, tight=tight)

    def _accept(self, rule: Rule, at: int, path: Path, opened: int, closed: int) -> None:
        if rule.lower and not self.words.plain[opened].islower():
            return
        last = closed if closed >= 0 else at
        self.found.append(_Reading(rule, path, opened, last, at - self._first))

    def _step_classes(
        self, node: Node, at: int, path: Path, opened: int, closed: int, *, tight: bool
    ) -> None:
        caught = self._seen.get(at)
        if caught is None:
            caught = self._seen[at] = tuple(self._look(at))
        for cls, value, end in caught:
            if followers := node.classes.get(cls):
                for (name, is_tight), follower in followers.items():
                    if tight or not is_tight:
                        self._step(follower, end, (*path, (name, value)), opened, closed)

    def _look(self, at: int) -> Iterator[tuple[str, FieldValue, int]]:
        """Yield class, value and end of every class item that begins at word *at*."""
        words, rules = self.words, self.rules
        word = words.lower[at]
        for item in rules.items.get(word, ()):
            if item.capital and not words.plain[at][0].isupper():
                continue
            end = self._end_of(item.rest, at + 1)
            if end:
                yield item.cls, item.value, end
        if word[0].isdigit() and word.isascii():
            long_numbers = tuple(self._long_number(at))
            yield from long_numbers
            if long_numbers and words.lower[at + 1] == ",":  # « vendredi 1,35 euro »
                return
            for cls, number in numeric_classes(word):
                yield cls, number, at + 1
                if (
                    cls == "day"
                    and at + 1 < len(words)
                    and words.lower[at + 1] in rules.day_suffixes
                    and words.tight[at + 1]
                ):
                    yield cls, number, at + 2

    def _long_number(self, at: int) -> Iterator[tuple[str, FieldValue, int]]:
        """Yield a number with a mark for thousands or decimals: 5,000 or 2.5."""
        words, rules = self.words, self.rules
        digits, end = words.lower[at], at + 1
        while (
            len(digits) <= MAX_DIGITS
            and end + 1 < len(words)
            and words.lower[end] in rules.thousands
            and words.tight[end]
            and words.tight[end + 1]
            and len(words.lower[end + 1]) == 3
            and words.lower[end + 1].isdecimal()
        ):
            digits, end = digits + words.lower[end + 1], end + 2
        if end > at + 1:
            if len(digits) <= MAX_DIGITS:
                yield "number", int(digits), end
        elif (
            end + 1 < len(words)
            and words.lower[end] == rules.decimal
            and words.tight[end]
            and words.tight[end + 1]
            and words.lower[end + 1].isdecimal()
        ):
            yield "decimal", f"{digits}.{words.lower[end + 1]}", end + 2

    def _end_of(self, rest: tuple[Element, ...], at: int) -> int:
        """Return where *rest* ends when it stands at word *at*; else 0."""
        words = self.words
        for element in rest:
            if at >= len(words) or words.lower[at] != element.word:
                return 0
            if words.breaks[at] or (element.tight and not words.tight[at]):
                return 0
            at += 1
        return at


@functools.lru_cache(maxsize=4096)
def numeric_classes(digits: str) -> tuple[tuple[str, int], ...]:
    """Return the numeric classes that a run of digits belongs to, each with its value."""
    if len(digits) > MAX_DIGITS:
        return ()
    number = int(digits)
    out = [("number", number)]
    if len(digits) <= 2:
        out += [("day", number)] if 1 <= number <= 31 else []
        out += [("monthnum", number)] if 1 <= number <= 12 else []
        out += [("hour", number)] if number <= 24 else []
    if len(digits) == 2:
        out.append(("shortyear", number))
        out += [("minute", number)] if number <= 59 else []
    if len(digits) == 4 and number // 100 <= 24 and number % 100 <= 59:
        out.append(("hhmm", number))
    if len(digits) == 4 and 1000 <= number <= 2199:
        out += [("year", number)] + ([("lateyear", number)] if number >= LATE else [])
    return tuple(out)
