"""One actor, one id in every article: by full name, or as the user's register says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefgen.extract.actors.lexicon import name_words
from briefgen.extract.actors.register import Entry, Register
from briefgen.model import Actor, NameType
from briefgen.slug import slugify


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """What `briefgen check` asks the editor to settle in the register."""

    code: str
    "surname-only, two-types or unused-entry"
    message: str
    "one line: what was found, where, what would settle it"


def identify(actors: Sequence[Actor], register: Register, article: str) -> tuple[Actor, ...]:
    """Return *actors* under their ids across articles, most salient first.

    Actors that one entry of *register* names become one, under its id, name and type. A
    person known by one word only never meets another article's: its id takes the
    article's. The ids do not depend on which articles were read before.
    """
    settled: dict[str, Actor] = {}
    for actor in actors:
        entry = _entry_of(actor, register, article)
        new = _registered(actor, entry) if entry else _alone(actor, article)
        old = settled.get(new.id)
        settled[new.id] = _joined(old, new) if old else new
    return tuple(sorted(settled.values(), key=lambda a: -a.salience))


def is_surname_only(actor: Actor) -> bool:
    """Tell whether the article calls this person by one word alone."""
    return actor.type is NameType.PER and len(name_words(actor.name)) == 1


def find_ambiguities(
    articles: Iterable[tuple[str, Sequence[Actor]]], register: Register
) -> tuple[Ambiguity, ...]:
    """Return what the articles leave open, sorted: (article id, its identified actors) in.

    A surname-only person who may be one or several full names elsewhere; a name that is
    of one type here and of another there; an entry of the register that no article uses.
    """
    surnames: dict[str, list[str]] = defaultdict(list)
    full: dict[str, set[str]] = defaultdict(set)
    types: dict[str, dict[NameType, str]] = defaultdict(dict)
    used: set[str] = set()
    for article, actors in articles:
        for actor in actors:
            used.add(actor.id)
            known = types[actor.id]
            known[actor.type] = min(article, known.get(actor.type, article))
            if is_surname_only(actor):
                surnames[name_words(actor.name)[-1]].append(article)
            elif actor.type is NameType.PER:
                full[name_words(actor.name)[-1]].add(actor.name)
    found = [
        *_surname_questions(surnames, full),
        *_type_questions(types),
        *(_unused(entry) for entry in register.entries if entry.id not in used),
    ]
    return tuple(sorted(found, key=lambda a: (a.code, a.message)))


def _entry_of(actor: Actor, register: Register, article: str) -> Entry | None:
    for name in (actor.name, *actor.aliases):
        entry = register.find(name, article)
        if entry is not None and (name == actor.name or not is_short(name)):
            return entry
    return None


def is_short(name: str) -> bool:
    """Tell whether an alias is too short to identify an actor by itself: one word."""
    return len(name_words(name)) == 1 and not name.isupper()


def _registered(actor: Actor, entry: Entry) -> Actor:
    forms = dict.fromkeys((actor.name, *actor.aliases))
    return replace(
        actor,
        id=entry.id,
        name=entry.name,
        type=entry.type or actor.type,
        aliases=tuple(form for form in forms if form != entry.name),
    )


def _alone(actor: Actor, article: str) -> Actor:
    if not is_surname_only(actor):
        return actor
    return replace(actor, id=slugify(f"{actor.name} {article}"))


def _joined(one: Actor, other: Actor) -> Actor:
    aliases = dict.fromkeys((*one.aliases, other.name, *other.aliases))
    return replace(
        one,
        aliases=tuple(alias for alias in aliases if alias != one.name),
        roles=tuple(sorted({*one.roles, *other.roles})),
        mentions=tuple(sorted((*one.mentions, *other.mentions), key=lambda m: m.span)),
        salience=max(one.salience, other.salience),
        key=one.key or other.key,
    )


def _surname_questions(
    surnames: dict[str, list[str]], full: dict[str, set[str]]
) -> Iterable[Ambiguity]:
    for surname, places in surnames.items():
        if full.get(surname):
            candidates = ", ".join(sorted(full[surname]))
            yield Ambiguity(
                "surname-only",
                f"{', '.join(sorted(set(places)))}: {surname!r} stands alone and may be "
                f"{candidates}; give an alias with `articles:` in content/actors.yml",
            )


def _type_questions(types: dict[str, dict[NameType, str]]) -> Iterable[Ambiguity]:
    for actor, places in types.items():
        if len(places) > 1:
            where = ", ".join(f"{kind} in {article}" for kind, article in sorted(places.items()))
            yield Ambiguity("two-types", f"{actor}: {where}; give `type:` in content/actors.yml")


def _unused(entry: Entry) -> Ambiguity:
    return Ambiguity(
        "unused-entry", f"content/actors.yml:{entry.line}: no article names {entry.name!r}"
    )
