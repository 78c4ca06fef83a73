"""More training texts from the same ones: names swapped for others of their type.

The name finder then learns what stands around a name rather than the names of the years
its corpus was written in.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from training.corpora import NamedText

SEED = 11
CAPITALS = 30


def with_repeats(item: NamedText) -> NamedText:
    """Return *item* with the unlabelled repeats of its names labelled too.

    WiNER-fr leaves some repeats out. A string that is labelled with two types, or is
    short, is left alone.
    """
    kinds: dict[str, set[str]] = {}
    for start, end, kind in item.names:
        kinds.setdefault(item.text[start:end], set()).add(kind)
    taken = [(start, end) for start, end, _ in item.names]
    added = []
    for form, types in sorted(kinds.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        if len(types) > 1 or len(form) < 4 or not form[0].isupper():
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", item.text):
            start, end = match.span()
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                added.append((start, end, next(iter(types))))
    return NamedText(item.id, item.text, tuple(sorted((*item.names, *added))))


def with_swapped_names(items: Sequence[NamedText]) -> Iterator[NamedText]:
    """Yield a copy of each text with names in which its own are swapped for others'.

    The same name gets the same substitute all through a text, and only one written like
    it (as many words), so that a surname stays a surname.
    """
    pools: dict[tuple[str, int], list[str]] = {}
    for item in items:
        for start, end, kind in item.names:
            form = item.text[start:end]
            pools.setdefault((kind, len(form.split())), []).append(form)
    dice = random.Random(SEED)
    for item in items:
        if item.names:
            yield _swap(item, pools, dice)


def in_capitals(items: Sequence[NamedText]) -> Iterator[NamedText]:
    """Yield a copy in capital letters, as headlines come, of one text in CAPITALS."""
    for item in items[::CAPITALS]:
        text = item.text.upper()
        if len(text) == len(item.text):
            yield NamedText(f"{item.id}, capitals", text, item.names)


def _swap(
    item: NamedText, pools: dict[tuple[str, int], list[str]], dice: random.Random
) -> NamedText:
    chosen: dict[str, str] = {}
    parts, names, reached, length = [], [], 0, 0
    for start, end, kind in item.names:
        form = item.text[start:end]
        if form not in chosen:
            chosen[form] = dice.choice(pools[kind, len(form.split())])
        between = item.text[reached:start]
        parts += [between, chosen[form]]
        length += len(between)
        names.append((length, length + len(chosen[form]), kind))
        length += len(chosen[form])
        reached = end
    parts.append(item.text[reached:])
    return NamedText(f"{item.id}, swapped", "".join(parts), tuple(names))
