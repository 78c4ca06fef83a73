"""The cards of a site's briefings in one file, so that a build need not read their records.

Each card is filed under the digest of its briefing's file. The box can be made again from
the briefings: one that is lost, damaged or of other code costs time only.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from briefgen.build.card import Card, card_from_json, card_to_json
from briefgen.build.fingerprint import record_fingerprint
from briefgen.build.vouched import read_vouched_lines, write_vouched_lines
from briefgen.errors import EnvironmentMissingError

FORMAT = "briefgen-cards-2"

_BORDER = "\t"  # between the cells of a line; JSON writes it otherwise

Row = tuple[str, ...]
"digest of a briefing's file, JSON of its card without mentions, JSON of these"


@dataclass(slots=True)
class CardBox:
    """The cards filed last time and those filed since."""

    path: Path
    filed: dict[str, Row] = field(default_factory=dict)
    "by the digest of a briefing's file"
    heads: dict[str, Any] = field(default_factory=dict)
    "the cards without mentions, read; one that is taken out is gone"
    used: dict[str, Row] = field(default_factory=dict)
    "what was taken out or put in"

    def get(self, digest: str) -> Card | None:
        """Return the card of the briefing file with that digest; None when there is none."""
        try:
            row = self.filed[digest]
            found = card_from_json(self.heads.pop(digest), row[2])
        except (ValueError, TypeError, LookupError):
            return None
        self.used[digest] = row
        return found

    def put(self, digest: str, made: Card) -> None:
        """File *made* under the digest of its briefing's file."""
        head, mentions = card_to_json(made)
        self.used[digest] = (digest, _json(head), _json(mentions))

    def keep(self) -> None:
        """Write what was used to the disk and forget the rest; a full disk costs time only."""
        if self.used.keys() == self.filed.keys():
            return
        lines = map(_BORDER.join, sorted(self.used.values()))
        with contextlib.suppress(EnvironmentMissingError):
            write_vouched_lines(self.path, _form(), lines)


def open_box(path: Path) -> CardBox:
    """Return the box at *path*; an empty one when there is none that is whole."""
    try:
        lines = read_vouched_lines(path, _form())
        rows = [tuple(line.split(_BORDER)) for line in lines if line]
        digests = [digest for digest, _, _ in rows]
        heads = json.loads(f"[{','.join([head for _, head, _ in rows])}]")  # at once: it is faster
    except (OSError, ValueError):
        return CardBox(path)
    filed = dict(zip(digests, rows, strict=True))
    return CardBox(path, filed, dict(zip(digests, heads, strict=True)))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def _form() -> str:
    """Return the name of the format, with a digest of what decides what a card holds."""
    return f"{FORMAT}-{record_fingerprint()[:32]}"
