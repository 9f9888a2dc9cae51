"""Blocks written in one case: their capitals come back, their offsets stay."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crosswire import flow
from crosswire.dissect import LoadedModel, dissect
from crosswire.dissect.casing import restore_case
from tests.making import report

MIXED = "Rebels attacked a convoy near Port Sarrow on Tuesday, Minister Ilse Koravan said."


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_a_block_in_one_case_is_written_as_it_would_be(model: LoadedModel, change: type[str]) -> None:
    text = change("Rebels attacked a convoy in Syria on Tuesday. The UN Security Council met, Koravan said.")
    written = restore_case(text, model.nlp)
    assert written is not None
    for name in ("Rebels attacked a convoy", "Syria", "Tuesday", "The UN Security Council met", "Koravan said"):
        assert name in written


def test_other_blocks_are_left_alone(model: LoadedModel) -> None:
    for text in (MIXED, "Army Shells Town As Ministers Meet In Adel", "UN", "yes", ""):
        assert restore_case(text, model.nlp) is None


def test_doubtful_words_stay_small(model: LoadedModel) -> None:
    written = restore_case("they told us that it may rain in turkey before the march", model.nlp)
    assert written == "They told us that it may rain in turkey before the march"


@given(st.text(st.characters(codec="utf-8"), max_size=80))
@example("A0A0A0AAAA0µAAAA")
def test_the_length_never_changes(model: LoadedModel, text: str) -> None:
    for given_text in (text, text.upper(), text.lower(), f"the straße and the İzmir road {text}".upper()):
        written = restore_case(given_text, model.nlp)
        assert written is None or (len(written) == len(given_text) and written.lower() == given_text.lower())


def shown(row: object) -> list[tuple[str, int, int]]:
    """Every text with its offsets in a row and the rows inside it."""
    if isinstance(row, dict):
        here = [(row["text"], row["start"], row["end"])] if {"text", "start", "end"} <= set(row) else []
        return here + [found for value in row.values() for found in shown(value)]
    return [found for value in row for found in shown(value)] if isinstance(row, list | tuple) else []


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_every_room_shows_the_words_of_the_report(model: LoadedModel, change: type[str]) -> None:
    made = report(change(f"{MIXED} It killed 12 people and wounded two. Army spokesman Jon Abend denied it."))
    reading = flow.extract(made, dissect(made, model))
    assert {m.type for m in reading.mentions} >= {"ATTK", "STMT"}
    for text, start, end in shown(msgspec.to_builtins(reading)):
        assert text == made.text[start:end]


def test_rows_keep_the_words_of_the_report(model: LoadedModel) -> None:
    made = report(MIXED.upper())
    [passage] = dissect(made, model)
    assert len(passage.doc.text) == len(made.text)
    assert [token.text for token in passage.doc if token.ent_type_ == "PERSON"][-1] == "Koravan"
