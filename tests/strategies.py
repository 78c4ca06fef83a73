"""Hypothesis strategies for the records: lawful, but otherwise arbitrary."""

from __future__ import annotations

from hypothesis import strategies as st

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

# What readers let through: no lone surrogates, no controls but line feed and tab.
words = st.text(st.characters(blacklist_categories=["Cs", "Cc"], whitelist_characters="\n\t"))
slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


def spans(text: str) -> st.SearchStrategy[Span]:
    bounds = st.integers(0, len(text))
    return st.tuples(bounds, bounds).map(lambda pair: Span(min(pair), max(pair)))


def tuples(items: st.SearchStrategy, largest: int = 3) -> st.SearchStrategy[tuple]:
    return st.lists(items, max_size=largest).map(tuple)


sources = st.builds(
    Source,
    path=words,
    sha256=st.just("0" * 64),
    url=st.none() | words,
    byline=st.none() | words,
    rights=st.none() | words,
)
articles = st.builds(
    Article,
    id=slugs,
    title=words,
    text=words,
    language=st.sampled_from(["fr", "en", "de", "und"]),
    source=sources,
    published=st.none() | st.dates(),
    tags=tuples(words),
    story=st.none() | words,
    notes=tuples(st.builds(Note, code=slugs, message=words)),
)


@st.composite
def briefings(draw: st.DrawFn) -> Briefing:
    """Draw a briefing whose spans lie in its text; its findings need make no sense."""
    article = draw(articles)
    inside = spans(article.text)
    actors = st.builds(
        Actor,
        id=slugs,
        name=words,
        type=st.sampled_from(NameType),
        aliases=tuples(words),
        roles=tuples(inside),
        mentions=tuples(st.builds(Mention, span=inside, kind=st.sampled_from(MentionKind))),
        salience=st.floats(0, 1),
        key=st.booleans(),
    )
    quotes = st.builds(
        Quote,
        type=st.sampled_from(QuoteType),
        content=st.lists(inside, min_size=1, max_size=2).map(tuple),
        speaker=st.none() | inside,
        actor=st.none() | slugs,
        cue=st.none() | inside,
        sentence=inside,
        confidence=st.sampled_from(Confidence),
    )
    values = st.sampled_from(["2012-07-02", "2012", "FUTURE_REF", "", "P3D", "2012-07-02T14:30"])
    timexes = st.builds(Timex, span=inside, type=st.sampled_from(TimexType), value=values)
    events = st.builds(
        Event,
        timex=timexes,
        sentence=inside,
        label=words,
        actors=tuples(slugs),
        status=st.sampled_from(Status),
        key=st.booleans(),
    )
    return Briefing(
        article=article,
        summary=draw(tuples(inside)),
        actors=draw(tuples(actors)),
        quotes=draw(tuples(quotes)),
        timeline=draw(tuples(events)),
        timexes=draw(tuples(timexes)),
        notes=draw(tuples(st.builds(Note, code=slugs, message=words))),
        countries=draw(st.lists(st.sampled_from(["FR", "NO"]), unique=True).map(tuple)),
    )
