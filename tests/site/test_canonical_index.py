"""Pagefind's index in a fixed order, whatever order it met the documents in."""

import gzip
import json
import os
import random
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest
from pagefind.service import get_executable

from briefgen.errors import EnvironmentMissingError
from briefgen.site.canonical_index import Contents, make_canonical
from briefgen.site.cbor import decode, encode
from briefgen.site.page_numbers import Renumbering
from tests.build.newsroom import tree

MARK = b"pagefind_dcd"
NAMES = [f"{number}/index.html" for number in range(1, 41)]
WORDS = [
    "lock",
    "gate",
    "Café",
    "cafe",
    "élève",
    "eleve",
    "sluice",
    "weir",
    "barge",
    "tow",
    "1969",
    "l'écluse",
]


def document(name: str) -> str:
    chance = random.Random(name)  # noqa: S311 - the same every time
    language = "fr" if name.startswith("1") else "en"
    text = " ".join(chance.choices(WORDS, k=30))
    day = f"1969-07-{chance.randint(1, 4):02}"
    return (
        f'<html lang="{language}"><body><h1>{text[:20]}</h1><p>{text}</p>'
        f'<i hidden data-pagefind-filter="tag[data-value]" data-value="{text[0]}"></i>'
        f'<i hidden data-pagefind-sort="name[data-value]" data-value="{name}"></i>'
        f'<i hidden data-pagefind-sort="date[data-value]" data-value="{day} {name}"></i>'
        "</body></html>"
    )


def made_in(order: Sequence[str], output: Path) -> Path:
    """Have Pagefind meet the documents in that *order*."""
    make({name: document(name) for name in order}, output)
    return output


def make(documents: Mapping[str, str], output: Path) -> None:
    program = get_executable()
    assert program is not None
    requests: list[dict[str, object]] = [{"type": "NewIndex", "config": None}]
    for name, html in documents.items():
        page = {"file_path": name, "url": None, "file_contents": html}
        requests.append({"type": "AddFile", "index_id": 0, **page})
    requests.append({"type": "GetFiles", "index_id": 0})
    with Popen([program, "--service"], stdin=PIPE, stdout=PIPE) as process:
        answers = [ask(process, number, request) for number, request in enumerate(requests)]
    for file in answers[-1]["files"]:
        path = output / file["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b64decode(file["content"]))


def ask(process: Popen[bytes], number: int, request: Mapping[str, object]) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    message = json.dumps({"message_id": number, "payload": request})
    process.stdin.write(b64encode(message.encode()) + b",")
    process.stdin.flush()
    data = b""
    while not data.endswith(b","):
        more = os.read(process.stdout.fileno(), 1 << 20)
        assert more
        data += more
    answer: dict[str, Any] = json.loads(b64decode(data[:-1]))["payload"]
    assert answer["type"] != "Error"
    return answer


def unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(MARK)


def load(path: Path) -> Any:
    data, end = decode(unpacked(path), 0)
    assert end == len(unpacked(path))
    return data


def metadata(index: Path) -> Iterator[tuple[Any, list[str]]]:
    """Yield what is known of each language, and the URLs of its pages."""
    for path in sorted(index.glob("*.pf_meta")):
        data = load(path)
        fragments = (unpacked(index / f"fragment/{page[0]}.pf_fragment") for page in data[1])
        yield data, [json.loads(fragment)["url"] for fragment in fragments]


def places(index: Path) -> dict[tuple[str, ...], Any]:
    """Return what is known of each word, filter and sort, by the pages' URLs."""
    found: dict[tuple[str, ...], Any] = {}
    for data, urls in metadata(index):
        for *_, file in data[2]:
            for word, pages, spellings in load(index / f"index/{file}.pf_index")[0]:
                for spelling, on in (("", pages), *spellings):
                    number = 0
                    for step, *where in on:
                        number += step
                        found["word", word, spelling, urls[number]] = where
        for key, file in data[3]:
            for value, on in load(index / f"filter/{file}.pf_filter")[1]:
                found["filter", key, value] = {urls[number] for number in on}
        for key, on in data[4]:
            if key != "name":
                found["sort", key, min(urls)] = [urls[number] for number in on]
    return found


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return made_in(NAMES, tmp_path / "index")


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_documents_does_not_matter(index: Path, tmp_path: Path, seed: int) -> None:
    order = [*NAMES]
    random.Random(seed).shuffle(order)  # noqa: S311
    other = made_in(order, tmp_path / "other")
    assert tree(index).keys() != tree(other).keys()
    assert make_canonical(index) == make_canonical(other)
    assert tree(index) == tree(other)


def test_pages_have_the_order_of_their_names(index: Path) -> None:
    make_canonical(index)
    for _, urls in metadata(index):
        assert urls == sorted(urls)


def test_nothing_is_found_elsewhere_than_before(index: Path) -> None:
    before = places(index)
    make_canonical(index)
    after = places(index)
    assert {key[0] for key in after} == {"word", "filter", "sort"}
    assert any(key[2] for key in after if key[0] == "word")
    assert after == before


def test_who_came_first_of_two_that_share_a_name_does_not_matter(
    index: Path, tmp_path: Path
) -> None:
    other = made_in(NAMES, tmp_path / "other")
    for folder, first in ((index, 0), (other, 1)):
        (path, *_) = sorted(folder.glob("*.pf_meta"))
        data = load(path)
        pair = data[1][:2]
        short = pair[0][0]
        texts = [(folder / f"fragment/{page[0]}.pf_fragment").read_bytes() for page in pair]
        for page in pair:
            (folder / f"fragment/{page[0]}.pf_fragment").unlink()
        for page, text, name in zip(
            pair, texts, (short, f"{short}a") if first else (f"{short}a", short), strict=True
        ):
            page[0] = name
            (folder / f"fragment/{name}.pf_fragment").write_bytes(text)
        path.write_bytes(gzip.compress(MARK + encode(data)))
    contents = make_canonical(index)
    assert contents == make_canonical(other)
    assert not contents.is_told_apart
    assert tree(index) == tree(other)


def test_contents_are_those_of_the_fragments(index: Path) -> None:
    contents = make_canonical(index)
    names = frozenset(path.stem for path in (index / "fragment").iterdir())
    assert contents == Contents(names, is_told_apart=True)


@pytest.mark.parametrize("change", [b"", b"\x80", b"\x82\x80\x80", b"\x81\x81\x82\x61a\x80\x80"])
def test_another_format_is_refused(index: Path, change: bytes) -> None:
    path = next((index / "index").iterdir())
    path.write_bytes(gzip.compress(MARK + change))
    with pytest.raises(EnvironmentMissingError, match=r"not as Pagefind 1\.5 writes it"):
        make_canonical(index)


@pytest.mark.parametrize("keep", [5, 40, -1])
def test_half_a_file_is_refused(index: Path, keep: int) -> None:
    path = next((index / "index").iterdir())
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(EnvironmentMissingError, match=r"not as Pagefind 1\.5 writes it"):
        make_canonical(index)


def test_documents_without_names_are_refused(tmp_path: Path) -> None:
    make({"a.html": "<html><body>a</body></html>"}, tmp_path)
    with pytest.raises(EnvironmentMissingError, match="name"):
        make_canonical(tmp_path)


def test_words_keep_their_places_in_large_numbers() -> None:
    """Numbers of one, two and four bytes, of pages and of places, some of these negative."""
    before = [
        ["lock", [[3, [], [-1, 0]], [297, [5, 300, 70_000], [-300]]], [["Lock", [[300, [], []]]]]]
    ]
    olds = [*range(301)][::-1]
    after, end = decode(data := Renumbering(olds).words(encode([before])), 0)
    assert end == len(data)
    pages = [[0, [5, 300, 70_000], [-300]], [297, [], [-1, 0]]]
    assert after == [[["lock", pages, [["Lock", [[0, [], []]]]]]]]
