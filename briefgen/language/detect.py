"""The language of a text, told from its words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from briefgen.model import UNKNOWN_LANGUAGE

# Other languages of the news stand in so that their texts are not taken for one of ours.
CANDIDATES = (
    "ar", "ca", "cs", "da", "de", "el", "en", "es", "eu", "fi", "fr", "gl", "he", "hi", "hu", "it",
    "ja", "ko", "la", "nl", "no", "oc", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi", "zh",
)  # fmt: skip
MIN_CONFIDENCE = 0.85
MIN_LETTERS = 12  # fewer say nothing
MAX_SAMPLE = 4000  # code points of the text that are looked at


def detect(text: str) -> str:
    """Return the ISO 639-1 code of *text*'s language, ``und`` below MIN_CONFIDENCE."""
    sample = text[:MAX_SAMPLE].encode("utf-8", "ignore").decode("utf-8")
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return UNKNOWN_LANGUAGE
    code, confidence = _identifier().classify(sample)
    return str(code) if confidence >= MIN_CONFIDENCE else UNKNOWN_LANGUAGE


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_modelpath(
        str(Path(MODEL_DIR) / MODEL_FILE), norm_probs=True
    )
    identifier.set_languages(list(CANDIDATES))
    return identifier
