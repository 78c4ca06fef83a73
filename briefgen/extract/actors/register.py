"""The user's register of actors, ``content/actors.yml``: one identity across articles.

    - name: Organisation des Nations unies
      aliases: [ONU, Nations unies]
      type: ORG
      wikidata: Q1065
      blurb: Organisation internationale fondée en 1945.

    - id: martin-schulz-coureur      # split: another man of the same name
      name: Martin Schulz
      articles: [triathlon-tokyo]    # this entry holds in these articles alone

An entry merges every actor that bears its name or one of its aliases. An entry with
``articles`` goes before one without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from briefgen.errors import ConfigError, raise_all
from briefgen.extract.actors.lexicon import name_words
from briefgen.model import NameType
from briefgen.nearest import remedy
from briefgen.readers.decode import clean
from briefgen.slug import slugify

FIELDS = ("name", "id", "aliases", "type", "wikidata", "blurb", "articles")

_LISTS = frozenset({"aliases", "articles"})
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor as the user knows it."""

    id: str
    name: str
    line: int
    "where the entry begins, counted from 1"
    aliases: tuple[str, ...] = ()
    type: NameType | None = None
    "None: as the articles say"
    wikidata: str | None = None
    blurb: str | None = None
    articles: frozenset[str] | None = None
    "ids of the articles the entry holds in; None: in all"


@dataclass(frozen=True, slots=True)
class Register:
    """Every entry, and by folded name the entries that bear it."""

    entries: tuple[Entry, ...] = ()
    by_name: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    def find(self, name: str, article: str) -> Entry | None:
        """Return the entry that *name* stands for in *article*; None when none does."""
        entries = self.by_name.get(name_key(name), ())
        return next((e for e in entries if e.articles is None or article in e.articles), None)


NO_REGISTER = Register()


def name_key(name: str) -> str:
    """Return *name* as names are compared: folded words joined by blanks."""
    return " ".join(name_words(name))


def read_register(path: Path) -> Register:
    """Return the register at *path*; an empty one when there is no such file.

    Raises:
        ConfigError: the file is no list of entries, a field is unknown, missing or of
            another shape, or two entries claim one name in one article.
    """
    if not path.is_file():
        return Register()
    place = path.as_posix()
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        message = f"not valid YAML: {getattr(error, 'problem', None) or error}"
        raise ConfigError(
            message,
            code="broken-register",
            path=place,
            line=mark.line + 1 if mark else None,
            column=mark.column + 1 if mark else None,
        ) from error
    if root is None:
        return Register()
    if not isinstance(root, yaml.SequenceNode):
        message = "expected a list of actors, each beginning with '- name: '"
        raise ConfigError(
            message,
            code="broken-register",
            path=place,
            line=root.start_mark.line + 1,
            column=root.start_mark.column + 1,
        )
    entries: list[Entry] = []
    errors: list[ConfigError] = []
    for node in root.value:
        try:
            entries.append(_entry(node, place))
        except ConfigError as error:
            errors.append(error)
    if errors:
        raise_all(errors)
    return _register(entries, place)


def _register(entries: Sequence[Entry], place: str) -> Register:
    by_id: dict[str, Entry] = {}
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.id in by_id:
            message = f"id {entry.id!r} is taken by line {by_id[entry.id].line}; give another `id:`"
            raise ConfigError(
                message, code="register-clash", path=place, line=entry.line, field="id"
            )
        by_id[entry.id] = entry
        for key in dict.fromkeys(map(name_key, (entry.name, *entry.aliases))):
            for other in by_name.setdefault(key, []):
                if _meet(entry, other):
                    message = (
                        f"{key!r} also names the entry of line {other.line}; "
                        "keep it in one, or tell them apart with `articles:`"
                    )
                    raise ConfigError(
                        message, code="register-clash", path=place, line=entry.line, field="aliases"
                    )
            by_name[key].append(entry)
    ordered = {
        key: tuple(sorted(group, key=lambda e: (e.articles is None, e.line)))
        for key, group in by_name.items()
    }
    return Register(tuple(entries), ordered)


def _meet(one: Entry, other: Entry) -> bool:
    """Tell whether two entries hold in one article with equal right."""
    if one.articles is None or other.articles is None:
        return one.articles is other.articles
    return not one.articles.isdisjoint(other.articles)


def _entry(node: yaml.Node, place: str) -> Entry:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        message = "an actor is a mapping that begins with 'name: '"
        raise ConfigError(message, code="broken-register", path=place, line=line)
    values: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for key, value in _fields(node, place):
        if key in _LISTS:
            lists[key] = _strings(value, key, place)
        else:
            values[key] = _string(value, key, place)
    if "name" not in values or not name_key(values["name"]):
        message = "no name; add `name:` with the fullest form"
        raise ConfigError(message, code="broken-register", path=place, line=line, field="name")
    return Entry(
        id=_checked(values.get("id") or slugify(values["name"]), place, line),
        name=values["name"],
        line=line,
        aliases=lists.get("aliases", ()),
        type=_type(values.get("type"), place, line),
        wikidata=_wikidata(values.get("wikidata"), place, line),
        blurb=values.get("blurb"),
        articles=frozenset(lists["articles"]) if "articles" in lists else None,
    )


def _fields(node: yaml.MappingNode, place: str) -> Iterator[tuple[str, yaml.Node]]:
    seen: set[str] = set()
    for key_node, value in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key not in FIELDS:
            message = f"field is {key!r}; {remedy(key, FIELDS)}"
            raise ConfigError(message, code="unknown-field", path=place, line=line, field=key)
        if key in seen:
            message = f"field {key!r} stands twice in one entry"
            raise ConfigError(message, code="broken-register", path=place, line=line, field=key)
        seen.add(key)
        yield key, value


def _off(node: yaml.Node, message: str, place: str, key: str) -> ConfigError:
    mark = node.start_mark
    line, column = mark.line + 1, mark.column + 1
    return ConfigError(
        message, code="broken-register", path=place, line=line, column=column, field=key
    )


def _string(node: yaml.Node, key: str, place: str) -> str:
    if isinstance(node, yaml.ScalarNode) and (words := clean(str(node.value))[0].strip()):
        return words
    message = f"{key} is no text; expected one line of words"
    raise _off(node, message, place, key)


def _strings(node: yaml.Node, key: str, place: str) -> tuple[str, ...]:
    if isinstance(node, yaml.SequenceNode):
        return tuple(_string(item, key, place) for item in node.value)
    message = f"{key} is no list; write `{key}: [one, another]`"
    raise _off(node, message, place, key)


def _checked(slug: str, place: str, line: int) -> str:
    if slug == slugify(slug):
        return slug
    message = f"id is {slug!r}; expected lower-case letters, digits and hyphens"
    raise ConfigError(message, code="broken-register", path=place, line=line, field="id")


def _type(value: str | None, place: str, line: int) -> NameType | None:
    if value is None or value in set(NameType):
        return NameType(value) if value else None
    message = f"type is {value!r}; expected PER, ORG or LOC"
    raise ConfigError(message, code="broken-register", path=place, line=line, field="type")


def _wikidata(value: str | None, place: str, line: int) -> str | None:
    if value is None or _WIKIDATA.fullmatch(value):
        return value
    message = f"wikidata is {value!r}; expected an item like Q1065"
    raise ConfigError(message, code="broken-register", path=place, line=line, field="wikidata")
