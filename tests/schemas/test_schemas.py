"""Each schema holds what its reader reads, key by key, and refuses what that refuses."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from mkdocs.config.defaults import MkDocsConfig

from briefgen.corrections.load import FIELDS
from briefgen.readers.front_matter import KEYS
from briefgen.render import briefing_to_json
from briefgen.schemas import NAMES, schema
from briefgen.site.options import BriefgenOptions
from tests.strategies import briefings

ROOT = Path(__file__).parent.parent.parent
STARTER = ROOT / "briefgen/starter/files"
ARTICLES = [
    p for d in (ROOT / "content", STARTER) for p in d.rglob("*.md") if "articles" in p.parts
]
CORRECTIONS = """\
summary: {drop: ["A sentence."], add: [Words]}
actors:
  add: [{name: Konrad Adenauer, type: PER, roles: [chancelier allemand]}]
  change: [{name: Gaulle, new_name: Charles de Gaulle, key: true, drop_roles: [général]}]
  drop: [Élysée]
quotes:
  change: [{text: Nous avons, speaker: le chancelier, actor: , cue: a dit}]
timeline:
  add: [{date: 24 juillet, value: 1969-07-24, label: amerrir, status: planned}]
"""


def _errors(name: str, value: Any) -> list[str]:
    plain = json.loads(json.dumps(value, default=str))  # YAML knows dates, an editor does not
    return [
        error.message for error in jsonschema.Draft202012Validator(schema(name)).iter_errors(plain)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("path", [ROOT / "mkdocs.yml", STARTER / "mkdocs.yml"], ids=["ours", "new"])
def test_configurations_hold(path: Path) -> None:
    assert _errors("config", yaml.safe_load(path.read_text("utf-8"))) == []


def test_config_has_every_option() -> None:
    data = schema("config")
    assert set(data["$defs"]["options"]["properties"]) == set(BriefgenOptions())
    assert set(data["properties"]) == set(MkDocsConfig())


@pytest.mark.parametrize(
    "options", [{"langauge": "fr"}, {"accent": "red"}, {"sections": ["sumary"]}, {"search": "no"}]
)
def test_config_refuses(options: dict[str, object]) -> None:
    assert _errors("config", {"site_name": "x", "plugins": [{"briefgen": options}]})


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_articles_hold(path: Path) -> None:
    head = path.read_text("utf-8").split("---\n")[1]
    assert _errors("front-matter", yaml.safe_load(head)) == []


def test_front_matter_has_every_key() -> None:
    assert set(schema("front-matter")["properties"]) == set(KEYS)


@pytest.mark.parametrize(
    "head", [{"publishd": "1963-01-22"}, {"published": "last week"}, {"status": "gone"}]
)
def test_front_matter_refuses(head: dict[str, str]) -> None:
    assert _errors("front-matter", head)


def test_corrections_hold() -> None:
    assert _errors("corrections", yaml.safe_load(CORRECTIONS)) == []


def test_corrections_have_every_field() -> None:
    data = schema("corrections")["properties"]
    known = {
        (section, action): tuple(entries["anyOf"][0]["anyOf"][1]["properties"])
        for section, actions in data.items()
        for action, entries in actions["properties"].items()
    }
    assert known == {(str(s), str(a)): fields for (s, a), fields in FIELDS.items()}


@pytest.mark.parametrize(
    "data", [{"actor": {}}, {"actors": {"remove": ["x"]}}, {"actors": {"add": [{"type": "PER"}]}}]
)
def test_corrections_refuse(data: dict[str, object]) -> None:
    assert _errors("corrections", data)


@settings(max_examples=30)
@given(briefings())
def test_whatever_is_printed_of_a_briefing_holds(briefing: Any) -> None:
    data = briefing_to_json(briefing)
    assert _errors("briefing", data) == []
    assert set(data) <= set(schema("briefing")["properties"])
