"""Whatever an article says stays words: no markup, no script, no formula, no way out."""

import datetime as dt
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefgen.model import (
    Actor,
    Article,
    Briefing,
    Event,
    Mention,
    MentionKind,
    NameType,
    Note,
    Quote,
    QuoteType,
    Source,
    Span,
    Status,
    Timex,
    TimexType,
)
from briefgen.site.json_ld import script
from briefgen.site.sanitise import safe_url, sanitise
from briefgen.site.tables import harmless
from briefgen.slug import slugify
from tests.shared_folder import SHARED
from tests.site.shelf import write_site

OWN = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }} {% raw %}",
    "javascript:alert(1)",
    "<!--",
    "]]>",
    "=cmd|' /C calc'!A0",
    "../../../etc/passwd",
    "\N{RIGHT-TO-LEFT OVERRIDE}evil",
    '<a href="javascript:alert(1)">x</a>',
    "<style>*{display:none}</style>",
    "<iframe src=//example.com></iframe>",
    "&lt;b&gt; &amp; &#60;i&#62;",
]


class Census(HTMLParser):
    """Counts tags, and collects what must not be."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            target = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or name in {"style", "srcdoc"}:
                self.bad.append(f"{tag} {name}")
            if name in {"href", "src", "action"} and re.match(
                r"(javascript|data|vbscript):", target
            ):
                self.bad.append(f"{tag} {name}={value}")


def hostile(words: str, number: int) -> Briefing:
    """Put *words* wherever an article can put words."""
    words = words or "nothing"
    text = f"{words} said {words}. On {words} it ended."
    whole = Span(0, len(words))
    second = Span(len(words) + 6, 2 * len(words) + 6)
    third = Span(second.end + 5, second.end + 5 + len(words))
    sentence = Span(0, second.end + 1)
    article = Article(
        id=f"hostile-{number}",
        title=words,
        text=text,
        language="en",
        source=Source(
            path="articles/x.txt",
            sha256="0" * 64,
            url=words,
            publisher=words,
            byline=words,
            dateline=words,
            rights=words,
        ),
        published=dt.date(2000, 1, 1 + number % 28),
        tags=(words,),
        story=words,
    )
    name = slugify(f"n-{words}")
    actor = Actor(
        name,
        words,
        NameType.PER,
        (words,),
        (whole,),
        (Mention(whole, MentionKind.NAME),),
        1.0,
        True,
    )
    quote = Quote(
        QuoteType.DIRECT, (second,), whole, name, Span(len(words) + 1, len(words) + 5), sentence
    )
    timex = Timex(third, TimexType.DATE, "2000-01-01")
    event = Event(timex, Span(second.end + 2, len(text)), words, (name,), Status.PAST, True)
    note = Note("x", words)
    return Briefing(article, (sentence,), (actor,), (quote,), (event,), (timex,), (note,))


@pytest.fixture(scope="module")
def clean_tags(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    words = ["harmless words", "more of them"]
    return tags_of(site_of(words, tmp_path_factory.mktemp("clean")))


def test_words_of_an_article_never_become_markup(tmp_path: Path, clean_tags: set[str]) -> None:
    site = site_of(OWN, tmp_path)
    assert tags_of(site) <= clean_tags
    page = (site / "briefings/2000/01/hostile-0/index.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.corpus
def test_known_attacks_never_become_markup(tmp_path: Path, clean_tags: set[str]) -> None:
    folder = SHARED / "payloads"
    if not folder.is_dir():
        pytest.skip("the payload collection is not beside the project")
    attacks = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines()[::40]:
            found = json.loads(line)
            if isinstance(found, dict) and isinstance(found.get("payload"), str):
                attacks.append(storable(found["payload"]))
    assert attacks
    assert tags_of(site_of(attacks, tmp_path)) <= clean_tags


def storable(text: str) -> str:
    """Return *text* as the readers of files would let it through."""
    return "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff" and c != "\x7f")


def site_of(words: list[str], root: Path) -> Path:
    briefings = [hostile(text, number) for number, text in enumerate(words)]
    return write_site(root, briefings, search=False, site_name="<b>Site</b>")


def tags_of(site: Path) -> set[str]:
    census = Census()
    for page in site.rglob("*.html"):
        census.feed(page.read_text(encoding="utf-8"))
        census.reset()
    assert census.bad == []
    return census.tags


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT://%0aalert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "http://",
        "https://a b",
        "",
        None,
    ],
)
def test_only_http_addresses_become_links(url: str | None) -> None:
    assert safe_url(url) is None


def test_http_addresses_become_links() -> None:
    assert safe_url("https://example.org/é?a=b") == "https://example.org/é?a=b"


def test_structured_data_cannot_leave_their_element() -> None:
    element = script({"name": "</script><script>alert(1)</script><!--"})
    assert element.count("<") == 2
    assert json.loads(re.sub(r"</?script[^>]*>", "", str(element)))["name"].startswith("</script>")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_the_second_wall_stands_alone() -> None:
    assert sanitise('<p onclick="x">a<script>b</script><a href="javascript:c">d</a></p>') == (
        "<p>a<a>d</a></p>"
    )
