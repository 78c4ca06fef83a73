"""No file hangs, fells or fools a reader."""

import contextlib
import json
import os
import time
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import InputError
from briefgen.readers import SUFFIXES, read
from briefgen.readers.input import Input
from briefgen.readers.markup_scan import refuse_bombs
from briefgen.readers.safe_xml import parse_xml
from briefgen.readers.worker import Worker
from tests.shared_folder import SHARED
from tests.torture import IS_WHOLE

SECONDS = 2.0
FILES = sorted((SHARED / "payloads" / "files").glob("*"))
needs_payloads = pytest.mark.skipif(not FILES, reason="no payloads/ beside the project")


def assert_one_line(error: InputError) -> None:
    assert error.path
    assert str(error).isprintable()


@needs_payloads
@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_payload_files_are_refused_or_read(path: Path) -> None:
    start = time.monotonic()
    try:
        articles = read(path)
    except InputError as error:
        assert_one_line(error)
    else:
        assert all(article.title and article.text for article in articles)
    assert not IS_WHOLE or time.monotonic() - start < SECONDS


def rows(name: str) -> list[dict[str, Any]]:
    path = SHARED / "payloads" / name
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def read_text(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, "utf-8", errors="surrogatepass")
    try:
        read(path, root=folder)
    except InputError as error:
        assert_one_line(error)


@needs_payloads
@pytest.mark.corpus
def test_front_matter_payloads(tmp_path: Path) -> None:
    for row in rows("yaml_front_matter.jsonl"):
        read_text(tmp_path, "a.md", f"---\n{row['payload']}\n---\n\nBody.\n")


@needs_payloads
@pytest.mark.corpus
def test_entity_payloads(tmp_path: Path) -> None:
    for row in rows("xxe.jsonl"):
        read_text(tmp_path, "a.xml", row["payload"])
        try:
            root, _ = parse_xml(Input("a.xml", row["payload"].encode("utf-8", "replace")))
        except InputError:
            continue
        assert "root:" not in "".join(root.itertext())


@needs_payloads
@pytest.mark.corpus
def test_strings_survive_as_titles(tmp_path: Path) -> None:
    for row in rows("naughty_strings.jsonl")[::2]:
        read_text(tmp_path, "a.txt", f"{row['payload']}\n\nBody.\n")


@needs_payloads
@pytest.mark.corpus
@pytest.mark.parametrize("suffix", ["md", "txt", "html", "json"])
def test_field_payloads(suffix: str, tmp_path: Path) -> None:
    for row in rows("own_field_payloads.jsonl"):
        words = row["payload"]
        fields = {"title": words, "byline": words, "tags": [words], "source": words}
        head = yaml.safe_dump(fields, allow_unicode=True)
        item = {"uri": words, "headline": words, "byline": words, "body_html": words}
        contents = {
            "md": f"---\n{head}---\n{words}\n\nEnd.\n",
            "txt": f"{words}\n\n{words}\n",
            "html": f"<html><body><h1>{words}</h1><p>{words}</p></body></html>",
            "json": json.dumps({"type": "text", **item}),
        }
        read_text(tmp_path, f"a.{suffix}", contents[suffix])


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE r [<!ENTITY x "y">]><newsItem><headline>&x;</headline></newsItem>',
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]><nitf/>',
        '<?xml version="1.0" encoding="UTF-7"?><nitf/>',
        "<nitf>" * 300,
        "<nitf " + " ".join(f"a{i}='1'" for i in range(900)) + "/>",
        "<nitf><p>&undefined;</p></nitf>",
        "<nitf><p></nitf>",
    ],
    ids=["entity", "parameter entity", "utf-7", "deep", "attributes", "undefined", "broken"],
)
def test_xml_is_refused(xml: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(xml, "utf-8")
    with pytest.raises(InputError):
        read(path)


def test_xinclude_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words", "utf-8")
    path = tmp_path / "a.xml"
    path.write_text(
        f'<nitf xmlns:xi="http://www.w3.org/2001/XInclude"><body><body.head><hedline><hl1>T</hl1>'
        f'</hedline></body.head><body.content><p>Words.<xi:include href="{secret}" parse="text"/>'
        f"</p></body.content></body></nitf>",
        "utf-8",
    )
    (article,) = read(path)
    assert article.text == "Words."


def test_a_packed_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<w>" + " " * 20_000_000 + "</w>")
    with pytest.raises(InputError, match="unpacks to more than"):
        read(path)


@pytest.fixture
def worker() -> Iterator[Worker]:
    one = Worker(seconds=0.5)
    yield one
    one.stop()


def test_a_reader_that_hangs_is_killed(tmp_path: Path, worker: Worker) -> None:
    path = tmp_path / "slow.md"
    path.write_text("---\ntitle: t\n---\n" + "![" * 400_000, "utf-8")
    with pytest.raises(InputError, match=r"took more than 0\.5 seconds"):
        worker.read(path, "slow.md", 10_000_000)
    path.write_text("---\ntitle: t\n---\nWords.", "utf-8")
    worker.seconds = 10
    assert worker.read(path, "slow.md", 10_000_000)[0].text == "Words."


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_has_a_worker_of_its_own(tmp_path: Path, worker: Worker) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: t\n---\nWords.", "utf-8")
    worker.seconds = 10
    worker.read(path, "a.md", 10_000)
    mine = worker._process
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a fork beside other tests' threads
        child = os.fork()
    if not child:
        read_again = worker.read(path, "a.md", 10_000)[0].text == "Words."
        is_own = worker._process is not mine
        worker.stop()
        os._exit(0 if read_again and is_own else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert worker.read(path, "a.md", 10_000)[0].text == "Words."
    assert worker._process is mine


def test_errors_come_back_whole(tmp_path: Path, worker: Worker) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: t\nx: 1\n---\n", "utf-8")
    worker.seconds = 10
    with pytest.raises(InputError) as caught:
        worker.read(path, "a.md", 10_000_000)
    assert (caught.value.path, caught.value.line, caught.value.field) == ("a.md", 3, "x")


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=10, deadline=None)
@given(data=st.binary(min_size=1, max_size=200))
def test_any_bytes_under_any_suffix(
    suffix: str, data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    try:
        read(path)
    except InputError as error:
        assert_one_line(error)


@given(st.text(alphabet="<>/!-[]\"' ab=\n", max_size=300), st.booleans())
def test_the_scan_passes_short_texts(text: str, is_html: bool) -> None:
    refuse_bombs(text, "a", is_html=is_html)


@pytest.mark.parametrize(
    "unit", ["<", "<a ", '<a "', "<!--", "<script>", "</", "<a b='>'>", "<![CDATA["]
)
def test_the_scan_is_linear(unit: str) -> None:
    start = time.process_time()
    with contextlib.suppress(InputError):
        refuse_bombs(unit * (200_000 if IS_WHOLE else 2_000), "a", is_html=True)
    assert not IS_WHOLE or time.process_time() - start < SECONDS
