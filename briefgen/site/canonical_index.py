"""Pagefind's index with everything in a fixed order: the same pages, the same bytes.

Pagefind 1.5 numbers pages in the order in which the file system lists them, and writes
filters, their values and the languages in that of a hash map that is seeded anew by every run.
Here pages are numbered by the names that their documents give them as a sort, the others are
sorted, and the files that hold them renamed after their new content, as Pagefind names them.
The files are gzipped CBOR behind a short mark, see `cbor.py`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.errors import EnvironmentMissingError
from briefgen.site.cbor import decode, encode
from briefgen.site.page_numbers import Renumbering

NAMES = "name"  # the sort by which pages are numbered; readers are not offered it
FRAGMENTS, CHUNKS = "fragment", "index"  # folders of texts to show and of words with their places
SHORT = 7  # hex digits that name a content, unless two agree in them

_MARK = b"pagefind_dcd"
_PAGES, _CHUNKS, _FILTERS, _SORTS = 1, 2, 3, 4  # places in a language's metadata
_HASH_LENGTH = 10  # hex digits; Pagefind takes 7 to 10
_LEVEL = 6  # of gzip


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of an index that are named after the text they show, all languages together."""

    fragments: frozenset[str]
    "without folder and ending, ``fr_7ec5e91``"
    is_told_apart: bool
    "whether all contents differ in the digits that first name them"


def make_canonical(index: Path) -> Contents:
    """Rewrite the files of *index* whose order or names Pagefind leaves to chance.

    Its documents must tell their names as NAMES.

    Raises:
        EnvironmentMissingError: the files are not those of a Pagefind known to us.
    """
    entry_path = index / "pagefind-entry.json"
    fragments: set[str] = set()
    is_told_apart = True
    try:
        entry = json.loads(entry_path.read_bytes())
        for language in entry["languages"].values():
            path = index / f"pagefind.{language['hash']}.pf_meta"
            data = _load(path)
            alike = alike_names(page[0] for page in data[_PAGES])
            is_told_apart &= not alike
            _rename_fragments(index, data[_PAGES], alike)
            fragments.update(page[0] for page in data[_PAGES])
            _renumber(index, data)
            pattern = f"pagefind.{language['hash'].partition('_')[0]}_{{}}.pf_meta"
            language["hash"] = _replace(path, encode(data), pattern)
    except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError) as error:
        message = f"the search index is not as Pagefind 1.5 writes it ({error})"
        raise EnvironmentMissingError(message, code="missing-tool") from error
    entry["languages"] = dict(sorted(entry["languages"].items()))
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    entry_path.write_text(text, encoding="utf-8")
    return Contents(frozenset(fragments), is_told_apart)


def alike_names(names: Iterable[str]) -> frozenset[str]:
    """Return those of *names* that do not differ in the digits that first name a content.

    Of two such contents the one that Pagefind met later got more digits.
    """
    known = [*names]
    longer = {_short(name) for name in known if name != _short(name)}
    return frozenset(name for name in known if _short(name) in longer)


def _short(name: str) -> str:
    language, _, digits = name.partition("_")
    return f"{language}_{digits[:SHORT]}"


def _rename_fragments(index: Path, pages: list[Any], alike: Set[str]) -> None:
    """Give the texts of the names *alike* names that tell nothing of who came first."""
    for page in pages:
        if page[0] in alike:
            path = index / FRAGMENTS / f"{page[0]}.pf_fragment"
            content = gzip.decompress(path.read_bytes()).removeprefix(_MARK)
            page[0] = _replace(path, content, f"{page[0].partition('_')[0]}_{{}}.pf_fragment")


def _renumber(index: Path, data: Any) -> None:
    """Number the pages of the index with the metadata *data* by their names."""
    sorts = dict(data[_SORTS])
    by_name = sorts.pop(NAMES)
    if sorted(by_name) != [*range(len(data[_PAGES]))]:
        message = "not every page has a name"
        raise ValueError(message)
    renumbering = Renumbering(by_name)
    numbers = renumbering.numbers
    data[_PAGES] = [data[_PAGES][old] for old in by_name]
    data[_CHUNKS] = [
        [*ends, _rewrite_chunk(index, file, renumbering)] for *ends, file in data[_CHUNKS]
    ]
    data[_FILTERS] = sorted(
        [key, _rewrite_filter(index, file, numbers)] for key, file in data[_FILTERS]
    )
    data[_SORTS] = sorted([key, [numbers[old] for old in olds]] for key, olds in sorts.items())


def _rewrite_chunk(index: Path, name: str, renumbering: Renumbering) -> str:
    path = index / CHUNKS / f"{name}.pf_index"
    content = renumbering.words(_unpacked(path))
    return _replace(path, content, f"{name.partition('_')[0]}_{{}}.pf_index")


def _rewrite_filter(index: Path, name: str, numbers: Sequence[int]) -> str:
    path = index / "filter" / f"{name}.pf_filter"
    key, values = _load(path)
    data = [key, sorted([value, sorted(numbers[old] for old in olds)] for value, olds in values)]
    return _replace(path, encode(data), f"{name.partition('_')[0]}_{{}}.pf_filter")


def _unpacked(path: Path) -> bytes:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MARK):
        message = f"{path.name} has another format"
        raise ValueError(message)
    return data[len(_MARK) :]


def _load(path: Path) -> Any:
    return decode(_unpacked(path), 0)[0]


def _replace(path: Path, data: bytes, pattern: str) -> str:
    """Write *data* under a name made from it; return the part that tells it apart."""
    content = _MARK + data
    digest = hashlib.sha256(content).hexdigest()[:_HASH_LENGTH]
    path.unlink()
    target = path.with_name(pattern.format(digest))
    target.write_bytes(_packed(content))
    return target.name.removeprefix("pagefind.").rpartition(".")[0]


def _packed(content: bytes) -> bytes:
    """Return *content* gzipped; the byte for the system is 255, as from Python 3.13 on."""
    data = gzip.compress(content, _LEVEL, mtime=0)
    return data[:9] + b"\xff" + data[10:]
