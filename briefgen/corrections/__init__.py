"""An editor's corrections: read from a file beside the content, put over what was found.

A correction quotes the article. It survives every new reading of the article, and one
whose words the article or its briefing no longer hold is an error, never ignored.
"""

from briefgen.corrections.apply import apply_corrections
from briefgen.corrections.load import (
    FOLDER,
    Correction,
    corrections_digest,
    corrections_path,
    load_corrections,
    orphan_corrections,
)
from briefgen.corrections.template import corrections_template

__all__ = [
    "FOLDER",
    "Correction",
    "apply_corrections",
    "corrections_digest",
    "corrections_path",
    "corrections_template",
    "load_corrections",
    "orphan_corrections",
]
