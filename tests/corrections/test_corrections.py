"""Corrections: what they change, what they say when they no longer match."""

import datetime as dt
from pathlib import Path

import pytest

from briefgen.corrections import (
    apply_corrections,
    corrections_path,
    corrections_template,
    load_corrections,
)
from briefgen.errors import InputError
from briefgen.model import (
    Actor,
    Article,
    Briefing,
    Event,
    Mention,
    MentionKind,
    NameType,
    Quote,
    QuoteType,
    Section,
    Source,
    Span,
    Status,
    Timex,
    TimexType,
)
from briefgen.render import read_briefing, render

TEXT = (
    "Le général de Gaulle a signé le traité mardi. « Il n’est pas un homme dans le monde qui "
    "ne mesure l’importance capitale de cet acte », a déclaré le président français. "
    "Konrad Adenauer, chancelier allemand, l’a signé aussi.\n\n"
    "Les deux hommes se reverront au mois de juillet."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


FIRST = at("Le général de Gaulle a signé le traité mardi.")
SECOND = Span(at("« Il n’est").start, at("président français.").end)


@pytest.fixture
def briefing() -> Briefing:
    gaulle = Actor(
        id="gaulle",
        name="Gaulle",
        type=NameType.ORG,
        aliases=(),
        roles=(at("président français"),),
        mentions=(Mention(at("de Gaulle"), MentionKind.NAME),),
        salience=0.9,
        key=True,
    )
    content = at(
        "Il n’est pas un homme dans le monde qui ne mesure l’importance capitale de cet acte"
    )
    quote = Quote(QuoteType.DIRECT, (content,), at("le président français"), None, None, SECOND)
    timex = Timex(at("mardi"), TimexType.DATE, "1963-01-15")
    event = Event(timex, FIRST, "signé le traité", ("gaulle",), Status.PAST, key=True)
    source = Source("elysee.md", "0")
    article = Article("elysee", "Un traité", TEXT, "fr", source, published=dt.date(1963, 1, 22))
    return Briefing(article, (FIRST,), (gaulle,), (quote,), (event,), (timex,), ())


def corrected(briefing: Briefing, folder: Path, yaml: str) -> Briefing:
    path = corrections_path(folder, "elysee")
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml, "utf-8")
    corrections = load_corrections(path, "corrections/elysee.yml")
    return apply_corrections(briefing, corrections)


def test_no_file_corrects_nothing(briefing: Briefing, tmp_path: Path) -> None:
    path = corrections_path(tmp_path, "elysee")
    assert apply_corrections(briefing, load_corrections(path, "x")) is briefing


def test_an_actor_is_renamed_everywhere(briefing: Briefing, tmp_path: Path) -> None:
    done = corrected(
        briefing,
        tmp_path,
        "actors:\n  change:\n    - name: Gaulle\n      new_name: Charles de Gaulle\n"
        "      type: PER\n      add_roles: [Le général]\n      drop_roles: [président français]\n",
    )
    (actor,) = done.actors
    assert (actor.id, actor.name, actor.type) == ("charles-de-gaulle", "Charles de Gaulle", "PER")
    assert [role.of(TEXT) for role in actor.roles] == ["Le général"]
    assert actor.aliases == ("Gaulle",)
    assert done.timeline[0].actors == ("charles-de-gaulle",)
    assert done.is_edited(Section.ACTORS, "charles-de-gaulle")


def test_an_actor_is_added_with_its_mentions(briefing: Briefing, tmp_path: Path) -> None:
    done = corrected(
        briefing,
        tmp_path,
        "actors:\n  add:\n    - {name: Konrad Adenauer, type: PER, roles: [chancelier allemand]}\n",
    )
    actor = next(a for a in done.actors if a.id == "konrad-adenauer")
    assert [m.span.of(TEXT) for m in actor.mentions] == ["Konrad Adenauer"]
    assert [role.of(TEXT) for role in actor.roles] == ["chancelier allemand"]
    assert actor.key


def test_a_dropped_actor_leaves_no_id_behind(briefing: Briefing, tmp_path: Path) -> None:
    done = corrected(briefing, tmp_path, "actors:\n  drop: [Gaulle]\n")
    assert not done.actors
    assert done.timeline[0].actors == ()


def test_a_quote_gets_its_speaker(briefing: Briefing, tmp_path: Path) -> None:
    done = corrected(
        briefing,
        tmp_path,
        # Straight apostrophe and another blank than in the article.
        "quotes:\n  change:\n    - text: Il n'est pas  un homme\n      actor: Gaulle\n"
        "      cue: a déclaré\n",
    )
    (quote,) = done.quotes
    assert quote.actor == "gaulle"
    assert quote.cue == at("a déclaré")
    assert quote.content == briefing.quotes[0].content
    assert done.is_edited(Section.QUOTES, quote.content[0])


def test_quotes_come_and_go(briefing: Briefing, tmp_path: Path) -> None:
    done = corrected(
        briefing,
        tmp_path,
        "quotes:\n  drop: [Il n'est pas un homme]\n"
        "  add: [{text: l’importance capitale de cet acte, type: mixed, speaker: de Gaulle}]\n",
    )
    (quote,) = done.quotes
    assert quote.content == (at("l’importance capitale de cet acte"),)
    assert (quote.type, quote.speaker) == (QuoteType.MIXED, at("de Gaulle"))
    assert quote.sentence == SECOND


def test_a_date_is_mended(briefing: Briefing, tmp_path: Path) -> None:
    done = corrected(
        briefing,
        tmp_path,
        "timeline:\n  change: [{date: mardi, value: 1963-01-22}]\n"
        "  add: [{date: juillet, value: 1963-07, label: Les deux hommes se reverront}]\n",
    )
    first, second = done.timeline
    assert (first.timex.value, first.status) == ("1963-01-22", Status.TODAY)
    assert (second.timex.value, second.status) == ("1963-07", Status.PLANNED)
    assert second.sentence.of(TEXT) == "Les deux hommes se reverront au mois de juillet."
    assert [timex.value for timex in done.timexes] == ["1963-01-22", "1963-07"]


def test_the_summary_changes_by_sentence(briefing: Briefing, tmp_path: Path) -> None:
    done = corrected(
        briefing,
        tmp_path,
        "summary:\n  drop: [a signé le traité mardi]\n  add: [Les deux hommes se reverront]\n",
    )
    assert [span.of(TEXT) for span in done.summary] == [
        "Les deux hommes se reverront au mois de juillet."
    ]


def test_edits_are_kept_in_the_file_and_noted(briefing: Briefing, tmp_path: Path) -> None:
    done = corrected(briefing, tmp_path, "summary: {drop: [a signé le traité]}\n")
    assert read_briefing(render(done)) == done
    assert [note.code for note in done.notes] == ["corrected"]


@pytest.mark.parametrize(
    ("yaml", "reason"),
    [
        (
            "quotes: {drop: [Nous avons signé]}",
            ":1: correction quotes.drop “Nous avons signé” quotes",
        ),
        ("quotes: {drop: [chancelier]}", "matches no quote"),
        ("timeline: {drop: [juillet]}", "matches no entry"),
        ("actors: {drop: [Pompidou]}", "is no actor of the briefing; known: Gaulle"),
        ("actors: {add: [Georges Pompidou]}", "named neither in the text nor in the title"),
        ("actors: {change: [{name: Gaulle, drop_roles: [roi]}]}", "none of its roles"),
        ("quotes: {drop: [{text: acte, in: une phrase disparue}]}", "no longer says"),
        ("timeline: {add: [{date: juillet, label: se disputeront}]}", "does not say"),
        ("summary: {drop: [Les deux hommes]}", "not in the summary"),
        ("summary: {remove: [x]}", "unknown action under summary `remove`"),
        ("actor: {drop: [x]}", "unknown section `actor`; did you mean `actors`?"),
        ("actors: {add: [{name: Gaulle, tipe: PER}]}", "did you mean `type`?"),
        ("actors: {add: [{name: Gaulle, type: MAN}]}", "expected one of PER, ORG, LOC"),
        ("actors: {add: [{name: Gaulle, key: perhaps}]}", "expected true or false"),
        ("actors: {add: [{type: PER}]}", "has no `name`"),
        ("actors: [x]", "actors is a list; expected a mapping"),
    ],
)
def test_what_no_longer_matches_is_said(
    briefing: Briefing, tmp_path: Path, yaml: str, reason: str
) -> None:
    with pytest.raises(InputError) as caught:
        corrected(briefing, tmp_path, yaml)
    message = str(caught.value)
    assert message.startswith("corrections/elysee.yml:1: ")
    assert reason in message
    assert "\n" not in message


def test_the_template_corrects_nothing_until_it_is_edited(
    briefing: Briefing, tmp_path: Path
) -> None:
    template = corrections_template(briefing)
    assert corrected(briefing, tmp_path, template + "\n") is briefing
    quotes = template[template.index("# quotes") :].partition("\n\n")[0]
    uncommented = "".join(line.removeprefix("# ") + "\n" for line in quotes.splitlines())
    assert corrected(briefing, tmp_path, uncommented).quotes == briefing.quotes


def test_edited_items_are_marked_in_the_file(briefing: Briefing, tmp_path: Path) -> None:
    yaml = (
        "summary: {add: [Les deux hommes se reverront]}\n"
        "actors: {change: [{name: Gaulle, type: PER}]}\n"
        "quotes: {change: [{text: Il n’est pas un homme, actor: Gaulle}]}\n"
        "timeline: {change: [{date: mardi, value: 1963-01-22}]}\n"
    )
    mark = "*(corrigé par la rédaction)*"
    body = render(corrected(briefing, tmp_path, yaml)).partition("\n---\n")[2]
    assert body.count(mark) == 4
    assert mark not in render(briefing)
