from __future__ import annotations

import pytest

from briefgen.errors import LexiconError
from briefgen.extract.timeline.normalise import OPS
from briefgen.extract.timeline.rules import Node, compile_rules, load_rules

HEAD = "published: 2012-07-02\nclasses:\n  weekday: {Montag: 1}\n"


def test_a_language_needs_rows_alone() -> None:
    text = HEAD + 'rules:\n- {pattern: "am {weekday}", op: weekday, examples: {am Montag: "x"}}\n'
    rules = compile_rules(text, "de")
    assert [example.text for example in rules.examples] == ["am Montag"]
    assert set(rules.openers) == {"am"}


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('rules:\n- {pattern: "{month}", op: date}', "no class {month}"),
        ('rules:\n- {pattern: "( am", op: date}', "row 1"),
        ("rules:\n- {pattern: [, op: date}", "timex.yaml:5"),
        ('rules:\n- {pattern: "am"}', "'op' is missing"),
        ("rules: []\njoins:\n- {left: day, right: part, between: [on]}", "put it in quotes"),
    ],
    ids=["unknown class", "open bracket", "not YAML", "no op", "a bare on"],
)
def test_a_row_that_does_not_hold_says_where(rows: str, says: str) -> None:
    with pytest.raises(LexiconError, match=says):
        compile_rules(HEAD + rows + "\n", "de")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_row_names_a_known_op(language: str) -> None:
    rules = load_rules(language)
    assert rules is not None
    assert ops_of(rules.root) <= set(OPS)


def ops_of(node: Node) -> set[str]:
    followers = [*node.words.values(), *node.edges.values()]
    followers += [each for named in node.classes.values() for each in named.values()]
    return {rule.op for rule in node.accepts}.union(*(ops_of(each) for each in followers))


@pytest.mark.parametrize("language", ["xx", "../fr", ""])
def test_a_language_without_rows_has_no_rules(language: str) -> None:
    assert load_rules(language) is None
