"""Gold and findings side by side with the text, as one HTML page without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from briefgen.evaluation.gold import GoldArticle
from briefgen.evaluation.scores import Scores
from briefgen.model import Briefing, Span

Mark = tuple[Span, str, str]
"a stretch of text, its kind (``quote``, ``time``) and what is said of it"

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem}
table{border-collapse:collapse}td,th{padding:.2rem .8rem;text-align:right}
td:first-child,th:first-child{text-align:left}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:2rem}.pair p{white-space:pre-wrap}
.quote{background:#d7f0d7;color:#000}.time{background:#fdeeb5;color:#000}
.quote .time,.both{background:#cfe3f7;color:#000}
li.missed::marker{content:"− "}li.spurious::marker{content:"+ "}
"""


def report(pairs: Sequence[tuple[GoldArticle, Briefing]], scores: Scores) -> str:
    """Return the page: the figures, then each article with its errors below."""
    return "".join(_page(pairs, scores))


def _page(pairs: Sequence[tuple[GoldArticle, Briefing]], scores: Scores) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield f"<title>Evaluation</title><style>{_STYLE}</style></head><body><h1>Evaluation</h1>"
    yield f"<p>{len(pairs)} articles.</p>"
    yield "<table><tr><th>figure<th>P<th>R<th>F1<th>gold<th>found</tr>"
    for name, figure in sorted(scores.figures.items()):
        shares = (figure.precision, figure.recall, figure.f1)
        cells = "".join(f"<td>{100 * share:.1f}" for share in shares)
        yield f"<tr><td>{escape(name)}{cells}<td>{figure.gold}<td>{figure.found}</tr>"
    yield "</table>"
    for gold, briefing in pairs:
        article = gold.article
        yield f"<section><h2>{escape(article.title)}</h2><p>{escape(article.id)}</p>"
        yield '<div class="pair"><div><h3>Gold</h3><p>'
        yield from _marked(article.text, _gold_marks(gold))
        yield "</p></div><div><h3>Found</h3><p>"
        yield from _marked(article.text, _found_marks(briefing))
        yield "</p></div></div><ul>"
        for miss in scores.misses:
            if miss.article == article.id:
                change = f": {miss.got!r}, not {miss.wanted!r}" if miss.got or miss.wanted else ""
                kind = miss.kind.rpartition(" ")[2]
                words = escape(f"{miss.kind}: {miss.words}{change}")
                yield f'<li class="{escape(kind)}">{words}</li>'
        yield "</ul></section>"
    yield "</body></html>\n"


def _gold_marks(gold: GoldArticle) -> Iterator[Mark]:
    for quote in gold.quotes:
        yield from ((part, "quote", f"{quote.type}: {quote.entity}") for part in quote.content)
    yield from ((event.timex, "time", event.value) for event in gold.events)


def _found_marks(briefing: Briefing) -> Iterator[Mark]:
    names = {actor.id: actor.name for actor in briefing.actors}
    text = briefing.article.text
    for quote in briefing.quotes:
        phrase = quote.speaker.of(text) if quote.speaker else "None"
        who = names.get(quote.actor or "", phrase)
        yield from ((part, "quote", f"{quote.type}: {who}") for part in quote.content)
    yield from ((event.timex.span, "time", event.timex.value) for event in briefing.timeline)


def _marked(text: str, found: Iterable[Mark]) -> Iterator[str]:
    """Yield *text* as HTML, cut at the borders of marks, each piece in a mark of its own."""
    marks = list(found)
    borders = {0, len(text)} | {place for span, _, _ in marks for place in (span.start, span.end)}
    places = sorted(borders)
    for start, end in pairwise(places):
        over = [mark for mark in marks if mark[0].contains(Span(start, end))]
        words = escape(text[start:end])
        if over:
            kinds = {kind for _, kind, _ in over}
            kind = "both" if len(kinds) > 1 else over[0][1]
            title = escape("; ".join(dict.fromkeys(what for _, _, what in over)))
            yield f'<mark class="{kind}" title="{title}">{words}</mark>'
        else:
            yield words
