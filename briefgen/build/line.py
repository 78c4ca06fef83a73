"""The straight line from an article file to finished briefings, as builds use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.build.glance import Signature, signature_of
from briefgen.build.project import UNDATED
from briefgen.build.work import Finished
from briefgen.corrections import apply_corrections, corrections_path, load_corrections
from briefgen.model import Briefing
from briefgen.readers.input import display_name
from briefgen.slug import slugify

if TYPE_CHECKING:  # a build without news needs no extraction
    from briefgen.extract.actors import Register

REGISTER = "actors.yml"  # below the content folder: the newsroom's own actors


@dataclass(frozen=True, slots=True)
class StraightLine:
    """Reads, briefs and renders; the engine is loaded with the first article."""

    root: Path
    pipelines: Mapping[str, str] = field(default_factory=dict)
    "a spaCy package or path for each language that is not to use ours"
    content: Path | None = None
    "the folder with the editor's corrections and register; None when there are none"

    def __call__(self, path: Path, name: str) -> tuple[Finished, ...]:
        """Return the briefings of the file at *path*, which the project calls *name*.

        Raises:
            InputError: it cannot be read.
            EnvironmentMissingError: a pipeline is not installed.
        """
        from briefgen.pipeline import brief  # noqa: PLC0415 - loads the language engine
        from briefgen.readers import read  # noqa: PLC0415 - a build without news needs no parser
        from briefgen.render import render  # noqa: PLC0415

        del name
        register = self._register()
        articles = read(path, root=self.root)
        found = [brief(article, self.pipelines, register) for article in articles]
        briefings = [self._corrected(briefing) for briefing in found]
        return tuple(Finished(stem_of(item), render(item), item) for item in briefings)

    def _register(self) -> Register:
        """Return the newsroom's register, read again when it is another file than last time."""
        from briefgen.extract.actors import NO_REGISTER  # noqa: PLC0415 - with all of extraction

        path = self.content / REGISTER if self.content else None
        if path is None or not path.is_file():
            return NO_REGISTER
        return _read_register(path, signature_of(path.stat()))

    def _corrected(self, briefing: Briefing) -> Briefing:
        if self.content is None:
            return briefing
        path = corrections_path(self.content, briefing.article.id)
        name = display_name(path, self.root)
        return apply_corrections(briefing, load_corrections(path, name))


@lru_cache(maxsize=1)
def _read_register(path: Path, signature: Signature) -> Register:
    """Return the register at *path*; an editor changes it while a preview runs."""
    from briefgen.extract.actors import read_register  # noqa: PLC0415

    del signature
    return read_register(path)


def stem_of(briefing: Briefing) -> str:
    """Return where a briefing would like to lie: ``2012/07/slug``, ``undated/slug``."""
    day = briefing.article.published
    folder = f"{day.year:04}/{day.month:02}" if day else UNDATED
    return f"{folder}/{slugify(briefing.article.id)}"
