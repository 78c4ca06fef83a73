"""News-like articles of a small grammar, as many as asked for, the same for the same seed.

Towns, bodies and what happens in them are made up, speakers are offices, not persons.
Names repeat as in news: a few towns often, most of them rarely (Zipf). French and
English alternate; 250 to 350 words each, with direct, mixed and reported speech and
absolute and relative dates.

    python benchmarks/articles.py 10000 FOLDER
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from dataclasses import dataclass
from pathlib import Path

FIRST_DAY = dt.date(2015, 1, 1)
DAYS = 3650
WORDS = 300  # of text; sentences are added until it is reached

_HEADS = "Val Mont Roche Pierre Font Belle Clair Haute Ville Champ Bois Croix Mare Noir".split()
_TAILS = "brune mer mont fort rive combe lande vaux sart grise neuve ronde oise ange".split()
_SUFFIXES = ("", "-les-Bains", "-sur-Orle", "-le-Haut", "-en-Plaine", "-la-Forêt", "-le-Vieux")
TOWNS = [f"{head}{tail}{suffix}" for suffix in _SUFFIXES for head in _HEADS for tail in _TAILS]
random.Random(0).shuffle(TOWNS)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of one language; ``{}`` fields are filled by `_fill`."""

    language: str
    speakers: tuple[str, ...]
    bodies: tuple[str, ...]
    subjects: tuple[str, ...]
    claims: tuple[str, ...]
    short: tuple[str, ...]
    dates: tuple[str, ...]
    future: tuple[str, ...]
    months: tuple[str, ...]
    headline: tuple[str, ...]
    narrated: tuple[str, ...]
    spoken: tuple[str, ...]
    tags: tuple[str, ...]


FRENCH = Grammar(
    language="fr",
    speakers=(
        "le maire de {town}",
        "la préfète de {town}",
        "la directrice de l’hôpital de {town}",
        "le porte-parole de la régie des eaux de {town}",
        "la présidente du conseil de {town}",
        "le secrétaire du syndicat des transports de {town}",
    ),
    bodies=(
        "la Régie des eaux de {town}",
        "le Syndicat des transports de {town}",
        "l’Hôpital de {town}",
        "le Conseil de {town}",
        "la Compagnie des chemins de fer de {town}",
        "l’Université de {town}",
    ),
    subjects=(
        "la ligne de tramway",
        "le nouveau pont",
        "la station d’épuration",
        "le budget de l’eau",
        "la fermeture de la maternité",
        "le plan de prévention des crues",
        "la rénovation du lycée",
        "la réouverture de la gare",
    ),
    claims=(
        "{subject} coûtera {number} millions d’euros",
        "les travaux dureront {number} semaines",
        "{number} logements seront raccordés avant l’hiver",
        "rien ne sera décidé sans les habitants",
        "{subject} reste la priorité de la ville",
        "le calendrier sera tenu malgré la pluie",
        "les comptes ont été vérifiés deux fois",
    ),
    short=("un échec coûteux", "une chance pour la vallée", "le chantier du siècle", "un répit"),
    dates=(
        "le {day} {month} {year}",
        "le {day} {month}",
        "lundi",
        "mardi matin",
        "hier",
        "la semaine dernière",
        "en {month} {year}",
    ),
    future=("le {day} {month} prochain", "l’an prochain", "jeudi prochain", "d’ici à {next_year}"),
    months=(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ).split(),  # type: ignore[arg-type]
    headline=(
        "{town} : {subject} divise le conseil",
        "{Body} présente ses comptes",
        "{town} relance {subject}",
        "À {town}, {subject} attendra {next_year}",
    ),
    narrated=(
        "{Date}, {body} a voté {subject} par {number} voix.",
        "{Body} avait ouvert l’enquête {date}.",
        "À {town}, {number} habitants ont signé la pétition {date}.",
        "Une première tranche sera livrée {future}, selon {body}.",
        "Le dossier avait été transmis à {body} {date}, après {number} mois d’attente.",
        "Entre {town} et {other}, le trafic a baissé de {number} %.",
        "Le vote est prévu {future}.",
        "Sur place, on compte {number} points de contrôle et {count} équipes.",
    ),
    spoken=(
        "« {Claim} », a déclaré {speaker} {date}.",
        "« {Claim}, a expliqué {speaker}. {Claim2}. »",
        "Selon {speaker}, {claim}.",
        "{Speaker} a affirmé que {claim}.",
        "{Speaker} a dénoncé « {short} » et assuré que {claim}.",
        "Pour {speaker}, il s’agit d’« {short} ».",
        "{Speaker} s’est dit confiant, ajoutant que {claim}.",
        "« {Claim} », a-t-il ajouté.",
    ),
    tags=("eau", "transports", "santé", "budget", "logement", "école"),
)

ENGLISH = Grammar(
    language="en",
    speakers=(
        "the mayor of {town}",
        "the director of {town} Hospital",
        "a spokeswoman for the {town} Water Board",
        "the chair of {town} Council",
        "the secretary of the {town} Transport Union",
    ),
    bodies=(
        "the {town} Water Board",
        "{town} Council",
        "{town} Hospital",
        "the University of {town}",
        "the {town} Railway Company",
    ),
    subjects=(
        "the tram line",
        "the new bridge",
        "the sewage works",
        "the water budget",
        "the closure of the maternity ward",
        "the flood plan",
        "the reopening of the station",
    ),
    claims=(
        "{subject} will cost {number} million euros",
        "the works will last {number} weeks",
        "{number} homes will be connected before winter",
        "nothing will be decided without the residents",
        "{subject} remains the first concern of the town",
        "the accounts have been checked twice",
    ),
    short=("a costly failure", "a chance for the valley", "a breathing space", "a wasted year"),
    dates=(
        "on {day} {month} {year}",
        "on {day} {month}",
        "on Monday",
        "yesterday",
        "last week",
        "in {month} {year}",
    ),
    future=("next {month}", "next year", "next Thursday", "by {next_year}"),
    months=(
        "January February March April May June July August September October November December"
    ).split(),  # type: ignore[arg-type]
    headline=(
        "{town} split over {subject}",
        "{Body} opens its books",
        "{town} revives {subject}",
        "In {town}, {subject} must wait until {next_year}",
    ),
    narrated=(
        "{Body} voted for {subject} {date} by {number} votes.",
        "{Body} had opened the inquiry {date}.",
        "In {town}, {number} residents signed the petition {date}.",
        "A first part will be delivered {future}, according to {body}.",
        "Between {town} and {other}, traffic has fallen by {number} per cent.",
        "The vote is due {future}.",
        "On the site there are {number} checkpoints and {count} crews.",
    ),
    spoken=(
        "“{Claim},” {speaker} said {date}.",
        "“{Claim},” said {speaker}. “{Claim2}.”",
        "According to {speaker}, {claim}.",
        "{Speaker} said that {claim}.",
        "{Speaker} called it “{short}” and insisted that {claim}.",
        "{Speaker} warned {date} that {claim}.",
        "“{Claim},” he added.",
    ),
    tags=("water", "transport", "health", "budget", "housing", "school"),
)

GRAMMARS = (FRENCH, ENGLISH)


def article(number: int, seed: int = 1) -> str:
    """Return article *number* as Markdown with front matter."""
    dice = random.Random(f"{seed}/{number}")
    grammar = GRAMMARS[number % len(GRAMMARS)]
    day = FIRST_DAY + dt.timedelta(days=dice.randrange(DAYS))
    towns = [_town(dice) for _ in range(4)]
    sentences = [_sentence(dice, grammar, towns, day)]
    while sum(len(sentence.split()) for sentence in sentences) < WORDS:
        sentences.append(_sentence(dice, grammar, towns, day))
    size = dice.randint(3, 5)
    paragraphs = [" ".join(sentences[at : at + size]) for at in range(0, len(sentences), size)]
    headline = _fill(dice, dice.choice(grammar.headline), grammar, towns, day)
    head = [
        "---",
        f'title: "{headline}"',
        f"published: {day.isoformat()}",
        f"lang: {grammar.language}",
        f"tags: [{', '.join(sorted(dice.sample(grammar.tags, 2)))}]",
        "---",
    ]
    return "\n".join(head) + "\n\n" + "\n\n".join(paragraphs) + "\n"


def write(count: int, folder: Path, seed: int = 1) -> None:
    """Write *count* articles, at most 1,000 a folder."""
    for number in range(count):
        path = folder / f"{number // 1000:04}" / f"dispatch-{number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number, seed), encoding="utf-8")


def _town(dice: random.Random) -> str:
    rank = int(len(TOWNS) ** dice.random())  # the share of rank r falls as 1 / r
    return TOWNS[rank - 1]


def _sentence(dice: random.Random, grammar: Grammar, towns: list[str], day: dt.date) -> str:
    kind = grammar.spoken if dice.random() < 0.4 else grammar.narrated
    return _fill(dice, dice.choice(kind), grammar, towns, day)


def _fill(
    dice: random.Random, pattern: str, grammar: Grammar, towns: list[str], day: dt.date
) -> str:
    """Return *pattern* with its fields filled, those in capitals with a capital."""
    past = day - dt.timedelta(days=dice.randint(2, 700))
    fields = {
        "town": dice.choice(towns),
        "other": dice.choice(towns),
        "number": str(dice.randint(2, 980)),
        "count": str(dice.randint(3, 60)),
        "day": str(past.day),
        "month": grammar.months[past.month - 1],
        "year": str(past.year),
        "next_year": str(day.year + 1),
    }
    for name, choices in (
        ("subject", grammar.subjects),
        ("body", grammar.bodies),
        ("speaker", grammar.speakers),
        ("date", grammar.dates),
        ("future", grammar.future),
        ("short", grammar.short),
        ("claim", grammar.claims),
        ("claim2", grammar.claims),
    ):
        fields[name] = dice.choice(choices).format(**fields)
        fields[name.capitalize()] = fields[name][0].upper() + fields[name][1:]
    return pattern.format(**fields)


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
