"""A packed table stands where a tuple of its rows would."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.base import Made, Model, Record, Rows, Time, as_rows, encode_row, unpacked
from crosswire.base.rows import CHUNK
from crosswire.render import as_json

MADE = Made(by="crosswire", at="", settings={}, model=Model(name="", version="", hash=""), rules_hash="")


def time(number: int, text: str = "on Monday") -> Time:
    return Time(id=f"t-{number}", report=f"r-{number // 7}", start=number, end=number + 9, text=text, kind="DATE")


def packed(*rows: Time) -> Rows[Time]:
    return Rows(Time, map(encode_row, rows))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=9), st.integers(-10, 10))
def test_it_reads_as_the_tuple_does(texts: list[str], place: int) -> None:
    rows = tuple(time(number, text) for number, text in enumerate(texts))
    table = packed(*rows)
    assert (len(table), tuple(table), bool(table)) == (len(rows), rows, bool(rows))
    for part in (slice(place), slice(place, None), slice(None, None, place or 1)):
        assert table[part] == rows[part]
    if -len(rows) <= place < len(rows):
        assert table[place] == rows[place]
    else:
        with pytest.raises(IndexError):
            table[place]


def test_it_is_equal_to_its_rows_from_both_sides() -> None:
    rows = (time(1), time(2))
    assert packed(*rows) == rows
    assert rows == packed(*rows)
    assert packed(*rows) != packed(rows[0])


def test_many_rows_are_packed_in_chunks_and_written_as_ever() -> None:
    rows = tuple(time(number, "on Monday " * 20) for number in range(3 * CHUNK // 200))
    table = packed(*rows)
    assert len(list(table.pieces())) > 2
    whole = Record(format="crosswire-record/1", made=MADE, times=rows)
    drawn = msgspec.structs.replace(whole, times=as_rows(table))
    assert as_json(drawn) == as_json(whole)


def test_an_empty_table_is_written_as_ever() -> None:
    empty = Record(format="crosswire-record/1", made=MADE)
    assert as_json(msgspec.structs.replace(empty, times=as_rows(packed()))) == as_json(empty)


def test_unpacked_it_is_a_record_as_any_other() -> None:
    rows = (time(1), time(2))
    record = unpacked(Record(format="crosswire-record/1", made=MADE, times=as_rows(packed(*rows))))
    assert record.times == rows
    assert isinstance(record.times, tuple)
    assert record.times[0].text is record.times[1].text
