"""Whatever an article says stays words: no markup, no script, no formula, no way out.

A spread of the public attack strings runs with every test run, all of them with
`make torture`; our own list always runs.
"""

from pathlib import Path

import pytest

from briefgen.cli.printing import harmless_line
from tests.cli.test_printing import is_command
from tests.shared_folder import SHARED
from tests.torture import rounds
from tests.trust.attacks import OWN, hostile, payloads, storable, write_hostile_site
from tests.trust.formats import damages
from tests.trust.markup import folded, forbidden, parse, words_at

BATCH = 400  # strings that share a site
LISTS = ("own", "collection")

# Where the words of `hostile` print on their briefing's page.
PLACES = {
    "title": "h1",
    "story": "p.kicker > a",
    "byline": "span.author",
    "actor": "#actors h3",
    "role": "#actors p.roles > a",
    "event": "li.event > p.what",
    "time": "li.event > p.source q",
    "quote": "#quotes blockquote q",
    "note": "#notes li",
    "tag": "p.tags > a",
    "rights": "p.rights",
}


def attacks(name: str) -> list[str]:
    if name == "own":
        return [storable(words) for words in OWN]
    if not (SHARED / "payloads").is_dir():
        pytest.skip("the payload collection is not beside the project")
    return payloads(rounds(40, 1))


@pytest.mark.corpus
@pytest.mark.parametrize("name", LISTS)
def test_words_of_an_article_stay_words(name: str, tmp_path: Path) -> None:
    wrong: list[str] = []
    for number, batch in enumerate(batches(attacks(name))):
        briefings = [hostile(words, place) for place, words in enumerate(batch)]
        site = write_hostile_site(tmp_path / str(number), batch)
        for place, words in enumerate(batch):
            wrong += lost_words(site, place, words, briefings[place].article.text)
        for page in site.rglob("*.html"):
            wrong += [f"{page}: {what}" for what in forbidden(parse(page))]
        wrong += damages(site, briefings)
        assert wrong == [], f"{len(wrong)} in batch {number}"


def batches(words: list[str]) -> list[list[str]]:
    return [words[start : start + BATCH] for start in range(0, len(words), BATCH)]


def lost_words(site: Path, number: int, words: str, text: str) -> list[str]:
    """Return where the pages of the briefing *number* do not say its *words*."""
    page = parse(site / f"briefings/2000/01/hostile-{number}/index.html")
    wrong = [
        f"{name} of {number}: {got!r}, not {words!r}"
        for name, place in PLACES.items()
        if (got := words_at(page, place)) != [folded(words)]
    ]
    for back in page.css("a.back"):
        back.decompose()
    (body,) = words_at(page, "#article > div.body")
    wrong += [] if body == folded(text) else [f"body of {number}: {body!r}, not {text!r}"]
    actor = parse(site / f"actors/actor-{number}/index.html")
    wrong += [] if words_at(actor, "h1") == [folded(words)] else [f"page of actor {number}"]
    return wrong


@pytest.mark.corpus
@pytest.mark.parametrize("name", LISTS)
def test_no_attack_is_a_command_to_a_ci_runner(name: str) -> None:
    assert [words for words in attacks(name) if is_command(harmless_line(words))] == []
