from pathlib import Path

import pytest

from briefgen.errors import ConfigError
from briefgen.extract.actors.register import Register, read_register
from briefgen.model import NameType

UN = """\
- name: Organisation des Nations unies
  aliases: [ONU, Nations unies]
  type: ORG
  wikidata: Q1065
  blurb: Organisation internationale fondée en 1945.
"""


def _write(folder: Path, text: str) -> Path:
    path = folder / "actors.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_is_an_empty_register(tmp_path: Path) -> None:
    assert read_register(tmp_path / "actors.yml") == Register()


def test_what_turns_text_around_is_left_out(tmp_path: Path) -> None:
    text = "- name: Anna\u202e Weber\u200b\n  aliases: ['W\u2066eber']\n  blurb: a\u202db\n"
    (entry,) = read_register(_write(tmp_path, text)).entries
    assert (entry.name, entry.aliases, entry.blurb) == ("Anna Weber", ("Weber",), "ab")
    with pytest.raises(ConfigError, match="name is no text"):
        read_register(_write(tmp_path, "- name: '\u202e'\n"))


def test_a_file_of_comments_is_an_empty_register(tmp_path: Path) -> None:
    assert read_register(_write(tmp_path, "# nobody yet\n")) == Register()


def test_an_entry_is_found_by_every_name_it_bears(tmp_path: Path) -> None:
    register = read_register(_write(tmp_path, UN))
    for name in ("Organisation des Nations unies", "ONU", "Nations Unies", "nations-unies"):
        entry = register.find(name, "any-article")
        assert entry is not None
        assert entry.id == "organisation-des-nations-unies"
        assert entry.type is NameType.ORG
        assert entry.wikidata == "Q1065"


def test_yaml_does_not_turn_names_into_truth_values(tmp_path: Path) -> None:
    register = read_register(_write(tmp_path, "- name: NO\n  aliases: [1984, on]\n"))
    assert register.entries[0].name == "NO"
    assert register.entries[0].aliases == ("1984", "on")


def test_an_entry_with_articles_goes_before_one_without(tmp_path: Path) -> None:
    text = "- name: George Bush\n- id: bush-pere\n  name: George Bush\n  articles: [golfe-1991]\n"
    register = read_register(_write(tmp_path, text))
    golfe, other = register.find("George Bush", "golfe-1991"), register.find("George Bush", "x")
    assert golfe is not None
    assert other is not None
    assert (golfe.id, other.id) == ("bush-pere", "george-bush")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("name: ONU\n", 1, "expected a list of actors"),
        ("- ONU\n", 1, "an actor is a mapping"),
        ("- aliases: [ONU]\n", 1, "no name"),
        ("- name: ''\n", 1, "name is no text"),
        ("- name: ONU\n  alias: [UN]\n", 2, "field is 'alias'"),
        ("- name: ONU\n  name: UN\n", 2, "stands twice"),
        ("- name: ONU\n  aliases: UN\n", 2, "aliases is no list"),
        ("- name: ONU\n  aliases:\n    - [UN]\n", 3, "aliases is no text"),
        ("- name: ONU\n  type: GROUP\n", 1, "expected PER, ORG or LOC"),
        ("- name: ONU\n  wikidata: 1065\n", 1, "expected an item like"),
        ("- name: ONU\n  id: Organisation ONU\n", 1, "lower-case letters"),
        ("- name: ONU\n- name: onu\n", 2, "is taken by line 1"),
        ("- name: ONU\n- name: Nations unies\n  aliases: [ONU]\n", 2, "names the entry of line 1"),
        ("- name: [\n", 2, "not valid YAML"),
    ],
)
def test_an_error_tells_the_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(ConfigError, match=words) as caught:
        read_register(path)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"{path.as_posix()}:{line}: ")
