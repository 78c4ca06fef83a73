"""Faults of `mkdocs.yml`: all at once, each with its place and the nearest right word."""

from pathlib import Path

import pytest

from briefgen.errors import ConfigError
from briefgen.site.config import read_config

FAULTS = """\
site_name: x
docs_dir: content
use_directory_urls: perhaps
plugins:
  - briefgen:
      langauge: fr
      sections: [sumary]
      accent: red
      offline: maybe
"""


def _faults(tmp_path: Path, text: str) -> list[tuple[int | None, int | None, str]]:
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config(tmp_path / "mkdocs.yml")
    return [(error.line, error.column, error.message) for error in caught.value.each()]


def test_all_are_told_at_once(tmp_path: Path) -> None:
    assert _faults(tmp_path, FAULTS) == [
        (3, 1, "use_directory_urls: is text; expected true or false"),
        (6, 7, "briefgen: langauge: unknown; did you mean `language`?"),
        (7, 7, "briefgen: sections: is 'sumary'; did you mean `summary`?"),
        (8, 7, "briefgen: accent: Expected a colour such as '#8a1c1c' (in quotes), got 'red'"),
        (9, 7, "briefgen: offline: is text; expected true or false"),
    ]


def test_a_fault_does_not_hide_others_behind_what_it_needs(tmp_path: Path) -> None:
    text = "docs_dir: contnt\nplugins:\n  briefgen:\n    articles: [a]\n"
    assert [message.partition(": ")[0] for _, _, message in _faults(tmp_path, text)] == [
        "site_name",
        "docs_dir",
        "briefgen",
    ]
