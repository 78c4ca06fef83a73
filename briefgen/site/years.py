"""What a year's site hands over to the site of all years, and all of it brought together.

The site of all years is made from these files alone, so that it costs no more than its
actors, however many briefings there are, and years may be built on other machines.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from briefgen.build.codec import decoder, encode
from briefgen.build.fingerprint import record_fingerprint
from briefgen.build.project import UNDATED
from briefgen.errors import InputError
from briefgen.model import Briefing, NameType
from briefgen.site.entry import Entry
from briefgen.site.library import Dossier, Library, gather
from briefgen.site.search_parts import cut, languages_of

ROOT = "root"  # name of the part that is the site of all years
HAND_OVER = "data/year.json"  # below a year's site
LATEST = 40  # briefings a year hands over; the front page and the feed of all years show no more


@dataclass(frozen=True, slots=True)
class Tally:
    """How often an actor occurs in a year."""

    part: str
    briefings: int
    quotes: int


@dataclass(frozen=True, slots=True)
class Year:
    """What is known of a year's site."""

    part: str
    "``2024``, ``undated``; the folder of its site"
    briefings: int
    languages: tuple[str, ...]
    actors: int
    indexes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    "folder and languages of each part of its search index"


@dataclass(frozen=True, slots=True)
class Across:
    """All years together."""

    library: Library
    "the latest briefings, as seen from the site of all years, and every actor"
    years: tuple[Year, ...] = ()
    "newest first; the briefings without a date last"
    tallies: Mapping[str, Sequence[Tally]] = field(default_factory=dict)
    "by actor, newest year first"
    digests: Mapping[str, str] = field(default_factory=dict)
    "of the files of the latest briefings, by source"

    def total(self, actor: str) -> int:
        """Return in how many briefings *actor* occurs."""
        return sum(tally.briefings for tally in self.tallies[actor])


def hand_over(part: str, library: Library, digests: Mapping[str, str]) -> str:
    """Return what the site *part* tells the site of all years; *digests* are by source."""
    data = {
        "records": record_fingerprint(),
        "part": part,
        "briefings": len(library.entries),
        "languages": sorted(library.languages),
        "indexes": [
            [part.folder, part.languages] for part in cut(languages_of(library.entries), {})
        ],
        "actors": [
            [d.id, d.names, d.types, d.aliases, len(d.entries), len(d.said)] for d in library.actors
        ],
        "latest": [
            [entry.source, digests[entry.source], encode(entry.briefing)]
            for entry in library.entries[:LATEST]
        ],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def years_folder(site: Path) -> Path:
    """Return the folder that holds the sites of the years of *site*."""
    return site.with_name(f"{site.name}-years")


def years_in(folder: Path) -> tuple[Path, ...]:
    """Return the sites of years in *folder*, newest first, that of undated briefings last."""
    found = [path for path in folder.iterdir() if (path / HAND_OVER).is_file()]
    return tuple(sorted(found, key=lambda path: (path.name != UNDATED, path.name), reverse=True))


def read_years(folder: Path) -> Across:
    """Return what the sites in *folder* hand over, together.

    Raises:
        InputError: one is no site of a year, or was built by other code.
    """
    return _together([_read(path / HAND_OVER, path.name) for path in years_in(folder)])


def _read(path: Path, part: str) -> Mapping[str, Any]:
    try:
        data: Mapping[str, Any] = json.loads(path.read_bytes())
        sound = data["records"] == record_fingerprint() and data["part"] == part
        sound = sound and "indexes" in data
    except (OSError, ValueError, KeyError, TypeError):
        sound = False
    if not sound:
        message = f"is damaged or of other code; run `briefgen build --part {part}` again"
        raise InputError(message, path=str(path))
    return data


def _together(years: Sequence[Mapping[str, Any]]) -> Across:
    digests: dict[str, str] = {}
    latest: list[Entry] = []
    read_briefing = decoder(Briefing)
    for year in years:
        for source, digest, briefing in year["latest"]:
            entry = Entry(read_briefing(briefing), f"{year['part']}/{source}")
            latest.append(entry)
            digests[entry.source] = digest
    newest = gather(latest).entries[:LATEST]
    dossiers: dict[str, Dossier] = {}
    tallies: dict[str, list[Tally]] = {}
    for year in years:
        for actor, names, types, aliases, briefings, quotes in year["actors"]:
            dossier = dossiers.setdefault(actor, Dossier(actor, has_page=True))
            dossier.names.update(names)
            dossier.types.update(Counter({NameType(kind): n for kind, n in types.items()}))
            dossier.aliases.update(aliases)
            tallies.setdefault(actor, []).append(Tally(year["part"], briefings, quotes))
    library = replace(gather(newest), dossiers=dossiers)
    return Across(library, tuple(map(_year, years)), tallies, digests)


def _year(data: Mapping[str, Any]) -> Year:
    indexes = tuple((folder, tuple(languages)) for folder, languages in data["indexes"])
    languages = tuple(data["languages"])
    return Year(data["part"], data["briefings"], languages, len(data["actors"]), indexes)
