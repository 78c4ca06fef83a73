"""`mkdocs.yml`: MkDocs' settings by name, the plugin's options in full."""

from __future__ import annotations

from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption
from mkdocs.config.defaults import MkDocsConfig

from briefgen.site import catalogue
from briefgen.site.options import BriefgenOptions, Colour, Spoken

_TYPES = {bool: "boolean", str: "string", int: "integer", float: "number", dict: "object"}


def config() -> dict[str, Any]:
    """Return the schema of the configuration file."""
    options = {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {name: _option(option) for name, option in BriefgenOptions._schema},  # noqa: SLF001 - MkDocs offers no other list
    }
    ours = {"type": "object", "properties": {"briefgen": {"$ref": "#/$defs/options"}}}
    known = {name: True for name, _ in MkDocsConfig._schema}  # noqa: SLF001
    plugins = {"anyOf": [ours, {"type": "array", "items": {"anyOf": [{"type": "string"}, ours]}}]}
    return {
        "type": "object",
        "required": ["site_name", "plugins"],
        "properties": {**known, "site_name": {"type": "string"}, "plugins": plugins},
        "$defs": {"options": options},
    }


def _option(option: BaseConfigOption[Any]) -> dict[str, Any]:
    shape: dict[str, Any] = {}
    if isinstance(option, c.Optional):
        shape = {"anyOf": [_option(option.option), {"type": "null"}]}
    elif isinstance(option, Colour):
        shape = {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}
    elif isinstance(option, Spoken):
        shape = {"enum": list(catalogue.languages())}
    elif isinstance(option, c.Choice):
        shape = {"enum": list(option.choices)}
    elif isinstance(option, c.DictOfItems):
        shape = {"type": "object", "additionalProperties": _option(option.option_type)}
    elif isinstance(option, c.ListOfItems):
        shape = {"type": "array", "items": _option(option.option_type)}
    elif isinstance(option, c.Type):
        shape = {"type": _TYPES[option._type]}  # noqa: SLF001
    return shape if option.default is None else {**shape, "default": option.default}
