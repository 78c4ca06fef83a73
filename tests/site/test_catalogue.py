"""Every word of the interface stands in every catalogue, and nothing else does."""

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from mkdocs.exceptions import Abort

import briefgen.site
from briefgen.site import catalogue
from tests.site.shelf import demo, write_site

ROOM = Path(briefgen.site.__file__).parent
THEME = Path(__file__).parents[2] / "theme"
OTHERS = [language for language in catalogue.languages() if language != "en"]


def words_in_use() -> set[str]:
    found = set()
    for folder, pattern, method in (
        (ROOM / "templates", "**.html", "jinja2"),
        (THEME, "**.html", "jinja2"),
        (ROOM, "**.py", "python"),
    ):
        options = {pattern: {"extensions": "jinja2.ext.do"}} if method == "jinja2" else {}
        messages = extract_from_dir(folder, [(pattern, method)], options_map=options)
        found |= {m if isinstance(m, str) else m[0] for _, _, m, _, _ in messages}
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_catalogue_is_complete(language: str) -> None:
    messages = messages_of(language)
    known = {m.id if isinstance(m.id, str) else m.id[0] for m in messages}
    assert words_in_use() - known == set(), "the catalogue lacks these"
    assert known - words_in_use() == set(), "nothing uses these"
    empty = [
        m.id for m in messages if not all([m.string] if isinstance(m.string, str) else m.string)
    ]
    assert empty == []


@pytest.mark.parametrize("language", OTHERS)
def test_translations_keep_the_placeholders(language: str) -> None:
    for message in messages_of(language):
        ids = [message.id] if isinstance(message.id, str) else message.id
        strings = [message.string] if isinstance(message.string, str) else message.string
        wanted = set().union(*(set(placeholders(i)) for i in ids))
        for string in strings:
            assert set(placeholders(string)) == wanted, message.id


def messages_of(language: str) -> list[Message]:
    with (ROOM / "locales" / f"{language}.po").open("rb") as source:
        return [message for message in read_po(source, locale=language) if message.id]


def placeholders(text: str) -> list[str]:

    return re.findall(r"%\(\w+\)s|\{\w+\}", text)


def test_an_unknown_language_falls_back_to_english() -> None:
    assert catalogue.translations("xx").gettext("Actors") == "Actors"


def test_french_speaks_french() -> None:
    assert catalogue.translations("fr").gettext("Actors") == "Acteurs"


def test_one_file_adds_a_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locales = Path(shutil.copytree(ROOM / "locales", tmp_path / "locales"))
    french = (locales / "fr.po").read_text(encoding="utf-8")
    german = french.replace('"Language: fr', '"Language: de').replace('"Acteurs"', '"Beteiligte"')
    (locales / "de.po").write_text(german, encoding="utf-8")
    monkeypatch.setattr(catalogue, "_folder", lambda: locales)
    site = write_site(tmp_path, demo(), language="de", search=False)
    actors = (site / "actors/index.html").read_text(encoding="utf-8")
    assert '<html lang="de" dir="ltr"' in actors
    assert "<h1>Beteiligte</h1>" in actors
    assert "20. Juli 1969" in (site / "timeline/1969/index.html").read_text(encoding="utf-8")


def test_an_unknown_language_of_the_interface_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Abort):
        write_site(tmp_path, [], language="xx")
