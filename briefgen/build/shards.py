"""The articles of a project in parts that are briefed apart, each into a store and a receipt.

Which part an article belongs to is told by its name alone, so that jobs need not know
of each other and a new article moves no other. `merge.py` brings the parts together.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.build.extraction import Extraction, Runner, code_of
from briefgen.build.find import find_articles
from briefgen.build.line import StraightLine
from briefgen.build.lock import locked
from briefgen.build.manifest import Manifest
from briefgen.build.project import Progress, Project
from briefgen.build.report import Failure
from briefgen.build.vouched import read_vouched, write_vouched
from briefgen.build.work import Line, stored_markdown
from briefgen.errors import ConfigError, InputError

FORMAT = "briefgen-shard-1"
RECEIPTS = "shards"  # folder below the store
_SHARD = re.compile(r"([1-9]\d{0,5})/([1-9]\d{0,5})")


@dataclass(frozen=True, slots=True, order=True)
class Shard:
    """The part *number*, from 1, *of* so many."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @property
    def file_name(self) -> str:
        """Name of its receipt."""
        return f"{self.number}-of-{self.of}.json"

    def holds(self, name: str) -> bool:
        """Tell whether the article *name* belongs to it."""
        digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.of == self.number - 1


WHOLE = Shard(1, 1)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a shard put into its store."""

    shard: Shard
    code: str
    "digest of what its briefings depend on besides the articles"
    articles: Mapping[str, tuple[str, Sequence[str]]] = field(default_factory=dict)
    "key and digests of the briefings, by name of the article file"
    failed: Sequence[str] = ()
    "one line for each article that gave nothing"


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the extraction of a shard did."""

    shard: Shard
    read: int
    "article files of the shard"
    hits: int
    "how many of them the store knew"
    failed: tuple[Failure, ...]

    def summary(self) -> str:
        """Return one line on what was done."""
        made = self.read - self.hits - len(self.failed)
        counts = f"{made} extracted, {self.hits} known from before, {len(self.failed)} failed"
        return f"shard {self.shard}: {self.read} articles, {counts}"


def parse_shard(text: str) -> Shard:
    """Return the shard that *text* names, as ``2/5``.

    Raises:
        ConfigError: it names none.
    """
    match = _SHARD.fullmatch(text)
    if not match or int(match[1]) > int(match[2]):
        message = f"shard is {text!r}; expected K/N with K from 1 to N, as 2/5"
        raise ConfigError(message)
    return Shard(int(match[1]), int(match[2]))


def extract_shard(
    project: Project,
    shard: Shard = WHOLE,
    *,
    line: Line | None = None,
    progress: Progress | None = None,
    runner: Runner | None = None,
) -> Extracted:
    """Brief the articles of *shard* into the store of *project* and leave a receipt there.

    Several shards may be extracted into one store at the same time.

    Raises:
        BusyError: the same shard is being extracted there.
        EnvironmentMissingError: a pipeline is missing, the disk is full or read-only.
    """
    line = line or StraightLine(project.root, dict(project.pipelines), project.content)
    work = Extraction(project, line, progress, runner)
    with locked(project.store / f"lock-{shard.number}-of-{shard.of}"):
        found, refused = find_articles(project.articles, project.root)
        mine = [article for article in found if shard.holds(article.name)]
        mine_refused = [failure for failure in refused if shard.holds(failure.path)]
        work.identify(mine, Manifest())
        work.recall(Manifest())
        _forget_halves(work)
        hits = len(work.made)
        work.extract(work.missing)
        failures = sorted([*mine_refused, *work.failed.values()], key=lambda f: f.path)
        articles = {
            name: (work.tasks[name].key, [item.sha256 for item in made])
            for name, made in sorted(work.made.items())
        }
        failed = [str(failure.error) for failure in failures]
        write_receipt(project.store, Receipt(shard, code_of(project), articles, failed))
    return Extracted(shard, len(mine) + len(mine_refused), hits, tuple(failures))


def _forget_halves(work: Extraction) -> None:
    """Have articles briefed again whose briefings the store has lost."""
    for name, made in list(work.made.items()):
        if any(stored_markdown(work.store, item.sha256) is None for item in made):
            del work.made[name]


def write_receipt(store: Path, receipt: Receipt) -> None:
    """Keep *receipt* in the folder *store*.

    Raises:
        EnvironmentMissingError: it cannot be written.
    """
    data = {
        "shard": [receipt.shard.number, receipt.shard.of],
        "code": receipt.code,
        "articles": receipt.articles,
        "failed": receipt.failed,
    }
    write_vouched(store / RECEIPTS / receipt.shard.file_name, FORMAT, data)


def read_receipt(path: Path) -> Receipt:
    """Return the receipt at *path*.

    Raises:
        InputError: it cannot be read or is damaged.
    """
    try:
        data = read_vouched(path, FORMAT)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise InputError(message, path=str(path)) from error
    except ValueError as error:
        message = "the receipt is damaged; extract the shard again"
        raise InputError(message, path=str(path)) from error
    articles = {name: (key, tuple(made)) for name, (key, made) in data["articles"].items()}
    return Receipt(Shard(*data["shard"]), data["code"], articles, tuple(data["failed"]))
