"""What pages a site has: MkDocs' files in, briefings and the sheets that list them out.

A site holds all briefings or is one *part* of a newsroom's: a year, or ROOT, the site of
all years, which has no briefings of its own. The empty part is the whole.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from mkdocs.structure.files import File, Files, InclusionLevel

from briefgen.build import Project, load_briefing
from briefgen.build.card import Card
from briefgen.build.fingerprint import file_digest
from briefgen.build.ledger import FACE
from briefgen.build.line import REGISTER
from briefgen.build.load import load_card, load_wording
from briefgen.build.store import Store, key_of
from briefgen.build.work import stored_briefing
from briefgen.corrections import FOLDER as CORRECTIONS
from briefgen.errors import InputError
from briefgen.model import Briefing
from briefgen.site.card_box import CardBox
from briefgen.site.entry import Entry
from briefgen.site.library import Library, ties_of
from briefgen.site.options import BriefgenOptions
from briefgen.site.pages import SEARCH_PAGE, all_sheets, search_sheet
from briefgen.site.pages.across import across_sheets
from briefgen.site.press import Press
from briefgen.site.publication import Publication, errors_for_mkdocs
from briefgen.site.search_parts import parts_of
from briefgen.site.sheet import Sheet
from briefgen.site.years import ROOT, Across

_LANGUAGE = "l:"  # begins the tie that tells the language of a briefing
_FEW = 16  # cards, made again sooner than the box of a large site is read
_NAME = re.compile(r"(?<![\w.-])[\w.-]+\.md\b")  # of a page; ours are made of ASCII


@dataclass(frozen=True, slots=True)
class Briefings:
    """The briefings of a site."""

    entries: dict[str, Entry] = field(default_factory=dict)
    "by source"
    digests: dict[str, str] = field(default_factory=dict)
    "of all that a briefing's page is made from, by source"
    files: dict[str, str] = field(default_factory=dict)
    "digests of the briefings' files, by source"
    languages: dict[str, str] = field(default_factory=dict)
    "by source"
    kept: set[str] = field(default_factory=set)
    "sources of the briefings whose page is as it was"
    stirred: Set[str] = frozenset()
    "ties of the briefings that are new, gone or show another face; see `ties_of`"
    box: CardBox = field(default_factory=lambda: CardBox(Path()))
    "their cards"


def is_year(part: str) -> bool:
    """Tell whether *part* is a year of a newsroom that has a site for each."""
    return part not in {"", ROOT}


def is_of_part(name: str, part: str) -> bool:
    """Tell whether the briefing file *name*, below their folder, is on the site of *part*."""
    return not part or name.partition("/")[0] == part


def folders_of(options: BriefgenOptions) -> tuple[str, ...]:
    """Return the folders below ``docs_dir`` that hold no pages of the author's."""
    return (options.articles, options.briefings, CORRECTIONS)


def take_out(files: Files, options: BriefgenOptions, part: str) -> list[File]:
    """Take what is no page of this site out of *files*; return the author's pages.

    Articles, corrections and the register of actors are on no site, the author's pages on
    that of a year neither.
    """
    ours = tuple(f"{folder}/" for folder in folders_of(options)) if options.newsroom else ()
    own = [file for file in files.documentation_pages() if not file.src_uri.startswith(ours)]
    inputs = tuple(name for name in ours if name != f"{options.briefings}/")
    for file in list(files):
        if file.src_uri.startswith(inputs) or (ours and file.src_uri == REGISTER):
            files.remove(file)
    if is_year(part):
        for file in own:
            files.remove(file)
        return []
    return own


def names_in(pages: Iterable[File]) -> frozenset[str]:
    """Return the names, without folders, of the pages that the author's *pages* may link to."""
    return frozenset(name for page in pages for name in _NAME.findall(page.content_string))


def nav_entries(nav: object) -> Iterator[tuple[str, str]]:
    """Yield the sources that the author's menu names, each with its title, empty without one."""
    if isinstance(nav, str):
        yield nav, ""
    elif isinstance(nav, Mapping):
        for title, inside in nav.items():
            if isinstance(inside, str):
                yield inside, str(title)
            else:
                yield from nav_entries(inside)
    elif isinstance(nav, Sequence):
        for inside in nav:
            yield from nav_entries(inside)


def read_briefings(
    files: Files,
    options: BriefgenOptions,
    part: str,
    project: Project,
    publication: Publication,
    common: str,
) -> Briefings:
    """Return the briefings among *files* and take out those that this site does not show.

    Pages of briefings that are what they were, under the same *common* digest, are kept:
    MkDocs does not build them again, and nothing is read of them yet.
    """
    now = dt.datetime.now(dt.UTC)  # embargoes end by the clock
    box = CardBox(project.store / (f"cards-{part}" if part else "cards"), spared=_FEW)
    found = Briefings(box=box)
    folder = f"{options.briefings}/"
    for file in list(files.documentation_pages()):
        source = file.src_uri
        if not options.newsroom or not source.startswith(folder):
            continue
        name = source.removeprefix(folder)
        if not is_of_part(name, part):
            files.remove(file)
            continue
        path = str(file.abs_src_path)
        with errors_for_mkdocs():
            written = publication.report.digests.get(name) or file_digest(Path(path))
            page = key_of(common, source, written)
            entry = _entry(path, source, written, project, found.box)
            is_kept = publication.stands(source, page)
            if not is_kept and not entry.card.is_public(now):
                files.remove(file)
                continue
        found.entries[source] = entry
        found.digests[source], found.files[source] = page, written
        if is_kept:
            found.kept.add(source)
            found.languages[source] = language_of(publication.ties(source))
        else:
            found.languages[source] = language = entry.card.language
            ties = (f"{FACE}{entry.face}", f"{_LANGUAGE}{language}", *ties_of(entry.card))
            publication.begin(source, page, ties)
        file.inclusion = InclusionLevel.EXCLUDED if is_kept else InclusionLevel.NOT_IN_NAV
    return replace(found, stirred=publication.stirred(folder))


def language_of(ties: Sequence[str]) -> str:
    """Return the language of the briefing whose page has these *ties*."""
    return ties[1].removeprefix(_LANGUAGE)


def stored_entry(source: str, digest: str, project: Project) -> Entry:
    """Return the briefing that is to lie at *source* in a file of that *digest*.

    Raises:
        InputError: the store has it not, when it is asked for.
    """
    path = str(project.content / source)

    def read() -> Briefing:
        found = stored_briefing(Store(project.store), digest)
        if found is None:
            message = "is not in the store"
            raise InputError(message, path=path)
        return found

    return Entry(read, source, path)


def _entry(path: str, source: str, digest: str, project: Project, box: CardBox) -> Entry:
    """Return the briefing in the file at *path*, of which no more is read than is asked for."""

    def card() -> tuple[Card, str]:
        known = box.get(digest)
        if known is None:
            known = load_card(path, project, digest)
            box.put(digest, *known)
        return known

    read = partial(load_briefing, path, project, digest)
    return Entry(read, source, path, card, partial(load_wording, path, project, digest))


def made_sheets(
    part: str,
    library: Library,
    across: Across,
    press: Press,
    site_name: str,
    own: frozenset[str],
    *,
    newsroom: bool,
) -> Iterator[Sheet]:
    """Yield the pages that list briefings; a site that is no *newsroom*'s has the search alone.

    *own* are sources of the author's pages.
    """
    if part == ROOT:
        parts = parts_of(searched(part, library), own, press.language)
        return across_sheets(across, parts, press.gettext, site_name)
    if is_year(part):  # searched from the site of all years
        sheets = all_sheets(library, press, site_name)
        return (sheet for sheet in sheets if sheet.source != SEARCH_PAGE)
    if newsroom:
        return all_sheets(library, press, site_name, own)
    return iter([search_sheet(library, press, own)])


def searched(part: str, library: Library) -> Library:
    """Return what goes into this site's index: actors into that of all years alone."""
    if part == ROOT:
        return replace(library, entries=())
    return replace(library, dossiers={}) if is_year(part) else library
