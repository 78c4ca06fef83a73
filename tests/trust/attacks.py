"""Hostile words, and briefings that hold them wherever an article can put words."""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from briefgen.model import (
    Actor,
    Article,
    Briefing,
    Event,
    Mark,
    MarkKind,
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
from briefgen.readers.decode import clean
from tests.shared_folder import SHARED
from tests.site.shelf import write_site

OWN = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</template><script>alert(1)</script><textarea>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "`onmouseover=alert(1)",
    "{{ 7 * 7 }} {% raw %} {# x #} ${7*7} #{7*7} <%= 7*7 %>",
    '--8<-- "mkdocs.yml" {!mkdocs.yml!} [TOC] {: onclick=alert(1) }',
    "javascript:alert(1)",
    "https://example.org/\"onmouseover='alert(1)'",
    "https://user:word@example.org/?a=<b>&c=%22#d",
    "<!-- --!> <![CDATA[ ]]> <?php echo 1 ?>",
    "]]><!--",
    "=cmd|' /C calc'!A0",
    '@SUM(1,"x")\t+1',
    ";=1+1",
    "it ended;=cmd|' /C calc'!A0; \"@x\"; -1",
    "../../../etc/passwd",
    "..\\..\\CON.txt",
    '<a href="javascript:alert(1)">x</a> [y](javascript:alert(1)) <javascript:alert(1)>',
    "<style>*{display:none}</style><link rel=stylesheet href=//example.com/a.css>",
    "<iframe src=//example.com></iframe><object data=x><embed src=x><base href=//example.com>",
    "<math><mtext><table><mglyph><style><!--</style><img title=--&gt;&lt;img src=1 onerror=x>",
    "<form action=//example.com><input name=attributes><input name=children></form>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "&lt;b&gt; &amp; &#60;i&#62; &#x3c;u&#x3e; &NotEqualTilde;",
    "- a: b\n- !!python/object/apply:os.system ['id']\n---\n...\n%TAG ! tag:x,2000:",
    "BEGIN:VEVENT\nSUMMARY:x;y,z\\n\nEND:VCALENDAR",
    "}, year = {1}, note = {\\input{/etc/passwd} \\write18{id} $x^2$ % #",
    "null", "true", "~", "1e3", "2000-01-01", "0x1F", "NaN", "[]", "{}", "*a", "&a", "!x", "|", ">",
    "| a | b |\n|---|---|\n| c | d |",
    "# a\n\n> b\n\n    c\n\n```\nd\n```\n\n1. e\n\n***\n\n[^1]: f\n\n*[HTML]: g\n\nh\n: i",
    "\u00a0\u2003x\u3000y",
    "ﷺ ́́́́ 👨‍👩‍👧 🏳️‍🌈 ẞ ſ ﬁ İ",
]  # fmt: skip


def payloads(step: int) -> list[str]:
    """Return every *step*-th string of every file of the collection beside the project."""
    found = []
    for path in sorted((SHARED / "payloads").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines()[::step]:
            words = json.loads(line)["payload"]
            assert isinstance(words, str)
            found.append(storable(words))
    return found


def storable(words: str) -> str:
    """Return *words* as the readers of files would let them through; never empty."""
    return clean(words)[0].strip() or "nothing"


def hostile(words: str, number: int) -> Briefing:
    """Put *words* wherever an article can put words."""
    text = f"{words} said {words}. On {words} it ended."
    whole = Span(0, len(words))
    second = Span(len(words) + 6, 2 * len(words) + 6)
    third = Span(second.end + 5, second.end + 5 + len(words))
    sentence = Span(0, second.end + 1)
    actor = Actor(
        f"actor-{number}",
        words,
        (NameType.PER, NameType.ORG, NameType.LOC)[number % 3],
        (words,),
        (whole,),
        (Mention(whole, MentionKind.NAME),),
        1.0,
        True,
    )
    cue = Span(len(words) + 1, len(words) + 5)
    quote = Quote(QuoteType.DIRECT, (second,), whole, actor.id, cue, sentence)
    planned = number % 2 == 1
    timex = Timex(third, TimexType.DATE, "2100-01-01" if planned else "2000-01-01")
    status = Status.PLANNED if planned else Status.PAST
    event = Event(timex, Span(second.end + 2, len(text)), words, (actor.id,), status, True)
    origin = Source(f"articles/{words}.txt", "0" * 64, words, words, words, words, words)
    article = Article(
        id=f"hostile-{number}",
        title=words,
        text=text,
        language="en",
        source=origin,
        published=dt.date(2000, 1, 1 + number % 28),
        tags=(words,),
        story=words,
        marks=(Mark(MarkKind.LINK, Span(len(text) - 9, len(text)), words),),
        earlier=(origin,),
    )
    return Briefing(
        article, (sentence,), (actor,), (quote,), (event,), (timex,), (Note("x", words),)
    )


def write_hostile_site(root: Path, words: Sequence[str], *, search: bool = False) -> Path:
    """Build the site of one briefing for each of *words*, in the order of ``hostile-<n>``."""
    briefings = [hostile(text, number) for number, text in enumerate(words)]
    return write_site(root, briefings, search=search, site_name="<b>Site</b>")
