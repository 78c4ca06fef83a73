"""One article file to its briefings, kept in the store: what a worker process does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.build.card import Card, card_from_json, card_of, card_to_json
from briefgen.build.codec import decoder, encode
from briefgen.build.fingerprint import file_digest, record_fingerprint
from briefgen.build.manifest import Made
from briefgen.build.store import Store, key_of
from briefgen.build.wording import Wording, face_of, wording_from_json, wording_of
from briefgen.errors import InputError
from briefgen.model import Article, ArticleStatus, Briefing, Note
from briefgen.readers.place import place_of
from briefgen.readers.versions import edition_of

_MARKDOWN, _BRIEFING, _CARD, _WORDING = range(4)  # places in what the store keeps of a briefing

Line = Callable[[Path, str], "Sequence[Finished]"]
"an article file and its name in the project to its finished briefings"


@dataclass(frozen=True, slots=True)
class Finished:
    """A briefing with what is written of it."""

    stem: str
    "where it would like to lie: ``2012/07/slug``"
    markdown: str
    briefing: Briefing


@dataclass(frozen=True, slots=True)
class Task:
    """An article file to read."""

    name: str
    "below the articles' folder"
    sha256: str
    "of the file when the key was made"
    key: str


@dataclass(frozen=True, slots=True)
class FileWork:
    """The work on one article file, as a worker process receives it."""

    line: Line
    articles: Path
    root: Path
    store: Store

    def __call__(self, task: Task) -> tuple[Made, ...]:
        """Return what the file gave, after storing it.

        A file that changed since its key was made gives what it holds now, which
        is not stored under the old key.

        Raises:
            InputError: the file is no article.
            EnvironmentMissingError: the store cannot be written.
        """
        path = self.articles / task.name
        shown = path.relative_to(self.root).as_posix()
        made = tuple(self._keep(finished, path) for finished in self.line(path, shown))
        try:
            unchanged = file_digest(path) == task.sha256
        except OSError as error:
            message = f"the file vanished while it was read: {error.strerror}"
            raise InputError(message, code="unreadable", path=shown) from error
        if unchanged:
            self.store.put(task.key, encode(made))
        return made

    def _keep(self, finished: Finished, path: Path) -> Made:
        data = finished.markdown.encode("utf-8")
        sha256 = hashlib.sha256(data).hexdigest()
        keep_record(self.store, sha256, finished.markdown, finished.briefing)
        article = finished.briefing.article
        notes = tuple(
            (note.code, note.message, *note_place(note, article, path))
            for note in finished.briefing.notes
        )
        return Made(finished.stem, sha256, notes, _hidden(article), edition_of(article))


def note_place(note: Note, article: Article, path: Path) -> tuple[int, int]:
    """Return line and column of what *note* is about in the article's file at *path*."""
    return place_of(note.span, article, path) if note.span else (1, 1)


def _hidden(article: Article) -> str:
    if article.draft:
        return "draft"
    if article.status is not ArticleStatus.USABLE:
        return article.status.value
    return article.embargo.isoformat() if article.embargo else ""


def made_of(value: Any) -> tuple[Made, ...] | None:
    """Return what `FileWork` stored; None when the value is no such thing."""
    try:
        made: tuple[Made, ...] = decoder(tuple[Made, ...])(value)
    except (TypeError, ValueError):
        return None
    return made


def record_key(sha256: str) -> str:
    """Return the key under which the briefing of the file with that digest is kept."""
    return key_of("briefing", record_fingerprint(), sha256)


def keep_record(store: Store, sha256: str, markdown: str, briefing: Briefing) -> None:
    """Keep a briefing with its Markdown, and what lists need of it, under the Markdown's digest."""
    card, wording = card_to_json(card_of(briefing)), wording_of(briefing)
    faced = [*card, face_of(card, wording)]
    store.put(record_key(sha256), markdown, encode(briefing), faced, wording)  # places as above


def stored_markdown(store: Store, sha256: str) -> bytes | None:
    """Return the bytes of the briefing file with that digest, if they are in the store."""
    value = store.get(record_key(sha256), _MARKDOWN)
    if not isinstance(value, str):
        return None
    data = value.encode("utf-8", "surrogatepass")
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def stored_briefing(store: Store, sha256: str) -> Briefing | None:
    """Return the briefing of the file with that digest, if it is in the store."""
    value: Any = store.get(record_key(sha256), _BRIEFING)
    try:
        briefing: Briefing = decoder(Briefing)(value)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError):
        return None
    return briefing


def stored_card(store: Store, sha256: str) -> tuple[Card, str] | None:
    """Return card and face of the briefing of that file, if they are in the store."""
    value: Any = store.get(record_key(sha256), _CARD)
    try:
        head, mentions, face = value
        return card_from_json(head, mentions), str(face)
    except (TypeError, ValueError, IndexError):
        return None


def stored_wording(store: Store, sha256: str) -> Wording | None:
    """Return what lists print of the briefing of that file, if it is in the store."""
    value: Any = store.get(record_key(sha256), _WORDING)
    try:
        return wording_from_json(value)
    except (TypeError, ValueError):
        return None
