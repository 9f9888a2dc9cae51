"""Rows laid in columns come back as they were, whatever is in them."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from crosswire.store.packing.columns import Laid, Lifted

TEXT = "Mayor Ilse Tessaly opened bridge number 4 in Port Sarrow.\n“Nobody fell,” she said."
SHAPES = [("id", "start", "end", "text", "kind"), ("start", "end"), ("name", "parts")]
ids = st.sampled_from(["q-0123456789ab", "e-ba9876543210", "m-00000000000a"])
scalars = (
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False) | st.text(max_size=6) | ids
)
places = st.integers(0, len(TEXT))


@st.composite
def spans(draw: st.DrawFn) -> dict[str, Any]:
    start, end = draw(st.none() | places), draw(st.none() | places)
    own = TEXT[start:end] if start is not None and end is not None else None
    said = draw(st.sampled_from([own, None, "", "other words"]))
    return {"id": draw(ids | st.none()), "start": start, "end": end, "text": said, "kind": draw(scalars)}


pieces = st.builds(lambda start, end: {"start": start, "end": end}, places, places)
parts = st.lists(spans() | st.none(), max_size=4) | st.none()
holders = st.builds(lambda name, parts: {"name": name, "parts": parts}, scalars, parts)
columns = st.one_of(*(st.lists(one | st.none(), max_size=6) for one in (spans(), pieces, holders, scalars)))


@given(columns)
def test_what_was_laid_is_lifted(values: list[Any]) -> None:
    laid = Laid(TEXT, SHAPES)
    column = msgspec.msgpack.decode(msgspec.msgpack.encode(laid.column(values)))
    lifted = Lifted(TEXT, SHAPES, [*laid.ids]).values(column, len(values))
    assert msgspec.msgpack.encode([*lifted]) == msgspec.msgpack.encode(values)


def test_words_of_the_text_and_what_repeats_are_not_told_again() -> None:
    rows = [{"id": "q-0123456789ab", "start": n, "end": n + 9, "text": TEXT[n : n + 9], "kind": "x"} for n in range(9)]
    laid = Laid(TEXT, SHAPES).column(rows)
    assert laid == [5, 0, [6, [0] + [1] * 8], [1, [0] + [1] * 8], [0, 9], [0, 0], [0, "x"]]
