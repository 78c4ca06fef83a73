from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language import annotate, engine, tokenizer
from briefgen.model import Article, Document, Source

# Anything Python can hold, lone surrogates and NUL too, with the marks rules look at.
marks = st.sampled_from(
    [" ", "\n", "\n\n", ".", "…", "«", "»", "’", "-", "M.", "A", "le", "\ud800"]
)
texts = st.lists(st.one_of(marks, st.text(st.characters(), max_size=8)), max_size=30).map("".join)
languages = st.sampled_from(["fr", "en", "de", "und"])


def article(text: str, language: str, title: str = "") -> Article:
    return Article(
        id="t", title=title, text=text, language=language, source=Source(path="t", sha256="0")
    )


def assert_lawful(document: Document) -> None:
    text = document.text
    reached = 0
    for index, token in enumerate(document.tokens):
        assert token.index == index
        assert token.text == text[token.start : token.end] != ""
        assert text[reached : token.start].strip() == ""
        reached = token.end
    assert text[reached:].strip() == ""
    first = 0
    for index, sentence in enumerate(document.sentences):
        assert (sentence.index, sentence.first) == (index, first)
        assert sentence.first < sentence.last
        inside = document.tokens[sentence.first : sentence.last]
        assert (sentence.start, sentence.end) == (inside[0].start, inside[-1].end)
        for token in inside:
            assert token.sentence == index
            assert sentence.first <= token.left_edge <= token.index <= token.right_edge
            assert token.right_edge < sentence.last
            assert all(document.tokens[child].head == token.index for child in token.children)
        first = sentence.last
    assert first == len(document.tokens)
    for name in document.names:
        assert name.span.start == document.tokens[name.first].start
        assert name.span.end == document.tokens[name.last - 1].end


numbers = st.sampled_from(
    ["12 000", "1\u00a0234\u202f567,8", "a 123", "000", "12", "5", "don't", "l'"]
)


@given(st.lists(st.one_of(marks, numbers), max_size=20).map("".join), languages)
def test_no_token_hangs_on_what_stands_beyond_a_blank(text: str, language: str) -> None:
    pattern = tokenizer._pattern(tokenizer.settings_language(language))
    whole = [match.span() for match in pattern.finditer(text)]
    assert [(token.start, token.end) for token in tokenizer.tokenize(text, language)] == whole


def test_marks_and_digits_by_the_hundred_are_no_language() -> None:
    document = annotate(article(f"Le maire parle. {'« 7 » ' * 300}\n\nMarie Dupont répond.", "fr"))
    assert_lawful(document)
    noise = [token for token in document.tokens if token.text in "«7»"]
    assert {(token.pos, token.head == token.index) for token in noise} == {("", True)}
    assert [name.span.of(document.text) for name in document.names] == ["Marie Dupont"]
    assert document.tokens[2].pos == "VERB"


def test_long_texts_are_parsed_by_the_handful(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(["Le maire parle."] * 40)
    whole = annotate(article(text, "fr"))
    monkeypatch.setattr(engine, "MAX_WORDS", 10)
    assert annotate(article(text, "fr")) == whole


@given(texts, languages)
def test_tokens_and_sentences_tile_any_text_in_order(text: str, language: str) -> None:
    assert_lawful(annotate(article(text, language)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\n\t ", id="blank"),
        pytest.param("a\x00b \x00", id="nul"),
        pytest.param("Le \ud800 ministre \udfff.", id="lone surrogates"),
        pytest.param("👩‍👩‍👧 Ça va ? 🎉🎉", id="emoji"),
        pytest.param("قال الوزير: «لا». Le ministre.", id="right to left"),
        pytest.param("e\u0301te\u0301 a\u0300 l\u2019e\u0301cole", id="decomposed"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en", "und"])
def test_hostile_text_is_annotated(text: str, language: str) -> None:
    assert_lawful(annotate(article(text, language, title=text)))


@pytest.mark.parametrize(
    "unit", ["a", "a-", "l'", ".", "«", "1 ", "www.", "a.b@", "A.-", "mot ", '"', "Le\n"]
)
def test_a_line_of_100_000_characters_takes_linear_time(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    began = time.process_time()
    document = annotate(article(text, "und"))
    assert time.process_time() - began < 10  # it takes 1 s; a quadratic rule takes minutes
    assert document.tokens
