"""The cards of a site's briefings in one file, so that a build need not read their records.

Each card is filed under the digest of its briefing's file, with the briefing's *face*: a digest
of all that lists print of it. The box can be made again from
the briefings: one that is lost, damaged or of other code costs time only.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from briefgen.build.card import Card, card_from_json, card_to_json
from briefgen.build.fast_json import json_text, read_json
from briefgen.build.fingerprint import record_fingerprint
from briefgen.build.vouched import read_vouched_lines, write_vouched_lines
from briefgen.errors import EnvironmentMissingError

FORMAT = "briefgen-cards-3"

_BORDER = "\t"  # between the cells of a line; JSON writes it otherwise

Row = tuple[str, ...]
"digest of a briefing's file, its face, JSON of its card without mentions, JSON of these"


@dataclass
class CardBox:
    """The cards filed last time and those filed since; they are read when one is asked for."""

    path: Path
    used: dict[str, Row] = field(default_factory=dict)
    "what was taken out or put in, by the digest of a briefing's file"
    spared: int = 0
    "how many cards, those asked for first, are not looked for"

    @cached_property
    def filed(self) -> dict[str, Row]:
        """What was filed last time; nothing when the box is not whole."""
        try:
            lines = read_vouched_lines(self.path, _form())
            rows = [tuple(line.split(_BORDER)) for line in lines if line]
            return {row[0]: row for row in rows}
        except (OSError, ValueError):
            return {}

    @cached_property
    def heads(self) -> dict[str, Any]:
        """The same cards without mentions, read; one that is taken out is gone."""
        try:
            heads = ",".join([head for _, _, head, _ in self.filed.values()])
            read = read_json(f"[{heads}]")  # at once: half the time of one by one
        except ValueError:
            return {}
        return dict(zip(self.filed, read, strict=True))

    def get(self, digest: str) -> tuple[Card, str] | None:
        """Return card and face of the briefing file with that digest; None if they are unknown."""
        if self.spared:
            self.spared -= 1
            return None
        try:
            row = self.filed[digest]
            found = card_from_json(self.heads.pop(digest), row[3])
        except (ValueError, TypeError, LookupError):
            return None
        self.used[digest] = row
        return found, row[1]

    def put(self, digest: str, card: Card, face: str) -> None:
        """File *card* and its *face* under the digest of its briefing's file."""
        head, mentions = map(json_text, card_to_json(card))
        self.used[digest] = (digest, face, head, mentions)

    def keep(self) -> None:
        """Write what was used to the disk, and let go of all; a full disk costs time only.

        When nothing was asked for, nothing is written: it costs no more to make what was put in
        again than to write all anew.
        """
        if "filed" in self.__dict__ and self.used.keys() != self.filed.keys():
            lines = map(_BORDER.join, sorted(self.used.values()))
            with contextlib.suppress(EnvironmentMissingError):
                write_vouched_lines(self.path, _form(), lines)
        self.used.clear()
        for read in ("filed", "heads"):
            self.__dict__.pop(read, None)


@cache
def _form() -> str:
    """Return the name of the format, with a digest of what decides what a card holds."""
    return f"{FORMAT}-{record_fingerprint()[:32]}"
