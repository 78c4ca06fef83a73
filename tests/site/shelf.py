"""A small shelf of briefings about documented history, made without an engine."""

import datetime as dt
import hashlib
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from briefgen.model import (
    Actor,
    Article,
    Briefing,
    Confidence,
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
from briefgen.render import render
from briefgen.site.yearly import publish_all
from briefgen.slug import slugify

SHELF = Path(__file__).with_name("shelf.yaml")


def brief(title: str, text: str, language: str, **row: Any) -> Briefing:
    """Make a briefing; what the rows are, the head of shelf.yaml tells."""
    text = textwrap.dedent(text).strip()
    published, updated = row.get("published"), row.get("updated")
    article = Article(
        id=slugify(title),
        title=title,
        text=text,
        language=language,
        source=Source(
            path=f"articles/{slugify(title)}.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            **row.get("source", {}),
        ),
        published=dt.date.fromisoformat(published) if published else None,
        updated=dt.date.fromisoformat(updated) if updated else None,
        tags=tuple(row.get("tags", ())),
        story=row.get("story"),
        marks=row.get("marks", ()),
    )
    ids = {name: slugify(name) for name, *_ in row.get("actors", ())}
    actors = tuple(_actor(text, n, *actor) for n, actor in enumerate(row.get("actors", ())))
    quotes = [_quote(text, quote, ids) for quote in row.get("quotes", ())]
    events = tuple(_event(text, event, actors) for event in row.get("events", ()))
    return Briefing(
        article,
        tuple(_sentences(text)[:2]),
        actors,
        tuple(sorted(quotes, key=lambda quote: quote.content)),
        events,
        tuple(event.timex for event in events),
        tuple(Note(*note) for note in row.get("notes", ())),
    )


def write_site(root: Path, briefings: Sequence[Briefing], **options: Any) -> Path:
    """Write a project of *briefings* below *root*, build it, and return its site folder.

    What is not the plugin's goes as ``mkdocs``.
    """
    settings = {"site_name": "unused", **options.pop("mkdocs", {})}
    write_briefings(root, briefings)
    (root / "content").mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    config = load_config(
        str(root / "mkdocs.yml"),
        site_name=options.pop("site_name", "The Record"),
        site_url=options.pop("site_url", "https://example.org/"),
        docs_dir=str(root / "content"),
        site_dir=str(root / "site"),
        theme={"name": options.pop("theme", "briefgen")},
        use_directory_urls=options.pop("use_directory_urls", True),
        plugins=[{"briefgen": {"build": False, **options}}],
        strict=True,
    )
    build(config)
    return root / "site"


def write_briefings(root: Path, briefings: Sequence[Briefing]) -> None:
    for briefing in briefings:
        day = briefing.article.published
        folder = root / "content/briefings" / (f"{day:%Y/%m}" if day else "undated")
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{briefing.article.id}.md"
        target.write_text(render(briefing), encoding="utf-8")


def write_yearly_site(root: Path, briefings: Sequence[Briefing], **options: Any) -> Path:
    """Write a project of *briefings* below *root*, build yearly sites, return that of all."""
    write_briefings(root, briefings)
    config = {
        "site_name": "The Record",
        "site_url": "https://example.org/",
        "docs_dir": "content",
        "theme": {"name": "briefgen"},
        "plugins": [{"briefgen": {"build": False, "sites": "yearly", **options}}],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return publish_all(root / "mkdocs.yml", strict=True).site


def demo() -> list[Briefing]:
    """Return the shelf: two languages, a story of two dispatches, one without a date."""
    rows = yaml.safe_load(SHELF.read_text(encoding="utf-8"))
    return [brief(**row) for row in rows]


def _find(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def _sentences(text: str) -> list[Span]:
    spans, start = [], 0
    for place, character in enumerate(text):
        if character in ".!?" and text[place + 1 : place + 2] in ("", " ", "\n"):
            spans.append(Span(start, place + 1))
            start = place + 1
            while start < len(text) and text[start].isspace():
                start += 1
    return spans


def _around(text: str, span: Span) -> Span:
    touching = [s for s in _sentences(text) if s.overlaps(span)]
    if not touching:
        return span
    return Span(min(touching[0].start, span.start), max(touching[-1].end, span.end))


def _actor(text: str, rank: int, name: str, kind: str, roles: Sequence[str], key: bool) -> Actor:
    mentions = []
    for form in (name, name.rsplit(maxsplit=1)[-1]):
        start = text.find(form)
        while start >= 0:
            span = Span(start, start + len(form))
            if not any(span.overlaps(mention.span) for mention in mentions):
                mentions.append(Mention(span, MentionKind.NAME))
            start = text.find(form, span.end)
    return Actor(
        slugify(name),
        name,
        NameType(kind),
        (name.rsplit(maxsplit=1)[-1],) if " " in name else (),
        tuple(_find(text, role) for role in roles),
        tuple(sorted(mentions, key=lambda mention: mention.span)),
        round(1 - rank / 10, 2),
        key,
    )


def _quote(text: str, row: Sequence[Any], ids: dict[str, str]) -> Quote:
    kind, parts, speaker, actor, cue = row
    spans = tuple(_find(text, part) for part in parts)
    whole = Span(spans[0].start, spans[-1].end)
    sentence = _around(text, whole)
    return Quote(
        QuoteType(kind),
        spans,
        _find(text, speaker) if speaker else None,
        ids[actor] if actor else None,
        _find(text, cue, sentence.start) if cue else None,
        sentence,
        Confidence.HIGH if cue else Confidence.MEDIUM,
    )


def _event(text: str, row: Sequence[Any], actors: Sequence[Actor]) -> Event:
    words, value, status, key = row
    span = _find(text, words)
    sentence = _around(text, span)
    named = tuple(
        actor.id
        for actor in actors
        if any(sentence.contains(mention.span) for mention in actor.mentions)
    )
    timex = Timex(span, TimexType.DATE, value)
    label = " ".join(sentence.of(text).split())
    return Event(timex, sentence, label, named, Status(status), key)
