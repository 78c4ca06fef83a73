"""Nothing that an article or a file name says is a command to a terminal or a CI runner."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cli.ending import complain
from briefgen.cli.printing import harmless_json, harmless_line, harmless_lines
from briefgen.errors import InputError, one_line

COMMANDS = [
    "::add-mask::x",
    "  ::set-output name=a::b",
    "a\n::stop-commands::t",
    "x ##[add-path]/tmp",
    "###[error]x",
    "##vso[task.setvariable variable=a]b",
    "section_start:1:a\r\x1b[0Ka",
    "\x1b]0;title\x07",
    "##teamcity[buildStatus status='SUCCESS']",
    "\u202egnp.exe",
]


def is_command(line: str) -> bool:
    return bool(re.search(r"^\s*::|##\w*\[|[^ -~\u00a1-\U0010ffff]|\u202e", line))


@pytest.mark.parametrize("text", COMMANDS)
def test_no_line_is_a_command(text: str) -> None:
    assert is_command(text) or "\n" in text
    assert not is_command(harmless_line(text))
    assert not any(is_command(line) for line in harmless_lines(text).split("\n"))
    encoded = harmless_json({text: [text]}, indent=1)
    assert json.loads(encoded) == {text: [text]}
    assert not re.search(r"##|(?m:^)\s*::", encoded)


@given(st.text(alphabet="#:[ a\n\x1b"))
def test_no_text_is_a_command(text: str) -> None:
    assert not is_command(harmless_line(text))


def test_an_error_is_one_line_whatever_the_file_is_called(
    capsys: pytest.CaptureFixture[str],
) -> None:
    complain(InputError("holds ##[x]", path="a\n::error::b\x1b[31m.txt", line=3))
    assert capsys.readouterr().err == "error: a ::error::b [31m.txt:3: holds # #[x]\n"


@pytest.mark.parametrize("text", ["plain", "l’été – « oui »", "日本語"])
def test_words_stay_as_they_are(text: str) -> None:
    assert one_line(text) == harmless_line(text) == harmless_lines(text) == text
