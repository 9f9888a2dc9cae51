"""A parse kept in few bytes comes back as it was, whatever it holds; what does not fit is kept as spaCy writes it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from crosswire.dissect import LoadedModel, Parses
from crosswire.dissect.compact import READ, compact, expand, is_compact

TEXTS = (
    "Minister Ilse Koravan said on Tuesday that “two hundred families” had left Port Sarrow, and that she'd not go.",
    "  Two  spaces,\n\na blank line\tand a tab ",
    "U.S.-made shells; EUR 3.5m; http://courier.example/a?b=c (see p. 12) … 🙂 Döbrau ﬁve",
    "",
)


def same(one: Doc, other: Doc) -> bool:
    return one.text == other.text and (one.to_array([*READ]) == other.to_array([*READ])).all()


@pytest.mark.parametrize("text", TEXTS)
def test_a_parse_comes_back(text: str, model: LoadedModel) -> None:
    doc = model.nlp(text)
    content = compact(doc)
    assert content is not None
    again = expand(content, text, model.nlp.vocab)
    assert same(doc, again)
    assert [token.is_sent_start for token in doc] == [token.is_sent_start for token in again]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="aB é.,'\"“\n-12İß", max_size=60))
def test_any_text_comes_back(model: LoadedModel, text: str) -> None:
    doc = model.nlp(text)
    content = compact(doc)
    assert content is not None
    assert same(doc, expand(content, text, model.nlp.vocab))


def test_it_is_a_tenth_of_what_spacy_writes(model: LoadedModel) -> None:
    doc = model.nlp(TEXTS[0])
    whole = DocBin(attrs=READ, store_user_data=False, docs=[doc]).to_bytes()
    assert len(compact(doc) or b"") * 6 < len(whole)


@pytest.mark.parametrize("text", ["x" * 200, "a " * 400])
def test_what_does_not_fit_a_byte_is_kept_otherwise(text: str, model: LoadedModel) -> None:
    doc = Doc(model.nlp.vocab, words=text.split(), heads=[0] * len(text.split()), deps=["dep"] * len(text.split()))
    assert compact(doc) is None
    kept = Parses(1_000_000, "m")
    kept.put(doc.text, doc)
    again = kept.get(doc.text, model.nlp.vocab)
    assert again is not None
    assert same(doc, again)


def test_values_of_another_model_are_written_out(model: LoadedModel) -> None:
    doc = Doc(
        model.nlp.vocab, words=["Kelm"], tags=["N-X"], pos=["X"], morphs=["Odd=Yes"], lemmas=["kelmen"], deps=["d"]
    )
    content = compact(doc)
    assert content is not None
    assert same(doc, expand(content, "Kelm ", model.nlp.vocab))


def test_parses_of_older_stores_are_read(model: LoadedModel) -> None:
    doc = model.nlp(TEXTS[0])
    old = DocBin(attrs=READ, store_user_data=False, docs=[doc]).to_bytes()
    assert not is_compact(old)
    again = Parses(0, "m", lambda key: old).get(TEXTS[0], model.nlp.vocab)
    assert again is not None
    assert same(doc, again)
