"""A new corrections file: everything that was found, as comments to copy from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from briefgen.model import Briefing

_HEAD = """\
# Corrections to “{title}”.
# Take the # and one blank from the lines you want, and edit them. Words in `text`,
# `date`, `speaker`, `cue` and `roles` are quoted from the article. What stands here
# survives every build; a correction that no longer matches is reported.
#
# Each section takes `add`, `change` and `drop` (the summary: `add` and `drop`).
"""


def corrections_template(briefing: Briefing) -> str:
    """Return the content of a file that corrects nothing yet."""
    text = briefing.article.text
    names = {actor.id: actor.name for actor in briefing.actors}
    summary = [span.of(text) for span in briefing.summary]
    actors = [
        {
            "name": actor.name,
            "type": actor.type.value,
            "key": "true" if actor.key else "false",
            "drop_roles": [role.of(text) for role in actor.roles],
        }
        for actor in briefing.actors
    ]
    quotes = [
        {
            "text": " ".join(quote.content[0].of(text).split()),
            "speaker": quote.speaker.of(text) if quote.speaker else None,
            "actor": names.get(quote.actor or ""),
            "cue": quote.cue.of(text) if quote.cue else None,
        }
        for quote in briefing.quotes
    ]
    timeline = [
        {
            "date": event.timex.span.of(text),
            "value": event.timex.value,
            "status": event.status.value,
            "label": event.label,
            "key": "true" if event.key else "false",
        }
        for event in briefing.timeline
    ]
    sections = (
        ("summary", "drop", summary),
        ("actors", "change", actors),
        ("quotes", "change", quotes),
        ("timeline", "change", timeline),
    )
    title = " ".join(briefing.article.title.split())
    return _HEAD.format(title=title) + "\n".join(_section(*row) for row in sections)


def _section(name: str, action: str, items: Iterable[Any]) -> str:
    data = yaml.safe_dump(
        {name: {action: list(items)}}, allow_unicode=True, sort_keys=False, width=95
    )
    return "".join(f"# {line}\n" for line in data.splitlines())
