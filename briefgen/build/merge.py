"""The stores of shards into one, and everything that does not fit said clearly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.build.extraction import Extraction, code_of
from briefgen.build.find import find_articles
from briefgen.build.line import StraightLine
from briefgen.build.lock import locked
from briefgen.build.manifest import Manifest
from briefgen.build.project import STORE, Project
from briefgen.build.shards import RECEIPTS, Receipt, Shard, read_receipt
from briefgen.build.store import Store
from briefgen.build.work import record_key
from briefgen.errors import InputError

_NAMED = 3  # articles named where more are meant


@dataclass(slots=True)
class Merged:
    """What came together."""

    shards: dict[Shard, Path] = field(default_factory=dict)
    "the store each was taken from"
    present: int = 0
    "article files of the project"
    unknown: int = 0
    "those that the store knows nothing of: the next build makes them"
    faults: list[str] = field(default_factory=list)
    "a line for whatever is missing or damaged"
    remarks: list[str] = field(default_factory=list)
    "a line for whatever is odd and does no harm"

    def summary(self) -> str:
        """Return one line on what the next build will find."""
        rest = f"; {self.unknown} left for `briefgen build`" if self.unknown else ""
        known = self.present - self.unknown
        return f"{len(self.shards)} shards merged: {known} of {self.present} articles known{rest}"


def merge_shards(project: Project, folders: Sequence[Path]) -> Merged:
    """Bring the shards in *folders* into the store of *project*.

    A folder is a store, or a project with one. Without folders, the shards that were
    extracted straight into the store are looked over. Whatever is whole is merged.

    Raises:
        BusyError: a build of the project runs.
        EnvironmentMissingError: the disk is full or read-only.
    """
    with locked(project.store / "lock"):
        merged = Merged()
        for folder in folders or [project.store]:
            _merge_folder(project, folder, merged)
        _find_missing(merged)
        _look_over(project, merged)
    return merged


def _merge_folder(project: Project, folder: Path, merged: Merged) -> None:
    store = folder / STORE if (folder / STORE).is_dir() else folder
    receipts = sorted((store / RECEIPTS).glob("*.json"))
    if not receipts:
        message = "holds no shard; name a folder that `briefgen extract --shard` wrote"
        merged.faults.append(f"{folder}: {message}")
    for path in receipts:
        try:
            receipt = read_receipt(path)
        except InputError as error:
            merged.faults.append(str(error))
            continue
        if misfit := _misfit(project, receipt, merged):
            merged.faults.append(f"{path}: {misfit}")
            continue
        if receipt.shard in merged.shards:
            first = merged.shards[receipt.shard]
            merged.remarks.append(f"{path}: shard {receipt.shard} has come from {first} already")
        merged.shards.setdefault(receipt.shard, store)
        _take(project, receipt, store, merged)


def _misfit(project: Project, receipt: Receipt, merged: Merged) -> str:
    """Return why the shard cannot be merged; empty when it can."""
    others = {shard.of for shard in merged.shards}
    if others and receipt.shard.of not in others:
        parts = f"is one of {receipt.shard.of} shards, the others are of {min(others)}"
        return f"{parts}; left out; remove it if it is of an older run"
    if receipt.code != code_of(project):
        return (
            "was made with other code, models, libraries or actors.yml than are here; "
            "extract it again; left out"
        )
    return ""


def _take(project: Project, receipt: Receipt, source: Path, merged: Merged) -> None:
    ours, theirs = Store(project.store), Store(source)
    broken: list[str] = []
    other: list[str] = []
    for name, (key, made) in receipt.articles.items():
        keys = [*map(record_key, made), key]  # the article last: it vouches for its records
        taken = _take_all(ours, theirs, keys)
        if None in taken:
            broken.append(name)
        elif False in taken:
            other.append(name)
    shard = f"{source}: shard {receipt.shard}"
    if broken:
        remedy = "extract it again, or `briefgen build` will make them"
        merged.faults.append(f"{shard}: damaged or incomplete: {_named(broken)}; {remedy}")
    if other:
        merged.faults.append(f"{shard}: differs from what the store has: {_named(other)}")
    merged.faults += [f"{shard}: {line}" for line in receipt.failed]


def _take_all(ours: Store, theirs: Store, keys: Sequence[str]) -> list[bool | None]:
    taken: list[bool | None] = []
    for key in keys:
        taken.append(ours.take(key, theirs))
        if taken[-1] is None:
            break
    return taken


def _find_missing(merged: Merged) -> None:
    if merged.shards:
        of = min(shard.of for shard in merged.shards)
        wanted = {Shard(number, of) for number in range(1, of + 1)}
        if missing := sorted(wanted - set(merged.shards)):
            merged.faults.append("missing: shard " + ", ".join(map(str, missing)))


def _look_over(project: Project, merged: Merged) -> None:
    """Tell which articles of the project, as they are now, the store knows."""
    line = StraightLine(project.root, dict(project.pipelines), project.content)
    work = Extraction(project, line)
    found, refused = find_articles(project.articles, project.root)
    work.identify(found, Manifest())
    work.recall(Manifest())
    merged.present = len(found) + len(refused)
    merged.unknown = merged.present - len(work.made)


def _named(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"{len(names)} {'article' if len(names) == 1 else 'articles'} ({shown})"
