"""``content/corrections/<slug>.yml`` to corrections, each with its line.

summary:
  drop: ["A sentence of the summary."]
actors:
  add: [{name: Neil Armstrong, type: PER, roles: [commander of Apollo 11], key: true}]
  change: [{name: NASA, key: false}]
quotes:
  change: [{text: "We have a lift-off", speaker: Jack King, actor: Jack King}]
timeline:
  add: [{date: July 24, value: 1969-07-24, label: splash down in the Pacific}]
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NoReturn

from briefgen.errors import InputError
from briefgen.model import Action, NameType, Section, Status
from briefgen.nearest import remedy
from briefgen.readers.decode import decode, short_form
from briefgen.readers.input import load
from briefgen.readers.strict_yaml import Node, load_mapping
from briefgen.slug import slugify

FOLDER = "corrections"  # below the content folder

# What an entry is known by comes first: a bare string stands for that field alone.
FIELDS: Mapping[tuple[Section, Action], tuple[str, ...]] = {
    (Section.SUMMARY, Action.ADD): ("text",),
    (Section.SUMMARY, Action.DROP): ("text",),
    (Section.ACTORS, Action.ADD): ("name", "type", "roles", "key"),
    (Section.ACTORS, Action.CHANGE): (
        "name",
        "new_name",
        "type",
        "key",
        "add_roles",
        "drop_roles",
    ),
    (Section.ACTORS, Action.DROP): ("name",),
    (Section.QUOTES, Action.ADD): ("text", "in", "type", "speaker", "actor", "cue"),
    (Section.QUOTES, Action.CHANGE): ("text", "in", "type", "speaker", "actor", "cue"),
    (Section.QUOTES, Action.DROP): ("text", "in"),
    (Section.TIMELINE, Action.ADD): ("date", "in", "value", "label", "status", "key"),
    (Section.TIMELINE, Action.CHANGE): ("date", "in", "value", "label", "status", "key"),
    (Section.TIMELINE, Action.DROP): ("date", "in"),
}
# Suffixes of files that hold one article, which is named after the file.
SINGLE = frozenset({".md", ".markdown", ".txt", ".text", ".html", ".htm", ".pdf", ".docx"})
LISTS = frozenset({"roles", "add_roles", "drop_roles"})
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
CLOSED: Mapping[tuple[Section, str], tuple[str, ...]] = {
    (Section.ACTORS, "type"): tuple(NameType),
    (Section.QUOTES, "type"): ("direct", "mixed", "indirect"),
    (Section.TIMELINE, "status"): tuple(Status),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the file."""

    section: Section
    action: Action
    fields: Mapping[str, str | tuple[str, ...] | bool | None]
    "by name; None where the editor wrote nothing after the colon, to take a value away"
    path: str
    line: int
    column: int

    @property
    def words(self) -> str:
        """What the entry is known by."""
        return str(self.fields[FIELDS[self.section, self.action][0]])

    def text(self, field: str) -> str:
        """Return the words of *field*, empty when it is not there."""
        value = self.fields.get(field)
        return value if isinstance(value, str) else ""

    def texts(self, field: str) -> tuple[str, ...]:
        """Return the list in *field*, empty when it is not there."""
        value = self.fields.get(field)
        return value if isinstance(value, tuple) else ()

    def flag(self, field: str, default: bool) -> bool:
        """Return the truth in *field*, else *default*."""
        value = self.fields.get(field)
        return value if isinstance(value, bool) else default

    def fail(self, reason: str) -> NoReturn:
        """Raise the InputError of this entry."""
        shown = f"{self.section}.{self.action} “{short_form(self.words)}”"
        message = f"correction {shown} {reason}"
        raise InputError(
            message, code="lost-correction", path=self.path, line=self.line, column=self.column
        )


def corrections_path(folder: Path, article_id: str) -> Path:
    """Return where the corrections of an article lie below the content *folder*."""
    return folder / FOLDER / f"{article_id}.yml"


def orphan_corrections(
    folder: Path, articles: Collection[str], failed: Iterable[str] = ()
) -> tuple[Path, ...]:
    """Return the corrections files below *folder* that belong to none of *articles* (ids).

    Nor to one of the *failed* article files: the corrections may be what these fail by.
    """
    known = {*articles, *(slugify(PurePosixPath(path).stem) for path in failed)}
    return tuple(p for p in sorted((folder / FOLDER).glob("*.yml")) if p.stem not in known)


def corrections_digest(folder: Path, article_file: str) -> str:
    """Return what changes when corrections of the articles in *article_file* do.

    A file of one article depends on the corrections of its own name, one that may hold
    several on all of them. Empty when there are none.
    """
    home = folder / FOLDER
    name = PurePosixPath(article_file)
    if name.suffix.lower() in SINGLE:
        paths = [corrections_path(folder, slugify(name.stem))]
    else:
        paths = sorted(home.glob("*.yml"))
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest() if any(path.is_file() for path in paths) else ""


def load_corrections(path: Path, name: str) -> tuple[Correction, ...]:
    """Return the corrections in the file at *path* (errors call it *name*), in its order.

    A file that does not exist, or is empty, holds none.

    Raises:
        InputError: not YAML, an unknown section, action or field, a value off its range.
    """
    if not path.exists() or not path.stat().st_size:
        return ()
    text = decode(load(path, name=name)).text
    found: list[Correction] = []
    for section, actions in load_mapping(text, path=name).items():
        if section not in set(Section):
            _unknown(section, tuple(Section), "section", name, actions)
        for action, entries in _mapping(actions, section, name).items():
            if (Section(section), action) not in FIELDS:
                known = tuple(a.value for s, a in FIELDS if s == section)
                _unknown(action, known, f"action under {section}", name, entries)
            if entries.value is None:
                continue
            items = entries.value if isinstance(entries.value, tuple) else (entries,)
            found += [_entry(Section(section), Action(action), item, name) for item in items]
    return tuple(found)


def _entry(section: Section, action: Action, node: Node, path: str) -> Correction:
    known = FIELDS[section, action]
    given = {known[0]: node} if isinstance(node.value, str) else _mapping(node, section, path)
    fields = {}
    for field, value in given.items():
        if field not in known:
            _unknown(field, known, f"field in {section}.{action}", path, value)
        fields[field] = _value(section, field, value, path)
    if not fields.get(known[0]):
        message = f"an entry of {section}.{action} has no `{known[0]}`; quote the article there"
        raise _off(node, message, path)
    return Correction(section, action, fields, path, node.line, node.column)


def _value(
    section: Section, field: str, node: Node, path: str
) -> str | tuple[str, ...] | bool | None:
    if field in LISTS:
        items = node.value if isinstance(node.value, tuple) else (node,)
        return tuple(str(item.value) for item in items if isinstance(item.value, str))
    if node.value is None:
        return None
    if not isinstance(node.value, str):
        message = f"{field} is {node.kind}; expected words"
        raise _off(node, message, path, field)
    if field == "key":
        if node.value.lower() not in _FLAGS:
            message = f"key is '{short_form(node.value)}'; expected true or false"
            raise _off(node, message, path, field)
        return _FLAGS[node.value.lower()]
    allowed = CLOSED.get((section, field))
    if allowed and node.value not in allowed:
        message = f"{field} is '{short_form(node.value)}'; expected one of {', '.join(allowed)}"
        raise _off(node, message, path, field)
    return node.value


def _off(node: Node, message: str, path: str, field: str | None = None) -> InputError:
    return InputError(
        message, code="bad-correction", path=path, line=node.line, column=node.column, field=field
    )


def _mapping(node: Node, what: str, path: str) -> Mapping[str, Node]:
    if node.value is None:
        return {}
    if not isinstance(node.value, Mapping):
        message = f"{what} is {node.kind}; expected a mapping"
        raise _off(node, message, path)
    return node.value


def _unknown(word: str, known: tuple[str, ...], what: str, path: str, node: Node) -> NoReturn:
    message = f"unknown {what} `{short_form(word)}`; {remedy(word, known)}"
    raise InputError(
        message, code="unknown-correction", path=path, line=node.key_line, column=node.key_column
    )
