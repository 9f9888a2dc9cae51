"""The text of a record names everything a reviewer looks for, and marks come off only where a plant holds."""

from __future__ import annotations

from crosswire.base import Record
from tests.paths.telling import LONGEST, labels, short, tell
from tests.paths.unmark import unmarked

ROW = '[[plan]]\nname = "a visit"\nfate = "held"\nholds = false\nreason = "no fates yet"\n\n'


def test_rows_of_one_file_are_told_apart(record: Record) -> None:
    names = labels(record)
    assert len(set(names.values())) == len(record.reports)
    assert {"01", "12a", "12b"} <= set(names.values())


def test_every_question_and_every_page_stands_in_the_text(record: Record) -> None:
    text = tell(record)
    assert all(row.question in text for row in record.disagreements)
    assert all(f"\n{name} · " in text for name in labels(record).values())


def test_no_id_stands_in_the_text(record: Record) -> None:
    text = tell(record)
    tables = (record.reports, record.events, record.disagreements, record.processes, record.stories)
    assert not any(row.id in text for table in tables for row in table)


def test_a_line_is_flat_and_bounded() -> None:
    assert short("a\n  b") == "a b"
    assert len(short("word " * 100)) <= LONGEST


def test_a_mark_comes_off_only_where_the_plant_holds() -> None:
    assert unmarked(ROW, {"plan: a visit"}) == '[[plan]]\nname = "a visit"\nfate = "held"\n\n'
    assert unmarked(ROW, {"event: a visit"}) == ROW
