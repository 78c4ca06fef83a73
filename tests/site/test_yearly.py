"""A site for each year, and one of all years above them."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import mkdocs.commands.build
import pytest
import yaml
from mkdocs.config import load_config

from briefgen.build import Project, briefings
from briefgen.build.project import HERE
from briefgen.build.report import Published
from briefgen.errors import ConfigError, InputError, StrictError
from briefgen.site import publish as publishing
from briefgen.site.yearly import publish_all
from tests.build.newsroom import brief_lines, project_at, tree, write_article, write_articles
from tests.site.links import dead_links, read
from tests.site.shelf import demo, write_yearly_site

PARTS = ["1963", "1969", "2022", "undated"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("yearly")
    (root / "content").mkdir()
    (root / "content/about.md").write_text("# About\n\nWho we are.\n", encoding="utf-8")
    return write_yearly_site(root, demo(), search=False)


def test_each_year_is_a_site_below_that_of_all(site: Path) -> None:
    assert [part for part in PARTS if (site / part / "index.html").is_file()] == PARTS
    moon = "1969/briefings/1969/07/two-men-walk-on-the-moon/index.html"
    assert (site / moon).is_file()
    assert not (site / "briefings").exists()
    assert not (site / "1963/briefings/1969").exists()
    assert "<title>The Record · 1969</title>" in (site / "1969/index.html").read_text()


def test_every_link_of_every_part_is_alive(site: Path) -> None:
    assert dead_links(site) == []


def test_an_actor_has_a_page_for_all_years_and_they_know_of_each_other(site: Path) -> None:
    whole = read(site / "actors/neil-armstrong/index.html").targets
    assert "../../1969/actors/neil-armstrong/" in whole
    assert (
        "../../../actors/neil-armstrong/"
        in read(site / "1969/actors/neil-armstrong/index.html").targets
    )
    everyone = {path.name for path in site.glob("*/actors/*") if path.is_dir()} - {"page"}
    assert {path.name for path in (site / "actors").iterdir() if path.is_dir()} == everyone


def test_counts_of_years_are_summed(tmp_path: Path) -> None:
    moon = next(b for b in demo() if b.article.title == "Two men walk on the moon")
    again = replace(moon.article, id="again", published=dt.date(1970, 1, 1))
    later = replace(moon, article=again)
    site = write_yearly_site(tmp_path, [moon, later], search=False)
    page = (site / "actors/neil-armstrong/index.html").read_text(encoding="utf-8")
    assert "2 briefings" in page
    assert page.index("1970/actors/neil-armstrong") < page.index("1969/actors/neil-armstrong")


def test_searching_a_year_leads_to_the_search_of_all(site: Path) -> None:
    page = site / "1969/briefings/1969/07/two-men-walk-on-the-moon/index.html"
    assert "../../../../../search/" in read(page).targets
    assert not (site / "1969/search").exists()
    search = (site / "search/index.html").read_text(encoding="utf-8")
    assert "../pagefind/ ../ en;../2022/pagefind/ ../2022/ fr;../1969/pagefind/" in search
    assert 'data-years="1963 1969 2022"' in search


def test_pages_of_ones_own_are_on_the_site_of_all_years(site: Path) -> None:
    assert (site / "about/index.html").is_file()
    assert not (site / "1969/about").exists()


def test_feeds_and_sitemaps_of_all_years(site: Path) -> None:
    feed = (site / "feed.json").read_text(encoding="utf-8")
    assert "https://example.org/1969/briefings/1969/07/two-men-walk-on-the-moon/" in feed
    assert "Sitemap: https://example.org/1969/sitemap.xml" in (site / "robots.txt").read_text()
    assert "https://example.org/actors/neil-armstrong/" in (site / "sitemap.xml").read_text()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(briefings, "StraightLine", lambda *_: brief_lines)
    return newsroom(tmp_path / "newsroom")


def newsroom(root: Path, sites: str = "yearly") -> Project:
    project = project_at(root)
    write_articles(project, 2)  # of 1969
    write_article(project, "u.txt", "undated\n\nThe lock opened.")
    config = {
        "site_name": "The Record",
        "docs_dir": "content",
        "theme": {"name": "briefgen"},
        "plugins": [{"briefgen": {"search": False, "sites": sites}}],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return project


def run(project: Project, part: str = "", *, strict: bool = False) -> Published:
    return publish_all(project.root / "mkdocs.yml", part=part, strict=strict, jobs=HERE)


def site_of(project: Project) -> dict[str, bytes]:
    return tree(project.root / "site")


def test_parts_built_one_by_one_are_the_whole(project: Project, tmp_path: Path) -> None:
    done = run(project)
    assert done.site == project.root / "site"
    assert [name for name in done.seconds if name in {"1969", "undated", "root"}] == [
        "1969",
        "undated",
        "root",
    ]
    alone = newsroom(tmp_path / "alone")
    for part in ("1969", "undated", "root"):
        run(alone, part)
    assert site_of(alone) == site_of(project)


def test_a_site_built_after_yearly_ones_is_whole(project: Project, tmp_path: Path) -> None:
    run(project)
    config = load_config(str(newsroom(tmp_path / "one", sites="one").root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs.commands.build.build(config)
    assert (tmp_path / "one/site/briefings/1969/07/dispatch-0001/index.html").is_file()


def test_nothing_is_printed_when_nothing_changed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project)
    before = site_of(project)
    monkeypatch.setattr(publishing, "build", _never)
    run(project)
    assert site_of(project) == before


def test_a_change_in_one_year_leaves_the_others_as_they_are(
    project: Project, tmp_path: Path
) -> None:
    run(project)
    folders = {name: (project.root / "site-years" / name).stat().st_ino for name in ("1969",)}
    write_article(project, "u.txt", "undated\n\nThe lock closed.")
    run(project)
    assert folders == {n: (project.root / "site-years" / n).stat().st_ino for n in folders}
    assert site_of(project) == cold(project, tmp_path)


def test_the_last_briefing_of_a_year_takes_the_year_with_it(
    project: Project, tmp_path: Path
) -> None:
    run(project)
    (project.articles / "u.txt").unlink()
    run(project)
    assert not any(name.startswith("undated/") for name in site_of(project))
    assert sorted(path.name for path in (project.root / "site-years").glob("[!.]*")) == ["1969"]
    assert site_of(project) == cold(project, tmp_path)


def cold(project: Project, tmp_path: Path) -> dict[str, bytes]:
    twin = project_at(tmp_path / "cold")
    shutil.copytree(project.content / "articles", twin.articles)
    shutil.copy(project.root / "mkdocs.yml", twin.root / "mkdocs.yml")
    run(twin)
    return site_of(twin)


def test_a_strict_build_that_met_a_warning_publishes_nothing(project: Project) -> None:
    with pytest.raises(StrictError, match="nothing is published"):
        run(project, strict=True)
    assert not (project.root / "site").exists()


def test_a_part_that_is_not_there_is_an_error(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no part '2024'; there are 1969, undated, root"):
        run(project, "2024")
    with pytest.raises(ConfigError, match="set `sites: yearly`"):
        run(newsroom(tmp_path / "one", sites="one"), "1969")


@pytest.mark.parametrize("damage", [b"{", b"[]", b'{"records": "x", "part": "1969"}'])
def test_a_hand_over_that_does_not_hold_is_an_error(project: Project, damage: bytes) -> None:
    run(project, "1969")
    path = project.root / "site-years/1969/data/year.json"
    path.unlink()  # it is shared with the twin
    path.write_bytes(damage)
    with pytest.raises(InputError, match="run `briefgen build --part 1969` again"):
        run(project, "root")


def _never(*_: object, **__: object) -> NoReturn:
    message = "it was made again"
    raise RuntimeError(message)
