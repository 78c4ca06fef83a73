"""Every row of ``timex.yaml`` carries examples; here the file tests itself."""

from __future__ import annotations

import datetime as dt

import pytest

from briefgen.extract.timeline import find_timexes
from briefgen.extract.timeline.rules import Example, load_rules
from tests.extract.timeline.plain import plain_document

LANGUAGES = ("fr", "en")
MIN_EXAMPLES = 300


def examples(language: str) -> tuple[Example, ...]:
    rules = load_rules(language)
    assert rules is not None
    return rules.examples


@pytest.mark.parametrize(
    ("language", "example"),
    [
        pytest.param(language, example, id=f"{language}:{example.text} @{example.published}")
        for language in LANGUAGES
        for example in examples(language)
    ],
)
def test_example_is_read_as_its_value(language: str, example: Example) -> None:
    text = example.text.replace("[", "").replace("]", "")
    found = find_timexes(plain_document(text, language), dt.date.fromisoformat(example.published))
    if "[" in example.text:
        marked = (example.text.index("["), example.text.index("]") - 1)
        found = tuple(t for t in found if (t.span.start, t.span.end) == marked)
    assert [t.value for t in found] == ([example.value] if example.value else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_tests_itself_by_many_examples(language: str) -> None:
    assert len(examples(language)) >= MIN_EXAMPLES
