"""Everything that lies beside the pages: feeds, exports, data, settings of the theme."""

from __future__ import annotations

from pathlib import Path

from briefgen.site.library import Library
from briefgen.site.printing import Printer


def write_beside(library: Library, printer: Printer, site: Path) -> None:
    """Write the files that are no pages into *site*."""
    del library, printer, site
