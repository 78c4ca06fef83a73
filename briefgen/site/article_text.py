"""The whole article as HTML, with what was found in it marked and linked to its cards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice, takewhile

from markupsafe import Markup

from briefgen.model import MarkKind, MentionKind, Span
from briefgen.site.entry import Entry
from briefgen.site.library import actor_source
from briefgen.site.marks import Ground, Highlight, layered, mark_blocks, paragraphs
from briefgen.site.press import Press
from briefgen.site.sanitise import safe_url
from briefgen.site.written import written

_BLOCKS = {
    MarkKind.HEADING: "h3",
    MarkKind.ITEM: "li",
    MarkKind.NUMBER: "li",
    MarkKind.QUOTE: "blockquote",
}
_LISTS = {MarkKind.ITEM: "ul", MarkKind.NUMBER: "ol"}
_INLINE = {MarkKind.EMPHASIS: "em", MarkKind.STRONG: "strong", MarkKind.CODE: "code"}


def article_html(entry: Entry, press: Press) -> Markup:
    """Return the article of *entry*, paragraph by paragraph.

    Sentences that a summary, a quote or an event rests on, the quotes, roles, dates and
    names in them carry anchors; names and dates are links to their cards, and each quote
    ends in a link to its own. Links never nest: a link of the article's own wins.
    """
    text = entry.article.text
    links = _own_links(entry)
    ground = Ground(text)
    ground.take(mark.span for mark in links)
    dates = [mark for mark in _dates(entry) if ground.is_free(mark.span)]
    ground.take(mark.span for mark in dates)
    names = [mark for mark in _names(entry, press) if ground.is_free(mark.span)]
    layers = [
        *layered(_sentences(entry)),
        *layered(_quotes(entry, press)),
        *layered(_roles(entry)),
        *layered([*links, *dates, *names]),
        *layered(_emphasis(entry)),
    ]
    blocks = paragraphs(text)
    kinds = _kinds(entry, blocks)
    html: list[str] = []
    marked = zip(blocks, mark_blocks(text, blocks, layers), strict=True)
    for kind, group in groupby(marked, key=lambda pair: kinds.get(pair[0])):
        tag = _BLOCKS[kind] if kind else "p"
        inside = [f"<{tag}>{words}</{tag}>\n" for _, words in group]
        wrapper = _LISTS.get(kind) if kind else None
        html += [f"<{wrapper}>", *inside, f"</{wrapper}>\n"] if wrapper else inside
    return Markup("".join(html))  # noqa: S704 - `mark_blocks` escapes


def event_anchors(entry: Entry) -> Mapping[int, str]:
    """Return the anchor in the text of each event by number; events of one date share it."""
    anchors: dict[Span, str] = {}
    return {
        at.number: anchors.setdefault(event.timex.span, f"{at.anchor}t")
        for at, event in zip(entry.events, entry.briefing.timeline, strict=True)
    }


def _kinds(entry: Entry, blocks: Sequence[Span]) -> dict[Span, MarkKind]:
    """Return what those of *blocks* are that are more than a paragraph."""
    kinds: dict[Span, MarkKind] = {}
    for mark in entry.article.marks:
        if mark.kind in _BLOCKS:
            first = bisect_right(blocks, mark.span.start, key=lambda block: block.end)
            for block in takewhile(mark.span.overlaps, islice(blocks, first, None)):
                kinds.setdefault(block, mark.kind)
    return kinds


def _sentences(entry: Entry) -> list[Highlight]:
    """Summary sentences bear an anchor; the others are there to light up with their mark."""
    briefing = entry.briefing
    anchors = {span: f"s{n}t" for n, span in enumerate(briefing.summary, 1)}
    spans = {event.sentence for event in briefing.timeline} | set(anchors)
    spans |= {quote.sentence for quote in briefing.quotes}
    return [Highlight(span, "span", ' class="sentence"', anchors.get(span)) for span in spans]


def _quotes(entry: Entry, press: Press) -> Iterator[Highlight]:
    for quote, found in zip(entry.quotes, entry.briefing.quotes, strict=True):
        label = press.gettext("Quote %(number)s, back to the list") % {"number": quote.number}
        href, label = written(f"#{quote.anchor}"), written(label)
        back = f'<a class="back" href="{href}" aria-label="{label}">{quote.number}</a>'
        style = f' class="said {found.type.value}"'
        parts = found.content
        for place, part in enumerate(parts):
            yield Highlight(
                part,
                "span",
                style,
                f"{quote.anchor}t" if place == 0 else None,
                back if place == len(parts) - 1 else "",
            )


def _roles(entry: Entry) -> Iterator[Highlight]:
    for actor in entry.briefing.actors:
        for number, role in enumerate(actor.roles, 1):
            yield Highlight(role, "span", ' class="role"', f"r-{actor.id}-{number}")


def _dates(entry: Entry) -> Iterator[Highlight]:
    seen: set[Span] = set()
    for at, event in zip(entry.events, entry.briefing.timeline, strict=True):
        span = event.timex.span
        if span not in seen:
            seen.add(span)
            where = f' class="date" href="#{at.anchor}"'
            yield Highlight(span, "a", where, f"{at.anchor}t")


def _names(entry: Entry, press: Press) -> Iterator[Highlight]:
    ground = Ground(entry.article.text)
    for actor in entry.briefing.actors:
        target = f"#a-{actor.id}"
        if not actor.key:
            target = press.link(actor_source(actor.id)) if entry.has_page(actor) else ""
        if not target:
            continue
        where = f' class="actor {actor.type.value.lower()}" href="{written(target)}"'
        first = f"m-{actor.id}"
        for mention in actor.mentions:
            if mention.kind is MentionKind.NAME and ground.is_free(mention.span):
                ground.take([mention.span])
                yield Highlight(mention.span, "a", where, first or None)
                first = ""


def _own_links(entry: Entry) -> list[Highlight]:
    found: list[Highlight] = []
    ground = Ground(entry.article.text)
    for mark in entry.article.marks:
        target = safe_url(mark.target) if mark.kind is MarkKind.LINK else None
        if target and ground.is_free(mark.span):
            ground.take([mark.span])
            where = f' href="{written(target)}" rel="nofollow noopener noreferrer"'
            found.append(Highlight(mark.span, "a", where))
    return found


def _emphasis(entry: Entry) -> Iterator[Highlight]:
    for mark in entry.article.marks:
        if mark.kind in _INLINE:
            yield Highlight(mark.span, _INLINE[mark.kind])


def excerpt(text: str, span: Span, length: int = 160) -> str:
    """Return the words of *span*, cut at a blank with « … » when longer than *length*."""
    words = " ".join(span.of(text).split())
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0] + "…"
