"""What holds for the actors of any text."""

from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.extract.actors import NO_REGISTER, find_actors, identify
from tests.extract.actors.marked import marked

WORDS = (
    "[PER Anna Weber]", "[PER Weber]", "[ORG Union Bank]", "[LOC Lyon]", "[ORG UB]", "(", ")",
    ",", ".", "le ministre", "Paul", "de", "Genève", "ONU", "et", "il", "dit", "Premier", "'s",
    "-", "«", "»", "Bank", "\n",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
LANGUAGES = st.sampled_from(["fr", "en", "und"])


@settings(max_examples=120, deadline=None)
@given(TEXTS, LANGUAGES)
def test_mentions_lie_in_the_text_and_belong_to_one_actor(source: str, language: str) -> None:
    document = marked(source, language)
    actors = find_actors(document)
    names = {actor.name for actor in actors}
    assert len({actor.id for actor in actors}) == len(actors)
    spans = sorted(mention.span for actor in actors for mention in actor.mentions)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for actor in actors:
        assert actor.name in document.text
        assert actor.name not in actor.aliases
        assert all(alias in document.text for alias in actor.aliases)
        assert all(m.span.of(document.text).strip() for m in actor.mentions)
        assert all(0 <= r.start < r.end <= len(document.text) for r in actor.roles)
    assert all(name.strip() for name in names)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_actors(source: str) -> None:
    assert find_actors(marked(source)) == find_actors(marked(source))


@settings(max_examples=20, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=3, unique=True))
def test_the_order_of_articles_changes_no_id(sources: list[str]) -> None:
    articles = [(f"article-{n}", find_actors(marked(s))) for n, s in enumerate(sources)]
    ids = [
        {name: [a.id for a in identify(actors, NO_REGISTER, name)] for name, actors in order}
        for order in permutations(articles)
    ]
    assert all(other == ids[0] for other in ids)
