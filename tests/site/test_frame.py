"""The theme printed once around many pages: what MkDocs would print, and no other."""

from pathlib import Path
from typing import Any

import pytest

from briefgen.site import plugin
from briefgen.site.frame import Frame
from tests.site.shelf import brief, demo, write_site

STRANGE = brief("A <b>title</b> & 5 < 6 'quoted' \"twice\"", "The Société d'Arcueil opened.", "en")


def built(folder: Path, **settings: Any) -> dict[str, bytes]:
    """Return the site of the demo shelf with a strange title among its briefings."""
    content = folder / "content"
    content.mkdir(parents=True)
    (content / "about.md").write_text("# About\n\nWho we are.\n", encoding="utf-8")
    site = write_site(folder, [*demo(), STRANGE], search=False, **settings)
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"site_url": "https://example.org/news/", "language": "fr", "tagline": "A « word »"},
        {"use_directory_urls": False, "offline": True, "accent": "#004488"},
        {"mkdocs": {"nav": [{"Home": "index.md"}, {"Voices": "quotes/index.md"}, "about.md"]}},
    ],
    ids=["plain", "addressed", "flat", "listed"],
)
def test_the_frame_prints_what_mkdocs_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any]
) -> None:
    framed = built(tmp_path / "framed", **settings)
    monkeypatch.setattr(plugin, "is_framed", lambda *_: False)
    assert built(tmp_path / "mkdocs", **settings) == framed


@pytest.mark.parametrize(
    ("settings", "is_framed"),
    [
        ({}, True),
        ({"theme": "mkdocs"}, False),
        ({"mkdocs": {"nav": ["index.md", "about.md", "actors/neil-armstrong.md"]}}, False),
        ({"mkdocs": {"extra_css": ["quotes/quotes.css"]}}, False),
    ],
    ids=["ours", "another theme", "a link into a folder", "a style in a folder"],
)
def test_mkdocs_prints_what_the_frame_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any], *, is_framed: bool
) -> None:
    printed = []
    whole = Frame.around

    def spy(self: Frame, file: Any, *rest: Any) -> str:
        printed.append(file.src_uri)
        return whole(self, file, *rest)

    monkeypatch.setattr(Frame, "around", spy)
    built(tmp_path, **settings)
    assert bool(printed) == is_framed
    assert "index.md" not in printed
