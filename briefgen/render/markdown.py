"""A briefing as a Markdown file: its record as front matter, then a body to read.

The body is for people and for viewers other than our site; `read_briefing` takes
everything from the front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import jinja2

from briefgen.lexicons import load_settings
from briefgen.model import Actor, Briefing, Event, Quote, QuoteType, Section, Span
from briefgen.render.dates import format_date, format_timex
from briefgen.render.escape import escape_markdown
from briefgen.render.front_matter import dump_front_matter, load_front_matter

_PARAGRAPH = re.compile(r"\n\s*\n")


def render(briefing: Briefing) -> str:
    """Return the briefing file of *briefing*; ``read_briefing(render(b)) == b``."""
    return f"{dump_front_matter(briefing)}\n{render_body(briefing)}"


def read_briefing(content: str, path: str | None = None) -> Briefing:
    """Return the briefing that a file's *content* holds.

    Raises:
        InputError: the front matter is missing or does not hold.
    """
    return load_front_matter(content, path)


def render_body(briefing: Briefing) -> str:
    """Return the part of the file that a reader sees."""
    article = briefing.article
    words = load_settings(article.language, "briefing.yaml")
    body = _template().render(
        briefing=briefing,
        article=article,
        source=article.source,
        words=words,
        published=format_date(article.published, article.language) if article.published else "",
        summary=[_sentence(span, briefing) for span in briefing.summary],
        actors=[_actor(actor, briefing) for actor in briefing.actors if actor.key],
        timeline=[_entry(event, briefing) for event in briefing.timeline if event.key],
        speakers=list(_speakers(briefing, words)),
        paragraphs=[p for p in _PARAGRAPH.split(article.text) if p.strip()],
    )
    return body.rstrip() + "\n"


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("briefgen.render"),
        autoescape=False,  # noqa: S701 (Markdown, not HTML: escape_markdown makes text inert)
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=None,
    )
    environment.filters["md"] = escape_markdown
    return environment.get_template("briefing.md.j2")


def _sentence(span: Span, briefing: Briefing) -> dict[str, Any]:
    return {
        "words": span.of(briefing.article.text),
        "edited": briefing.is_edited(Section.SUMMARY, span),
    }


def _actor(actor: Actor, briefing: Briefing) -> dict[str, Any]:
    roles = dict.fromkeys(span.of(briefing.article.text) for span in actor.roles)
    edited = briefing.is_edited(Section.ACTORS, actor.id)
    return {"name": actor.name, "roles": ", ".join(roles), "edited": edited}


def _entry(event: Event, briefing: Briefing) -> dict[str, Any]:
    article = briefing.article
    return {
        "date": format_timex(event.timex.value, article.language),
        "words": event.timex.span.of(article.text),
        "label": event.label,
        "status": event.status.value,
        "edited": briefing.is_edited(Section.TIMELINE, event.timex.span),
    }


def _speakers(briefing: Briefing, words: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the quotes by speaker, speakers in the order they first speak."""
    text = briefing.article.text
    names = {actor.id: actor.name for actor in briefing.actors}

    def speaker_of(quote: Quote) -> str:
        if quote.actor in names:
            return names[quote.actor]
        return quote.speaker.of(text) if quote.speaker else words["unattributed"]

    order = list(dict.fromkeys(map(speaker_of, briefing.quotes)))
    ranked = sorted(briefing.quotes, key=lambda quote: order.index(speaker_of(quote)))
    for name, quotes in groupby(ranked, key=speaker_of):
        yield {"name": name, "quotes": [_quote(quote, briefing, words) for quote in quotes]}


def _quote(quote: Quote, briefing: Briefing, words: dict[str, str]) -> dict[str, Any]:
    text = briefing.article.text
    content = _join(quote.content, text)
    is_direct = quote.type is QuoteType.DIRECT
    return {
        "content": words["quoted"].format(content) if is_direct else content,
        "cue": quote.cue.of(text) if quote.cue else "",
        "edited": briefing.is_edited(Section.QUOTES, quote.extent),
    }


def _join(parts: Sequence[Span], text: str) -> str:
    return " […] ".join(span.of(text) for span in parts)
