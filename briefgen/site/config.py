"""`mkdocs.yml` to MkDocs' configuration, with every fault of it at once, each with its line."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import get_plugins

from briefgen.diagnostics import Diagnostic, rules
from briefgen.errors import ConfigError, StrictError, raise_all
from briefgen.nearest import remedy

PLUGIN = "briefgen"
DEFAULT_CONFIG = "mkdocs.yml"

log = logging.getLogger("mkdocs.plugins.briefgen")

_OPTION = re.compile(r"Plugin '([^']+)' option '([^']+)': (.*)")
_NOT_INSTALLED = re.compile(r'The "([^"]+)" plugin is not installed')
_CHOICE = re.compile(r"Expected one of: \((.*)\) but received: (.*)")
_TYPE = re.compile(r"Expected type: <class '(\w+)'> but received: <class '(\w+)'>")
_TYPES = {
    "bool": "true or false",
    "str": "text",
    "dict": "a mapping",
    "list": "a list",
    "int": "a number",
    "float": "a number",
    "NoneType": "nothing",
}
_UNKNOWN = "Unrecognised configuration name"


def read_config(
    config_file: Path | None, *, strict: bool = False, site_dir: Path | None = None
) -> MkDocsConfig:
    """Return MkDocs' configuration with our plugin in it; log what is odd about it.

    Raises:
        ConfigError: there is none, or it does not hold; carries every fault.
        StrictError: *strict*, and something is odd.
    """
    path = config_file or Path(DEFAULT_CONFIG)
    if not path.is_file():
        message = "does not exist; run `briefgen init`, or name the file with -f"
        raise ConfigError(message, code="no-config", path=path.name)
    options: dict[str, Any] = {"strict": True} if strict else {}
    if site_dir is not None:
        options["site_dir"] = str(site_dir.absolute())
    places = _Places(path)
    config, faults, odd = _load(path, options)
    if faults:
        errors = [error for key, text in faults for error in _errors(key, text, places)]
        raise_all(sorted(errors, key=lambda error: error.line or 1))
    if PLUGIN not in config.plugins:
        message = "the plugin is not switched on; add `plugins: [briefgen]`"
        line, column = places.of("plugins")
        raise ConfigError(message, code="no-plugin", path=path.name, line=line, column=column)
    for key, text in odd:
        item = _oddity(key, text, places)
        log.warning("%s", item, extra={"diagnostics": [item]})
    if odd and config.strict:
        message = "nothing is published: the configuration is odd, and --strict allows no warning"
        raise StrictError(message, path=path.name)
    return config


def _load(
    path: Path, options: dict[str, Any]
) -> tuple[MkDocsConfig, list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the configuration, its faults and its oddities, each by key.

    MkDocs stops at the first fault: it is asked again without the keys at fault until
    it finds no other.
    """
    faults: list[tuple[str, str]] = []
    wrong: set[str] = set()
    stand_ins = {"site_name": PLUGIN, "docs_dir": str(path.absolute().parent)}
    while True:
        config = MkDocsConfig(config_file_path=str(path))
        try:
            with path.open("rb") as file:
                config.load_file(file)
            config.load_dict(options)
        except ConfigurationError as error:
            raise _broken(path, error) from error
        for key in wrong:
            config[key] = stand_ins.get(key, getattr(MkDocsConfig, key).default)
        errors, warnings = config.validate()
        news = [(key, str(error)) for key, error in errors if key not in wrong]
        if "docs_dir" in wrong:  # the stand-in for it holds the site
            news = [(key, text) for key, text in news if key != "site_dir"]
        if not news:
            return config, faults, [(key, str(text)) for key, text in warnings]
        faults += news
        wrong |= {key for key, _ in news}


def _broken(path: Path, error: ConfigurationError) -> ConfigError:
    cause: BaseException | None = error.__cause__ or error.__context__
    mark = getattr(cause, "problem_mark", None)
    reason = getattr(cause, "problem", None) or str(error).strip().splitlines()[0]
    message = f"is not YAML that MkDocs can read: {reason}"
    place = {"line": mark.line + 1, "column": mark.column + 1} if mark else {}
    return ConfigError(message, code="broken-config", path=path.name, **place)


def _errors(key: str, text: str, places: _Places) -> Iterator[ConfigError]:
    """Yield an error for each line of what MkDocs says of *key*."""
    path = places.path.name
    lines = text.splitlines()
    for line in lines if _OPTION.match(text) else [" ".join(lines)]:
        if match := _OPTION.fullmatch(line):
            plugin, option, reason = match.groups()
            code = "unknown-setting" if reason.startswith("unknown") else "bad-setting"
            place = places.of("plugins", plugin, option)
            message = f"{plugin}: {option}: {_plainly(reason)}"
        else:
            code, place, message = "bad-setting", places.of(key), f"{key}: {_plainly(line)}"
            if absent := _NOT_INSTALLED.search(line):
                place = places.of(key, absent[1])
                message = f"the plugin '{absent[1]}' is not installed; "
                message += remedy(absent[1], sorted(get_plugins()))
        yield ConfigError(message, code=code, path=path, line=place[0], column=place[1])


def _plainly(text: str) -> str:
    """Return what MkDocs says of a value as people would, with the nearest right one."""
    if match := _CHOICE.fullmatch(text):
        given = match[2].strip("'")
        known = re.findall("'([^']*)'", match[1])
        return f"is '{given}'; {remedy(given, known)}"
    if match := _TYPE.fullmatch(text):
        wanted, found = (_TYPES.get(name, name) for name in match.groups())
        return f"is {found}; expected {wanted}"
    return text


def _oddity(key: str, text: str, places: _Places) -> Diagnostic:
    path, place = places.path.name, places.of(key)
    if _UNKNOWN not in text or "option" in text:
        return Diagnostic(rules()["site-warning"], f"{key}: {text}", path, *place)
    known = sorted(name for name in MkDocsConfig() if isinstance(name, str))
    message = f"unknown setting `{key}`; {remedy(key, known)}"
    return Diagnostic(rules()["unknown-mkdocs-setting"], message, path, *place)


class _Places:
    """Where keys stand in a YAML file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._root = yaml.compose(path.read_bytes(), Loader=yaml.SafeLoader)
        except (yaml.YAMLError, OSError):
            self._root = None

    def of(self, *keys: str) -> tuple[int, int]:
        """Return line and column of the last of *keys* that is there; (1, 1) for none.

        A list is searched for a mapping with the key, or for the word itself.
        """
        place, node = (1, 1), self._root
        for key in keys:
            found = _find(node, key)
            if found is None:
                break
            mark, node = found
            place = (mark.line + 1, mark.column + 1)
        return place


def _find(node: yaml.Node | None, key: str) -> tuple[Any, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return name.start_mark, value
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if isinstance(item, yaml.ScalarNode) and item.value == key:
                return item.start_mark, item
            if found := _find(item, key):
                return found
    return None
