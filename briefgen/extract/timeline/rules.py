"""``lexicons/<language>/timex.yaml`` as a trie of words: read once, checked row by row.

The file's top says what its parts mean. A row's ``pattern`` becomes sequences in the trie;
its ``op`` names the function of `normalise` that makes a value from what the classes caught.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

import yaml

from briefgen.errors import LexiconError
from briefgen.extract.timeline.pattern import Element, PatternError, expand

FieldValue = int | str
Fields = Mapping[str, FieldValue]

NUMERIC_CLASSES = (
    "day", "year", "lateyear", "shortyear", "monthnum", "hour", "minute", "hhmm", "number",
    "decimal",
)  # fmt: skip
DIGITS = "0"  # stands for any number among words
ROW_KEYS = frozenset({"pattern", "op", "examples", "kind", "published", "case"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the file."""

    index: int
    "position in the file; of two equal readings the earlier row wins"
    op: str
    constants: Fields
    "every further setting of the row"
    kind: str
    "``part`` and ``clock`` are joined to a neighbouring day; ``piece`` lives only when joined"
    lower: bool
    "``case: lower``: the expression must not begin with a capital"
    line: str
    "the pattern as written"


@dataclass(slots=True)
class Node:
    """A state of the trie."""

    words: dict[tuple[str, bool], Node] = field(default_factory=dict)
    "by word, and whether no blank may stand before it"
    classes: dict[str, dict[tuple[str, bool], Node]] = field(default_factory=dict)
    "by class, then by name and whether no blank may stand before"
    edges: dict[str, Node] = field(default_factory=dict)
    accepts: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ClassItem:
    """One way to write one value of a class."""

    cls: str
    value: FieldValue
    rest: tuple[Element, ...]
    "the words after the first"
    capital: bool
    "counts only with a capital first letter"


@dataclass(frozen=True, slots=True)
class Join:
    """Two neighbouring expressions that are one."""

    left: str
    right: str
    between: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Example:
    """A self-test: the expression stands in [brackets] or is the only one."""

    pattern: str
    text: str
    published: str
    value: str


@dataclass(frozen=True, slots=True)
class Rules:
    """A language's timex file, compiled."""

    language: str
    root: Node
    items: Mapping[str, tuple[ClassItem, ...]]
    "by first word"
    openers: Mapping[str, frozenset[str] | None]
    "words that a pattern can begin with, and what can follow; None: nothing need follow"
    day_suffixes: frozenset[str]
    thousands: frozenset[str]
    "marks between thousands"
    decimal: str
    "mark before decimals"
    joins: tuple[Join, ...]
    holidays: Mapping[str, Mapping[str, Any]]
    settings: Mapping[str, Any]
    "what else the file holds: ranges, deadlines, fiscal year"
    examples: tuple[Example, ...]


@functools.cache
def load_rules(language: str) -> Rules | None:
    """Return the rules of *language*; None when the lexicons have none.

    Raises:
        LexiconError: a row does not hold.
    """
    source = resources.files("briefgen").joinpath("lexicons", language, "timex.yaml")
    if not (language.isalpha() and source.is_file()):
        return None
    return compile_rules(source.read_text(encoding="utf-8"), language)


def compile_rules(text: str, language: str) -> Rules:
    """Return the rules that *text*, a language's ``timex.yaml``, holds.

    Raises:
        LexiconError: it is no YAML, lacks a part, or a row does not hold; the line is given
            where YAML knows it, else the row's number and pattern.
    """
    path = f"lexicons/{language}/timex.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - safe, in C if there
        return _compile(language, data)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise LexiconError(str(error.problem), path=path, line=line) from error
    except KeyError as error:
        message = f"{error} is missing"
        raise LexiconError(message, path=path) from error
    except (PatternError, TypeError, ValueError) as error:
        raise LexiconError(str(error), path=path) from error


def _compile(language: str, data: Mapping[str, Any]) -> Rules:
    macros: Mapping[str, str] = data.get("macros") or {}
    root = Node()
    examples: list[Example] = []
    known = {*NUMERIC_CLASSES, *data["classes"]}
    for index, row in enumerate(data["rules"]):
        rule = Rule(
            index=index,
            op=row["op"],
            constants={key: value for key, value in row.items() if key not in ROW_KEYS},
            kind=row.get("kind", ""),
            lower=row.get("case") == "lower",
            line=row["pattern"],
        )
        try:
            for sequence in expand(row["pattern"], macros):
                _plant(root, sequence, rule, known)
        except PatternError as error:
            message = f"row {index + 1}, {row['pattern']!r}: {error}"
            raise PatternError(message) from error
        examples += _examples(row, str(data["published"]))
    items: dict[str, list[ClassItem]] = {}
    for first, item in _class_items(data):
        items.setdefault(first, []).append(item)
    return Rules(
        language=language,
        root=root,
        items={first: tuple(found) for first, found in items.items()},
        openers=_openers(root, items),
        day_suffixes=frozenset(data.get("day_suffixes") or ()),
        thousands=frozenset(data.get("thousands") or ()),
        decimal=data.get("decimal", "."),
        joins=tuple(_joins(data)),
        holidays=data.get("holidays") or {},
        settings=data.get("settings") or {},
        examples=tuple(examples),
    )


def _openers(
    root: Node, items: Mapping[str, Sequence[ClassItem]]
) -> dict[str, frozenset[str] | None]:
    """By every word a pattern can begin with, the words that can come next (DIGITS for a number).

    None means that the word may also stand alone. Common words such as *the* open many
    patterns and end up in few: the look at the next word spares most of the walks.
    """
    by_class: dict[str, set[str]] = {cls: {DIGITS} for cls in NUMERIC_CLASSES}
    for word, found in items.items():
        for item in found:
            by_class.setdefault(item.cls, set()).add(word)
    nexts: dict[str, set[str] | None] = {}

    def note(word: str, node: Node) -> None:
        after = _next_words(node, by_class)
        known = nexts.setdefault(word, set())
        nexts[word] = None if after is None or known is None else known | after

    for node in (root, *root.edges.values()):
        for (word, _), follower in node.words.items():
            note(word, follower)
        for word, found in items.items():
            for item in found:
                for follower in node.classes.get(item.cls, {}).values():
                    if item.rest:
                        known = nexts.setdefault(word, set())
                        nexts[word] = None if known is None else known | {item.rest[0].word}
                    else:
                        note(word, follower)
    return {
        word: after if after is None else frozenset(kind_of_word(each) for each in after)
        for word, after in nexts.items()
    }


def kind_of_word(word: str) -> str:
    """Return the word, or DIGITS for a number."""
    return DIGITS if word[0].isdigit() else word


def _next_words(node: Node, by_class: Mapping[str, set[str]]) -> set[str] | None:
    """Return the words that lead on from *node*; None when a pattern may end there."""
    if node.accepts:
        return None
    words = {word for word, _ in node.words}
    for cls in node.classes:
        words |= by_class[cls]
    for follower in node.edges.values():
        after = _next_words(follower, by_class)
        if after is None:
            return None
        words |= after
    return words


def _plant(root: Node, sequence: tuple[Element, ...], rule: Rule, known: set[str]) -> None:
    node = root
    for element in sequence:
        if element.edge:
            node = node.edges.setdefault(element.edge, Node())
        elif element.cls:
            if element.cls not in known:
                message = f"{rule.line!r}: no class {{{element.cls}}}"
                raise PatternError(message)
            followers = node.classes.setdefault(element.cls, {})
            node = followers.setdefault((element.name, element.tight), Node())
        else:
            node = node.words.setdefault((element.word, element.tight), Node())
    if rule not in node.accepts:
        node.accepts.append(rule)


def _examples(row: Mapping[str, Any], published: str) -> Iterator[Example]:
    published = str(row.get("published", published))
    for text, value in (row.get("examples") or {}).items():
        yield Example(row["pattern"], str(text), published, str(value))


def _class_items(data: Mapping[str, Any]) -> Iterator[tuple[str, ClassItem]]:
    """Yield every written form of every class, with the numbers that tens and units make."""
    for cls, table in data["classes"].items():
        for written, value in table.items():
            yield _item(cls, str(written), value)
    numbers = data.get("number_words") or {}
    for table in (
        numbers.get("units") or {},
        numbers.get("tens") or {},
        numbers.get("other") or {},
    ):
        for written, value in table.items():
            yield _item("number", written, value)
    for ten, tens in (numbers.get("tens") or {}).items():
        for unit, units in (numbers.get("units") or {}).items():
            if units < numbers.get("below", 10):
                for joint in numbers.get("joints", ()):
                    yield _item("number", f"{ten}{joint}{unit}", tens + units)


def _item(cls: str, written: str, value: FieldValue) -> tuple[str, ClassItem]:
    (sequence,) = expand(written, {})
    capital = written[:1].isupper() and written[1:2].islower()
    return sequence[0].word, ClassItem(cls, value, sequence[1:], capital)


def _joins(data: Mapping[str, Any]) -> Iterator[Join]:
    for row in data.get("joins") or ():
        between = frozenset(
            tuple(element.word for element in sequence)
            for written in row["between"]
            for sequence in (expand(written, {}) if written else ((),))
        )
        yield Join(row["left"], row["right"], between)
