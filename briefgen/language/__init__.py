"""The only room that knows the NLP engine: articles to annotated documents."""

from briefgen.language.annotate import annotate
from briefgen.language.detect import detect
from briefgen.language.records import TokenRow

__all__ = ["TokenRow", "annotate", "detect"]
