"""The built site: every page there, every link alive, every anchor met, nothing foreign."""

import csv
import datetime as dt
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from briefgen.build import shares
from briefgen.build.ledger import read_ledger
from briefgen.build.tree import workshop_of
from briefgen.site import publication
from tests.site.links import dead_links, pages, read
from tests.site.shelf import demo, write_site


@pytest.fixture(scope="module", params=["en", "fr"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp(request.param)
    return write_site(root, demo(), language=request.param, search=False)


def test_every_kind_of_page_is_there(site: Path) -> None:
    for page in (
        "index.html",
        "404.html",
        "briefings/1969/07/two-men-walk-on-the-moon/index.html",
        "briefings/undated/the-channel-tunnel-seen-from-nowhere-in-time/index.html",
        "actors/index.html",
        "actors/neil-armstrong/index.html",
        "timeline/index.html",
        "timeline/1969/index.html",
        "timeline/planned/index.html",
        "quotes/index.html",
        "stories/index.html",
        "stories/apollo-11/index.html",
        "archive/index.html",
        "archive/1969/index.html",
        "tags/index.html",
        "tags/space/index.html",
        "languages/en/index.html",
        "search/index.html",
        "sitemap.xml",
        "robots.txt",
        "llms.txt",
    ):
        assert (site / page).is_file(), page


def test_every_link_leads_to_a_page_and_every_fragment_to_an_element(site: Path) -> None:
    assert dead_links(site) == []


def test_the_search_page_alone_loads_the_search_and_knows_the_years(site: Path) -> None:
    search = site / "search/index.html"
    loading = [path for path in pages(site) if "js/search.js" in path.read_text(encoding="utf-8")]
    assert loading == [search]
    days = [briefing.article.published for briefing in demo()]
    assert None in days
    years = sorted({str(day.year) for day in days if day})
    assert f'data-years="{" ".join(years)}"' in search.read_text(encoding="utf-8")


def test_ids_are_unique_and_nothing_runs_inline(site: Path) -> None:
    for path in pages(site):
        links = read(path)
        assert len(links.ids) == len(set(links.ids)), path
        assert links.forbidden == [], path


def test_every_quote_and_event_leads_to_its_words_and_back(site: Path) -> None:
    page = (
        site
        / "briefings/2022/12/washington-livre-des-patriot-pour-la-defense-aerienne-de-l-ukraine"
    )
    links = read(page / "index.html")
    for number in (1, 2, 3):
        assert f"#q{number}t" in links.targets
        assert links.targets.count(f"#q{number}") >= 2, "the permalink and the way back"
    for number in (1, 2, 3, 4):
        assert f"#e{number}t" in links.targets
        assert f"#e{number}" in links.targets


def test_a_new_briefing_changes_no_old_briefing_page(tmp_path: Path) -> None:
    shelf = demo()
    before = write_site(tmp_path / "before", shelf[:-2], search=False)
    after = write_site(tmp_path / "after", shelf, search=False)
    for page in (before / "briefings").rglob("index.html"):
        assert page.read_bytes() == (after / page.relative_to(before)).read_bytes(), page


def names_and_bytes(site: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.suffix != ".gz":  # which holds gzip's own time stamp
            yield path.relative_to(site).as_posix(), path.read_bytes()


def test_the_same_briefings_make_the_same_site(tmp_path: Path) -> None:
    first = write_site(tmp_path / "first", demo(), search=False)
    second = write_site(tmp_path / "second", demo()[::-1], search=False)
    assert list(names_and_bytes(first)) == list(names_and_bytes(second))


def test_related_briefings_share_actors_or_a_story(site: Path) -> None:
    page = site / "briefings/1969/07/two-men-walk-on-the-moon"
    related = json.loads((page / "related.json").read_text(encoding="utf-8"))["related"]
    assert [item["title"] for item in related] == ["Apollo 11 lifts off for the moon"]
    assert set(related[0]["actors"]) == {"Neil Armstrong", "Richard Nixon"}
    assert (page / related[0]["url"]).resolve().is_dir()


def test_fragments_say_their_language(site: Path) -> None:
    page = site / "briefings/1963/01/paris-et-bonn-signent-le-traite-de-l-elysee/index.html"
    html = page.read_text(encoding="utf-8")
    assert re.search(r'<article[^>]* class="briefing"|class="briefing"[^>]* lang="fr"', html)
    ui = "fr" if site.parent.name.startswith("fr") else "en"
    assert f'<html lang="{ui}"' in html


def test_feeds_are_whole(site: Path) -> None:
    atom = ET.parse(site / "feed.xml").getroot()  # noqa: S314 — our own output
    space = {"a": "http://www.w3.org/2005/Atom"}
    titles = [
        entry.findtext("a:title", namespaces=space) for entry in atom.findall("a:entry", space)
    ]
    assert titles[0] == demo()[0].article.title
    assert len(titles) == len(demo())
    assert all(atom.findtext(f"a:{name}", namespaces=space) for name in ("id", "title", "updated"))
    feed = json.loads((site / "stories/apollo-11/feed.json").read_text(encoding="utf-8"))
    assert [item["title"] for item in feed["items"]] == [
        "Two men walk on the moon",
        "Apollo 11 lifts off for the moon",
    ]


def test_the_calendar_holds_planned_days(site: Path) -> None:
    text = (site / "calendar.ics").read_bytes().decode("utf-8")
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert re.findall(r"DTSTART;VALUE=DATE:(\d+)", text) == ["19690720", "19690721"]
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_tables_hold_every_quote_and_event(site: Path) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        text = (site / "data" / name).read_text(encoding="utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    assert len(rows("quotes.csv")) == sum(len(b.quotes) for b in demo())
    assert len(rows("events.csv")) == sum(len(b.timeline) for b in demo())


def test_a_briefing_can_be_taken_along(site: Path) -> None:
    page = site / "briefings/1969/07/two-men-walk-on-the-moon"
    record = json.loads((page / "briefing.json").read_text(encoding="utf-8"))
    assert record["title"] == "Two men walk on the moon"
    assert (page / "briefing.md").read_text(encoding="utf-8").startswith("---\n")
    assert "@article{two-men-walk-on-the-moon," in (page / "citation.bib").read_text()
    assert json.loads((page / "citation.json").read_text())[0]["issued"] == {
        "date-parts": [[1969, 7, 21]]
    }
    slides = json.loads((page / "timeline.json").read_text())["events"]
    assert slides[0]["start_date"] == {"year": 1969, "month": 7, "day": 20}


def test_structured_data_name_the_article(site: Path) -> None:
    page = site / "briefings/1969/07/two-men-walk-on-the-moon/index.html"
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.read_text())
    assert found
    data = json.loads(found[1])
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == dt.date(1969, 7, 21).isoformat()
    assert {part["@type"] for part in data["hasPart"]} == {"Quotation", "Event"}


def test_a_shared_page_says_what_it_is(tmp_path: Path) -> None:
    site = write_site(tmp_path, demo(), language="en", search=False, image="img/card.png")
    path = site / "briefings/1969/07/two-men-walk-on-the-moon/index.html"
    page = path.read_text(encoding="utf-8")
    said = dict(re.findall(r'<meta property="(og:\w+)" content="([^"]*)">', page))
    assert said["og:title"] == "Two men walk on the moon"
    assert said["og:description"].startswith("Neil Armstrong")
    assert said["og:url"] == ("https://example.org/briefings/1969/07/two-men-walk-on-the-moon/")
    assert said["og:image"] == "https://example.org/img/card.png"


@pytest.mark.parametrize("theme", ["briefgen", "mkdocs", "readthedocs"])
def test_flat_addresses_own_pages_and_other_themes(tmp_path: Path, theme: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "index.md").write_text("# Welcome\n\nA word from the desk.\n", encoding="utf-8")
    (content / "robots.txt").write_text("User-agent: none\n", encoding="utf-8")
    settings = {"theme": theme, "use_directory_urls": False, "search": False}
    site = write_site(tmp_path, demo(), offline=True, accent="#004488", **settings)
    home = (site / "index.html").read_text(encoding="utf-8")
    assert home.index("A word from the desk.") < home.index(demo()[0].article.title)
    page = site / "briefings/1969/07/two-men-walk-on-the-moon.html"
    assert "one small step for man" in page.read_text(encoding="utf-8")
    assert (site / "robots.txt").read_text(encoding="utf-8") == "User-agent: none\n"
    assert "#004488" in (site / "css/colours.css").read_text(encoding="utf-8")
    assert json.loads((site / "site.webmanifest").read_text(encoding="utf-8"))["start_url"] == "./"
    dead = [
        f"{path.name} → {target}"
        for path in pages(site)
        for target in (urldefrag(one)[0] for one in read(path).targets)
        if target and not urlsplit(target).scheme and not (path.parent / unquote(target)).exists()
    ]
    assert dead == []


@pytest.mark.skipif(not shares.HAS_FORK, reason="no process is copied here")
@pytest.mark.parametrize("jobs", [2, 3])
def test_pages_printed_by_several_processes_are_those_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    alone = write_site(tmp_path / "alone", demo(), search=False)
    monkeypatch.setattr(shares, "SHARED_FROM", 1)
    monkeypatch.setattr(publication, "workers_of", lambda _: jobs)
    shared = write_site(tmp_path / "shared", demo(), search=False)
    assert list(names_and_bytes(shared)) == list(names_and_bytes(alone))
    before, after = (read_ledger(workshop_of(site), site) for site in (alone, shared))
    assert {name: list(part.files) for name, part in after.parts.items()} == {
        name: list(part.files) for name, part in before.parts.items()
    }
