"""`briefgen import` and `briefgen correct`, as users type them."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.cli import main
from briefgen.model import Article, Briefing, Source
from briefgen.render import render

SAMPLES = Path(__file__).parent / "samples"


def test_import_writes_lists_and_goes_on_after_an_error(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    into = tmp_path / "articles"
    call = ["import", str(broken), str(SAMPLES), "--into", str(into)]
    first = CliRunner().invoke(main, call)
    assert first.exit_code == 1
    assert "error: " in first.stderr
    assert "broken.json:1: is not JSON" in first.stderr
    lines = first.stdout.splitlines()
    assert len(lines) >= 10
    assert all(line.startswith("written: ") for line in lines)
    assert f"written: {(into / '1963/01/paris-et-bonn-signent-un-traite.md').as_posix()}" in lines
    again = CliRunner().invoke(main, call)
    assert all(line.startswith("kept: ") for line in again.stdout.splitlines())
    assert len(again.stdout.splitlines()) == len(lines)


def test_import_takes_a_date_from_the_command_line(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Le mur\n\nBerlin fête.\n", "utf-8")
    call = ["import", str(article), "--into", str(tmp_path / "in"), "--published", "1989-11-10"]
    assert CliRunner().invoke(main, [*call, "--lang", "fr"]).exit_code == 0
    written = (tmp_path / "in/1989/11/le-mur.txt").read_text("utf-8")
    assert "published: '1989-11-10'\nlang: fr\n" in written


FEEDS = {
    "a.rss": "<rss version='2.0'><channel><title>Wire</title>"
    "<item><title>A day</title><description>Rain fell.</description></item>"
    "<item><title>A picture\u202e of the day</title></item></channel></rss>",
    "a.json": '{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": ['
    '{"title": "A day", "content_text": "Rain fell."}, {"title": "A picture of the day"}]}',
}


@pytest.mark.parametrize("name", FEEDS)
def test_an_entry_without_text_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FEEDS[name], "utf-8")
    call = ["import", str(tmp_path / name), "--into", str(tmp_path / "in")]
    result = CliRunner().invoke(main, call)
    assert (result.exit_code, result.stdout.count("written: ")) == (0, 1)
    told = "Left out, without a title or a text: “A picture of the day”."
    assert result.stderr.splitlines() == [f"{tmp_path.as_posix()}/{name}:1:1: BG518 {told}"]


EMPTY = {
    "a.rss": ("<rss version='2.0'><channel><title>Wire</title></channel></rss>", "no entry with"),
    "a.atom": (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>W</title></feed>",
        "no entry with",
    ),
    "a.json": ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "no item with"),
    "b.json": ('{"version": "https://jsonfeed.org/version/1.1", "items": {}}', "no list `items`"),
}


@pytest.mark.parametrize("name", EMPTY)
def test_a_feed_without_articles_is_an_error(name: str, tmp_path: Path) -> None:
    text, says = EMPTY[name]
    (tmp_path / name).write_text(text, "utf-8")
    call = ["import", str(tmp_path / name), "--into", str(tmp_path / "in")]
    result = CliRunner().invoke(main, call)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr


@pytest.mark.parametrize("call", [["new", "A day"], ["import", "a.txt"], ["fetch", "http://[/"]])
def test_outside_a_project_nothing_is_written(
    call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, call)
    assert result.exit_code == 2
    assert "there is no mkdocs.yml here; run `briefgen init .`" in result.stderr
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", "utf-8")
    assert "there is no mkdocs.yml" not in CliRunner().invoke(main, call).stderr


def test_fetch_says_what_it_will_not_fetch(tmp_path: Path) -> None:
    call = ["fetch", "ftp://example.org/a", "http://127.0.0.1/a", "--into", str(tmp_path / "in")]
    result = CliRunner().invoke(main, call)
    assert result.exit_code == 1
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == ["error", "error"]
    assert "leads to a private or local address" in result.stderr
    assert not (tmp_path / "in").exists()


def test_correct_opens_a_template_once(tmp_path: Path) -> None:
    article = Article("le-mur", "Le mur", "Berlin fête.", "fr", Source("a.md", "0"))
    briefing = Briefing(article, (), (), (), (), (), ())
    path = tmp_path / "briefings/undated/le-mur.md"
    path.parent.mkdir(parents=True)
    path.write_text(render(briefing), "utf-8")
    call = ["correct", "le-mur", "--content", str(tmp_path)]
    result = CliRunner().invoke(main, call)
    assert result.exit_code == 0
    corrections = tmp_path / "corrections/le-mur.yml"
    assert result.stdout == f"{corrections.as_posix()}\n"
    assert "# Corrections to “Le mur”." in corrections.read_text("utf-8")
    corrections.write_text("summary: {drop: [x]}\n", "utf-8")
    CliRunner().invoke(main, call)
    assert corrections.read_text("utf-8") == "summary: {drop: [x]}\n"


def test_correct_names_the_nearest_briefing(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings/le-mur.md").write_text("x", "utf-8")
    result = CliRunner().invoke(main, ["correct", "le-mut", "--content", str(tmp_path)])
    assert result.exit_code == 1
    assert "did you mean le-mur?" in result.stderr
