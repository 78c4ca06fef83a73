"""Actors added, changed and dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.corrections.load import Correction
from briefgen.corrections.matching import edited
from briefgen.corrections.quoting import all_words, find_words, quoted
from briefgen.model import Action, Actor, Briefing, Mention, MentionKind, NameType, Span
from briefgen.slug import slugify


def correct_actors(briefing: Briefing, one: Correction) -> Briefing:
    """Return *briefing* with the actor of *one* added, changed or dropped."""
    if one.action is Action.ADD:
        actor = _new_actor(briefing, one)
        others = [a for a in briefing.actors if a.id != actor.id]
        return edited(replace(briefing, actors=_ranked([*others, actor])), one, actor=actor.id)
    old = actor_named(briefing, one, one.words)
    others = [actor for actor in briefing.actors if actor is not old]
    if one.action is Action.DROP:
        rest = _with_actor_id(replace(briefing, actors=tuple(others)), old.id, None)
        return edited(rest, one)
    new = _changed_actor(briefing, one, old)
    changed = replace(briefing, actors=_ranked([*others, new]))
    return edited(_with_actor_id(changed, old.id, new.id), one, actor=new.id)


def actor_named(briefing: Briefing, one: Correction, name: str) -> Actor:
    """Return the actor called *name*: by id or name, else by alias.

    Raises:
        InputError: the briefing has none, or several.
    """
    found = [a for a in briefing.actors if name in {a.id, a.name}]
    found = found or [a for a in briefing.actors if name in a.aliases]
    if len(found) != 1:
        known = ", ".join(actor.name for actor in briefing.actors)
        one.fail(f"names “{name}”, which is no actor of the briefing; known: {known}")
    return found[0]


def _new_actor(briefing: Briefing, one: Correction) -> Actor:
    text = briefing.article.text
    places = all_words(text, one.words)
    if not places and not find_words(briefing.article.title, one.words):
        one.fail("is named neither in the text nor in the title; quote the name as printed")
    return Actor(
        id=slugify(one.words),
        name=one.words,
        type=NameType(one.text("type") or NameType.PER),
        aliases=(),
        roles=tuple(quoted(briefing, one, role) for role in one.texts("roles")),
        mentions=tuple(Mention(span, MentionKind.NAME) for span in places),
        salience=1.0 if one.flag("key", True) else 0.0,
        key=one.flag("key", True),
    )


def _changed_actor(briefing: Briefing, one: Correction, old: Actor) -> Actor:
    text = briefing.article.text
    name = one.text("new_name") or old.name
    roles = list(old.roles)
    for words in one.texts("drop_roles"):
        kept = [role for role in roles if not _same(role.of(text), words)]
        if len(kept) == len(roles):
            one.fail(f"drops the role “{words}”, which is none of its roles")
        roles = kept
    roles += [quoted(briefing, one, words) for words in one.texts("add_roles")]
    aliases = [a for a in (old.name, *old.aliases) if a != name]
    return replace(
        old,
        id=slugify(name) if name != old.name else old.id,
        name=name,
        aliases=tuple(dict.fromkeys(aliases)) if name != old.name else old.aliases,
        type=NameType(one.text("type") or old.type),
        roles=tuple(dict.fromkeys(roles)),
        key=one.flag("key", old.key),
    )


def _with_actor_id(briefing: Briefing, old: str, new: str | None) -> Briefing:
    """Return *briefing* with *new* in place of the actor id *old*; None takes it away."""
    if old == new:
        return briefing
    events = tuple(
        replace(event, actors=tuple(b for a in event.actors if (b := new if a == old else a)))
        for event in briefing.timeline
    )
    quotes = tuple(replace(q, actor=new) if q.actor == old else q for q in briefing.quotes)
    return replace(briefing, timeline=events, quotes=quotes)


def _ranked(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    return tuple(sorted(actors, key=lambda actor: -actor.salience))


def _same(one: str, other: str) -> bool:
    return find_words(one, other) == Span(0, len(one))
