"""Offsets are sacred, and marks out of order cost their own paragraph only."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.base import Report
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract import quotes
from crosswire.extract.quotes.marks import find_marked
from tests.making import report

MARKS = ["“", "”", '"', "‘", "’", "'", "«", "»", "„", "‟", "``", "''"]
STORY = [
    "Minister Ilse Koravan said the talks in Varenne were “long and painful”, and asked for patience.",
    "“The bridge has fallen,” said Edmar Tull. “We will rebuild it before the winter.”",
    "According to the ministry, the Tamber Front’s convoy was ‘struck twice’ near Port Sarrow on Monday.",
    'The Front denied any part in it. "We were not there," a spokesman told reporters in a statement.',
    "Koravan, who left early, accused the Front of shelling the market; it’s the third raid this week.",
]


def positions(made: Report, model: LoadedModel) -> set[int]:
    found = quotes.find(made, dissect(made, model), ())
    return {place for quote in found for part in quote.parts for place in range(part.start, part.end)}


@given(
    st.text(alphabet=st.sampled_from(["“", "”", '"', "‘", "’", "'", "«", "»", "„", "`", "a", "s", "B", " ", ".", ","]))
)
def test_marks_are_true_ordered_and_apart(text: str) -> None:
    last = 0
    for mark in find_marked(text):
        assert last <= mark.open < mark.start < mark.end <= mark.close <= len(text)
        assert text[mark.start : mark.end].strip()
        last = mark.close


@pytest.mark.parametrize("seed", range(12))
def test_a_stray_mark_costs_one_paragraph(seed: int, model: LoadedModel) -> None:
    chance = random.Random(seed)
    n = chance.randrange(len(STORY))
    at = chance.randrange(len(STORY[n]))
    sign = chance.choice(MARKS)
    changed = [*STORY]
    changed[n] = STORY[n][:at] + sign + STORY[n][at:]
    before, after = report("\n\n".join(STORY)), report("\n\n".join(changed))
    start = sum(len(paragraph) + 2 for paragraph in STORY[:n])
    end = start + len(STORY[n])
    plain = {place for place in positions(before, model) if not start <= place < end}
    marked = positions(after, model)
    assert plain == {p if p < start else p - len(sign) for p in marked if not start <= p < end + len(sign)}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from([*MARKS, "Koravan said", "he said", "that it fell", ". ", ", ", ": ", "It fell", "\n\n"]),
        max_size=14,
    )
)
def test_any_order_of_marks_and_cues_is_read(model: LoadedModel, pieces: list[str]) -> None:
    made = report(" ".join(pieces))
    for quote in quotes.find(made, dissect(made, model), ()):
        assert quote.parts
        for part in (*quote.parts, *quote.speaker_spans):
            assert 0 <= part.start < part.end <= len(made.text)
            assert made.text[part.start : part.end].strip()
        ends = [place for part in quote.parts for place in (part.start, part.end)]
        assert ends == sorted(ends)


def test_parts_hold_no_mark_of_their_own(model: LoadedModel) -> None:
    made = report("\n\n".join(STORY))
    found = quotes.find(made, dissect(made, model), ())
    assert len(found) >= 6
    outer = {place for start in (0,) for m in find_marked(made.text[start:]) for place in (m.open, m.close - 1)}
    assert not outer & {place for quote in found for part in quote.parts for place in range(part.start, part.end)}
    assert len({quote.id for quote in found}) == len(found)


def test_two_readings_are_one(model: LoadedModel) -> None:
    made = report("\n\n".join(STORY))
    assert quotes.find(made, dissect(made, model), ()) == quotes.find(made, dissect(made, model), ())


def test_nothing_to_read(model: LoadedModel) -> None:
    empty = report("")
    assert quotes.find(empty, dissect(empty, model), ()) == ()
