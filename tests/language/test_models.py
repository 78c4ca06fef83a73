from __future__ import annotations

import pytest

from briefgen.language import annotate, detect
from briefgen.language.engine import has_pipeline
from briefgen.model import NameType
from tests.language.test_tiling import article, assert_lawful

TEXTS = {
    "fr": ("Le président Abraham Lincoln a déclaré à Gettysburg que la nation vivrait.", "déclaré"),
    "en": ("President Abraham Lincoln said in Washington that the nation would live.", "said"),
}


@pytest.mark.parametrize("language", TEXTS)
def test_shipped_pipeline_finds_speaker_verb_and_name(language: str) -> None:
    text, verb = TEXTS[language]
    document = annotate(article(text, language, title=text))
    assert document.is_parsed
    assert_lawful(document)
    report = next(token for token in document.tokens if token.text == verb)
    assert (report.pos, report.dep) == ("VERB", "root")
    relations = {document.tokens[child].dep for child in report.children}
    assert {"nsubj", "ccomp"} <= relations
    assert NameType.PER in {name.type for name in document.names}
    assert document.headline is not None
    assert document.headline.is_parsed


@pytest.mark.parametrize("text", ["a\x00b", "Le \ud800 dit.", "👩‍👩‍👧 !", "قال الوزير", "«" * 3000])
@pytest.mark.parametrize("language", TEXTS)
def test_shipped_pipeline_survives_hostile_text(text: str, language: str) -> None:
    assert_lawful(annotate(article(text, language)))


def test_language_without_pipeline_gets_names_by_capitals() -> None:
    document = annotate(article("Gestern sprach Otto von Bismarck in Berlin.", "de"))
    assert not has_pipeline("de")
    assert not document.is_parsed
    assert "Berlin" in {name.span.of(document.text) for name in document.names}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le gouvernement a annoncé mercredi une baisse des impôts.", "fr"),
        ("The minister said that taxes would fall.", "en"),
        ("Der Minister sagte am Mittwoch, dass die Steuern sinken.", "de"),
        ("El ministro dijo el miércoles que los impuestos bajarán.", "es"),
        ("Il ministro ha detto mercoledì che le tasse scenderanno.", "it"),
        ("O ministro disse na quarta-feira que os impostos vão cair.", "pt"),
        ("", "und"),
        ("1234 ????", "und"),
    ],
)
def test_language_is_told_from_words(text: str, language: str) -> None:
    assert detect(text) == language
