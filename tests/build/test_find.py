"""The article files of a folder."""

import os
import sys
from pathlib import Path

import pytest

from briefgen.build.find import find_articles


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "articles"
    folder.mkdir(parents=True)
    return folder


def _names(articles: Path) -> list[str]:
    found, refused = find_articles(articles, articles.parent.parent)
    assert refused == ()
    return [item.name for item in found]


def _refusal(articles: Path) -> str:
    found, (failure,) = find_articles(articles, articles.parent.parent)
    assert found == ()
    return str(failure.error)


def test_files_come_in_the_order_of_their_paths(articles: Path) -> None:
    for name in ("b.txt", "a/z.md", "a.txt", "a/b/c.txt"):
        (articles / name).parent.mkdir(parents=True, exist_ok=True)
        (articles / name).write_text("…")
    assert _names(articles) == ["a.txt", "a/b/c.txt", "a/z.md", "b.txt"]


@pytest.mark.parametrize("name", [".hidden.txt", "_draft.txt", ".git/config", "a.corrections.yml"])
def test_what_is_no_article_is_skipped(articles: Path, name: str) -> None:
    (articles / name).parent.mkdir(parents=True, exist_ok=True)
    (articles / name).write_text("…")
    assert _names(articles) == []


def test_no_folder_no_articles(tmp_path: Path) -> None:
    assert _names(tmp_path / "content" / "articles") == []


def test_a_link_within_the_folder_is_followed(articles: Path) -> None:
    (articles / "_real.txt").write_text("…")
    (articles / "link.txt").symlink_to("_real.txt")
    assert _names(articles) == ["link.txt"]


@pytest.mark.parametrize("target", ["../../secret.txt", "/etc/hostname", ".."])
def test_a_link_out_of_the_folder_is_refused(articles: Path, target: str) -> None:
    (articles.parent.parent / "secret.txt").write_text("…")
    (articles / "link.txt").symlink_to(target)
    assert _refusal(articles).startswith("content/articles/link.txt: the link leads out")


def test_a_dangling_link_is_refused(articles: Path) -> None:
    (articles / "link.txt").symlink_to("nowhere.txt")
    assert "cannot be read (No such file or directory)" in _refusal(articles)


def test_a_pipe_is_refused_without_reading(articles: Path) -> None:
    os.mkfifo(articles / "pipe.txt")
    assert "no regular file" in _refusal(articles)


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_a_name_that_is_not_utf8_is_refused(articles: Path) -> None:
    with open(os.fsencode(articles) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123
        file.write(b"x")
    message = _refusal(articles)
    assert message == r"content/articles/caf\udce9.txt: the file's name is not UTF-8; rename it"
