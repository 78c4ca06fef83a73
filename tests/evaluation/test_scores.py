import json
from pathlib import Path

import pytest

from briefgen.errors import InputError
from briefgen.evaluation import read_gold, score
from briefgen.model import (
    Actor,
    Article,
    Briefing,
    Event,
    NameType,
    Quote,
    QuoteType,
    Span,
    Status,
    Timex,
    TimexType,
)

TEXT = "Le 9 novembre 1989, Günter Schabowski a déclaré : « Sofort, unverzüglich. »"
GOLD = {
    "id": "berlin",
    "lang": "fr",
    "title": "Le Mur est ouvert",
    "published": "1989-11-10",
    "text": TEXT,
    "actors": [
        {
            "name": "Günter Schabowski",
            "type": "PER",
            "aliases": [],
            "roles": ["porte-parole du gouvernement"],
            "key": True,
        }
    ],
    "quotes": [
        {
            "type": "direct",
            "content": ["Sofort, unverzüglich."],
            "speaker": "Günter Schabowski",
            "entity": "Günter Schabowski",
            "cue": "a déclaré",
        }
    ],
    "events": [{"sentence": TEXT, "timex": "9 novembre 1989", "value": "1989-11-09", "key": True}],
}


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([GOLD]), encoding="utf-8")
    return path


def briefing(article: Article, *, name: str = "gunter SCHABOWSKI", actor: str = "a") -> Briefing:
    at = TEXT.index
    return Briefing(
        article=article,
        summary=(),
        actors=(Actor("a", name, NameType.PER, (), (), (), 1.0, key=True),),
        quotes=(
            Quote(
                QuoteType.MIXED,
                (Span(at("« Sofort"), at("verzüglich") + 10),),
                None,
                actor,
                None,
                Span(0, len(TEXT)),
            ),
        ),
        timeline=(
            Event(
                Timex(Span(3, 18), TimexType.DATE, "1989-11-09"),
                Span(0, len(TEXT)),
                "",
                (),
                Status.PAST,
                key=False,
            ),
        ),
        timexes=(),
        notes=(),
    )


def test_counts(gold_file: Path) -> None:
    (gold,) = read_gold(gold_file)
    figures = score([(gold, briefing(gold.article))]).figures
    counted = {name: (f.right, f.gold, f.found) for name, f in figures.items()}
    assert counted == {
        "actor.f1": (1, 1, 1),
        "actor.key": (1, 1, 1),
        "actor.roles": (0, 1, 0),
        "quote.f1": (1, 1, 1),
        "quote.exact": (1, 1, 1),
        "quote.speaker": (1, 1, 1),
        "quote.type": (0, 1, 1),
        "time.f1": (1, 1, 1),
        "time.value": (1, 1, 1),
        "time.key": (0, 1, 0),
    }


def test_misses_are_listed(gold_file: Path) -> None:
    (gold,) = read_gold(gold_file)
    misses = score([(gold, briefing(gold.article, name="Egon Krenz"))]).misses
    assert [(miss.kind, miss.words) for miss in misses] == [
        ("actor missed", "Günter Schabowski (PER)"),
        ("actor spurious", "Egon Krenz (PER)"),
        ("speaker wrong", "Sofort, unverzüglich."),
    ]


@pytest.mark.parametrize(
    "change",
    [{"events": [{**GOLD["events"][0], "timex": "hier"}]}, {"text": "Autre."}, {"actors": [{}]}],
    ids=["timex not in sentence", "other text", "empty actor"],
)
def test_broken_gold_is_refused(tmp_path: Path, change: dict) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([{**GOLD, **change}]), encoding="utf-8")
    with pytest.raises(InputError, match="not a gold file"):
        read_gold(path)
