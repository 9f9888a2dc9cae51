"""Frames, actuality and attribution on sentences of our own, and the sacred offsets on all of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.dissect import LoadedModel
from crosswire.grammar import Frame, actuality, attribution, read_frames

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    table = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    return [pytest.param(case, id=f"{case['verb']}: {case['text']}") for case in table["case"]]


def frame_of(model: LoadedModel, case: dict[str, Any]) -> Frame:
    return next(frame for frame in read_frames(model.nlp(case["text"])) if frame.predicate.text == case["verb"])


@pytest.mark.parametrize("case", cases("frames"))
def test_frame(model: LoadedModel, case: dict[str, Any]) -> None:
    frame = frame_of(model, case)
    doc = frame.tree.doc
    shown: dict[str, Any] = {
        "subjects": [doc[token].text for token in frame.subjects],
        "objects": [doc[token].text for token in frame.objects],
        "passive": frame.passive,
        "tense": frame.tense,
        "negation": frame.negation,
        "marker": frame.marker,
        "governor": frame.parent.key if frame.parent else None,
        "support": doc[frame.support].text if frame.support is not None else None,
    }
    wanted = {name: value for name, value in case.items() if name not in ("text", "verb")}
    assert {name: shown[name] for name in wanted} == wanted


@pytest.mark.parametrize("case", cases("actuality"))
def test_actuality(model: LoadedModel, case: dict[str, Any]) -> None:
    value, cue = actuality(frame_of(model, case))
    assert value == case["value"]
    assert cue == case.get("cue", cue)


@pytest.mark.parametrize("case", cases("attribution"))
def test_attribution(model: LoadedModel, case: dict[str, Any]) -> None:
    frame = frame_of(model, case)
    spans = attribution(frame)
    assert [frame.tree.doc[start:end].text for start, end in spans] == case["sources"]


@pytest.mark.parametrize("case", cases("frames") + cases("actuality") + cases("attribution"))
def test_spans_lie_in_the_text(model: LoadedModel, case: dict[str, Any]) -> None:
    doc = model.nlp(case["text"])
    for frame in read_frames(doc):
        assert 0 <= frame.start <= frame.head < frame.end <= len(doc) or not frame.verbal
        for token in (*frame.subjects, *frame.objects, *(noun for _, noun in frame.obliques)):
            start, end = frame.tree.phrase(token)
            assert start <= token < end
            first, last = frame.tree.characters(start, end)
            assert doc.text[first:last] == doc[start:end].text


def test_an_empty_block_has_no_frames(model: LoadedModel) -> None:
    assert read_frames(model.nlp("")) == ()


def test_a_thousand_clauses_in_a_row_are_read(model: LoadedModel) -> None:
    doc = model.nlp("rebels attacked and " * 1500 + "left")
    assert len(read_frames(doc)) > 1000
