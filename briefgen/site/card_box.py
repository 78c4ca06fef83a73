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

FORMAT = "briefgen-cards-1"


@dataclass(slots=True)
class CardBox:
    """The cards filed last time and those filed since."""

    path: Path
    filed: dict[str, str] = field(default_factory=dict)
    "JSON of a card by the digest of its briefing's file"
    cards: dict[str, Any] = field(default_factory=dict)
    "the same, read; a card that is taken out is gone"
    used: dict[str, str] = field(default_factory=dict)
    "what was taken out or put in"

    def get(self, digest: str) -> Card | None:
        """Return the card of the briefing file with that digest; None when there is none."""
        try:
            found = card_from_json(self.cards.pop(digest))
        except (ValueError, TypeError, KeyError):
            return None
        self.used[digest] = self.filed[digest]
        return found

    def put(self, digest: str, made: Card) -> None:
        """File *made* under the digest of its briefing's file."""
        text = json.dumps(card_to_json(made), ensure_ascii=False, separators=(",", ":"))
        self.used[digest] = text

    def keep(self) -> None:
        """Write what was used to the disk and forget the rest; a full disk costs time only."""
        if self.used.keys() == self.filed.keys():
            return
        lines = (f"{digest} {text}" for digest, text in sorted(self.used.items()))
        with contextlib.suppress(EnvironmentMissingError):
            write_vouched_lines(self.path, _form(), lines)


def open_box(path: Path) -> CardBox:
    """Return the box at *path*; an empty one when there is none that is whole."""
    try:
        lines = read_vouched_lines(path, _form())
        pairs = (line.partition(" ") for line in lines if line)
        filed = {digest: text for digest, _, text in pairs}
        cards = json.loads(f"[{','.join(filed.values())}]")  # at once: half the time of one by one
        return CardBox(path, filed, dict(zip(filed, cards, strict=True)))
    except (OSError, ValueError):
        return CardBox(path)


@cache
def _form() -> str:
    """Return the name of the format, with a digest of what decides what a card holds."""
    return f"{FORMAT}-{record_fingerprint()[:32]}"
