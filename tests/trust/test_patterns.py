"""No pattern takes more than linear time, whatever the text: by its form, and by trial."""

import json
import math
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

import pytest

from tests.torture import IS_WHOLE

Use = Callable[[re.Pattern[str], str], None]

ROOT = Path(__file__).parents[2]
REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT}  # possessive ones never go back
SINGLE = {sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY}
CHARACTERS = [*map(chr, range(0x500)), *map(chr, range(0x2000, 0x2070))]
MANY = 100  # rounds; more count as without bound
LENGTHS = (100, 1_000, 10_000)  # characters
MAX_GROWTH = 12  # times for ten times the text; quadratic work is 100
NOTICEABLE = 0.02  # CPU seconds; below, no growth can be told from noise
UNITS = ("a", "A", "0", " ", ".", '"', "« ", "\n", "a ", "A. ", "a\n", "Abc ")  # for all patterns
TRIES = 3  # the fastest counts


def patterns() -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.trust.patterns"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return patterns()


def parts(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every node below *tree*: operation and argument."""
    for operation, argument in tree:
        yield operation, argument
        for inner in _inner(argument):
            yield from parts(inner)


def _inner(argument: Any) -> Iterator[Any]:
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, tuple | list):
        for part in argument:
            yield from _inner(part)


def nested(pattern: str, flags: int) -> bool:
    """Tell whether a repeat without bound holds another one that could take over its part.

    It could not where each round must pass a character that the inner one does not take:
    ``(?:,[0-9]+)*`` reads every text in one way.
    """
    return any(
        operation in REPEATS and argument[1] > MANY and _is_ambiguous(argument[2], flags)
        for operation, argument in parts(_parser.parse(pattern, flags))
    )


def _is_ambiguous(body: Any, flags: int) -> bool:
    inner = [
        argument[2]
        for operation, argument in parts(body)
        if operation in REPEATS and argument[1] > MANY
    ]
    walls = [_taken([node], body.state, flags) for node in body if node[0] in SINGLE]
    return any(
        not any(wall.isdisjoint(_taken(list(repeated), body.state, flags)) for wall in walls)
        for repeated in inner
    )


def _taken(nodes: list[Any], state: Any, flags: int) -> set[str]:
    """Return the characters that *nodes* take alone; all where they are no single one."""
    if len(nodes) != 1 or nodes[0][0] not in SINGLE:
        return set(CHARACTERS)
    one = _compiler.compile(_parser.SubPattern(state, nodes), flags)
    return {character for character in CHARACTERS if one.fullmatch(character)}


def units(pattern: str, flags: int) -> list[str]:
    """Return short strings that *pattern* may take, to be repeated, and some for any pattern."""
    samples = []
    for operation, argument in parts(_parser.parse(pattern, flags)):
        if operation is sre.LITERAL:
            samples.append(chr(argument))
        elif operation is sre.IN:
            samples += _members(argument)[:2]
    kinds = list(dict.fromkeys(samples))[:8]
    pairs = dict.fromkeys(a + b for a, b in pairwise(samples) if a != b)
    return list(dict.fromkeys([*[*kinds, *pairs][:16], *UNITS]))


def _members(items: Any) -> list[str]:
    compiled = [chr(code) for code in (32, 97, 65, 48, 44, 46, 45, 34, 40, 60, 10, 171, 8217, 233)]
    literals = [chr(value) for kind, value in items if kind is sre.LITERAL]
    ranges = [chr(value[0]) for kind, value in items if kind is sre.RANGE]
    if any(kind in (sre.NEGATE, sre.CATEGORY) for kind, _ in items):
        return compiled[:4]
    return [*literals[:1], *ranges[:1]]


def everywhere(compiled: re.Pattern[str], text: str) -> None:
    for _ in compiled.finditer(text):
        pass


def at_start(compiled: re.Pattern[str], text: str) -> None:
    compiled.match(text)
    compiled.fullmatch(text)


USES = {False: everywhere, True: at_start}


def cpu(use: Use, compiled: re.Pattern[str], text: str) -> float:
    """Return the CPU seconds of one use, the fastest of some where it takes long."""
    fastest = math.inf
    for _ in range(TRIES):
        began = time.process_time()
        use(compiled, text)
        fastest = min(fastest, time.process_time() - began)
        if fastest < NOTICEABLE / MAX_GROWTH:
            break
    return fastest


def grows(pattern: str, flags: int, use: Use = everywhere) -> list[tuple[str, int, float, float]]:
    """Return the units whose repetition takes more than linear time.

    With each, the number of characters from which on, the CPU seconds of these and of ten
    times as many. What grows at one length is not tried at the next: cubic work would
    take hours there.
    """
    compiled = re.compile(pattern, flags)
    found = []
    for unit in units(pattern, flags):
        for tail in ("", "\0"):
            texts = (unit * (length // len(unit)) + tail for length in LENGTHS)
            times = (cpu(use, compiled, text) for text in texts)
            for length, (short, long) in zip(LENGTHS, pairwise(times), strict=False):
                if long > NOTICEABLE and long > MAX_GROWTH * short:
                    found.append((unit, length, short, long))
                    break
    return found


def test_all_patterns_are_seen(rows: list[dict[str, Any]]) -> None:
    rooms = {row["module"].split(".")[1] for row in rows}
    assert {"readers", "extract", "language", "render", "site", "slug"} <= rooms
    assert len(rows) > 100


def test_no_quantifier_is_nested(rows: list[dict[str, Any]]) -> None:
    wrong = [(r["module"], r["pattern"]) for r in rows if nested(r["pattern"], r["flags"])]
    assert wrong == []


def test_every_pattern_takes_linear_time(rows: list[dict[str, Any]]) -> None:
    if not IS_WHOLE:
        pytest.skip("trying every pattern takes minutes: only `make torture` does")
    wrong = [
        (row["module"], row["pattern"][:200], found)
        for row in rows
        if not nested(row["pattern"], row["flags"])  # a fault by itself, and could take for ever
        and (found := grows(row["pattern"], row["flags"], USES[row["at_start"]]))
    ]
    assert wrong == []


@pytest.mark.parametrize("pattern", [r"(a+)+", r"(?:a*b?)*c", r"(?:\w+\s?)*$", r"((a|b)*c)*"])
def test_the_lint_knows_what_is_nested(pattern: str) -> None:
    assert nested(pattern, 0)


@pytest.mark.parametrize(
    "pattern", [r"a+b+", r"(?:,[0-9]+)*", r"(?: *\n)+", r"(?:ab){2,5}", r"(?:[a-z]{1,9}-)*"]
)
def test_the_lint_lets_the_rest_pass(pattern: str) -> None:
    assert not nested(pattern, 0)


def test_the_trial_knows_quadratic_time() -> None:
    assert grows(r" *\n", 0)
    assert not grows(r"\n *", 0)
