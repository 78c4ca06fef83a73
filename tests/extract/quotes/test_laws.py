"""Laws that hold for every text and language."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.extract.quotes import find_quotes
from briefgen.extract.quotes.lexicon_files import load_lexicon
from tests.extract.quotes.flat import flat_document

WORDS = {
    "fr": ["le ministre", "a", "dit", "que", "selon", ",", ".", ":", "«", "»", "“", "”", '"', "il",
           "annonce", "la fin", "-", "—", "qui", "affirmant", "de", "partir", "\n", "\n\n", "pour"],
    "en": ["the minister", "said", "that", "according", "to", ",", ".", ":", '"', "“", "”", "he",
           "announced", "the end", "adding", "told", "\n\n", "who", "leave", "'", "(", ")"],
}  # fmt: skip
POS = {
    "dit": "VERB", "annonce": "VERB", "affirmant": "VERB", "partir": "VERB", "a": "AUX",
    "que": "SCONJ", "selon": "ADP", "de": "ADP", "il": "PRON", "qui": "PRON", "le": "DET",
    "la": "DET", "said": "VERB", "told": "VERB", "announced": "VERB", "adding": "VERB",
    "leave": "VERB", "that": "SCONJ", "he": "PRON", "who": "PRON", "the": "DET", "to": "ADP",
}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
@given(data=st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_spans_are_lawful_and_contents_apart(language: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[language]), max_size=40))
    text = " ".join(words)
    document = flat_document(text, language, POS)
    quotes = find_quotes(document, ())
    assert quotes == find_quotes(document, ())
    parts = sorted(part for quote in quotes for part in quote.content)
    for before, after in pairwise(parts):
        assert before.end <= after.start
    for quote in quotes:
        assert quote.content
        for span in (*quote.content, quote.speaker, quote.cue, quote.sentence):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert all(quote.sentence.contains(part) for part in quote.content)
        assert quote.actor is None


def test_a_language_without_lexicon_gets_its_marks() -> None:
    text = "Er sagt: „Das ist der Anfang vom Ende“. Ein „Haus“."
    quotes = find_quotes(flat_document(text, "de"), ())
    assert [q.content[0].of(text) for q in quotes] == ["Das ist der Anfang vom Ende"]
    assert quotes[0].speaker is None


def test_an_empty_text_has_no_quotes() -> None:
    assert find_quotes(flat_document("", "fr"), ()) == ()


@pytest.mark.parametrize(("language", "least"), [("fr", 200), ("en", 150)])
def test_report_verbs_are_many(language: str, least: int) -> None:
    lexicon = load_lexicon(language)
    assert lexicon is not None
    assert len(lexicon.verbs) >= least
    assert all(verbs[0].lemma == lemma for lemma, verbs in lexicon.verbs.items())
    assert all(lemma in lexicon.forms.lemmas for lemma in lexicon.verbs)
