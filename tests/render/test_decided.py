"""A decided record shows who decided what, when and why, escaped; and proves that each value set names its decision."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from crosswire.base import Cited, Corrected, Decided, Record, Thing, When, decision_id
from crosswire.render import dossier, withhold
from crosswire.render.formats.sheets.book import Book
from crosswire.render.formats.sheets.tables import decisions
from crosswire.render.verify import faults
from tests.render.making_record import record

replace = msgspec.structs.replace


def line(kind: str, of: str, row: str, **fields: Any) -> Decided:
    made: dict[str, Any] = {
        "id": "", "at": "2026-11-22T10:00:00.000000+00:00", "who": "Ada <i>Q</i>", "kind": kind, "why": "a < b",
        "things": (Thing(of=of, id=row, title="A & B"),), "applied": True, "rows": (row,),
    }  # fmt: skip
    one = Decided(**made | fields)
    return replace(one, id=decision_id(one))


def with_decisions(made: Record, *lines: Decided) -> Record:
    return replace(made, decisions=lines)


def dated(made: Record, day: str = "2019-09-20") -> tuple[Record, Decided]:
    """The record with the day of its first event decided, and the decision."""
    event = made.events[0]
    moved = replace(event, when=When(from_=day, to="2019-09-21", precision=1, basis="decided"))
    change = Corrected(row=event.id, field="date", before="2019-09-17", after="2019-09-20")
    one = line("correct", "event", event.id, field="date", value="2019-09-20", corrected=(change,))
    return replace(made, events=(moved, *made.events[1:])), one


def test_every_row_decided_on_shows_it_and_the_log_lists_all() -> None:
    made = record()
    story, event, dispute = made.stories[0], made.events[0], made.disagreements[0]
    moved, one = dated(made)
    page = dossier(
        with_decisions(
            moved,
            line("verify", "disagreement", dispute.id),
            line("note", "event", event.id, value="<b>call</b>"),
            line("grade", "outlet", "x", value="B", rows=(made.reports[0].id,)),
            line("retitle", "dossier", "dossier", value="The & convoy", rows=("dossier",)),
            line("verify", "story", story.id),
            line("reject", "event", "ev-gone", applied=False, rows=(), reason="The report x.txt is not here."),
            one,
        )
    )
    assert "<h1>The &amp; convoy</h1>" in page
    assert "✓ verified by Ada &lt;i&gt;Q&lt;/i&gt;, 22 Nov 2026; a &lt; b" in page
    assert "note: &lt;b&gt;call&lt;/b&gt;" in page
    assert "grade B by Ada" in page
    assert "date 2019-09-20 by Ada &lt;i&gt;Q&lt;/i&gt;, 22 Nov 2026; a &lt; b; as read: 2019-09-17" in page
    assert "not applied: The report x.txt is not here." in page
    assert 'href="#decisions"' in page
    assert "<i>Q" not in page
    assert "<b>call" not in page


def test_without_decisions_there_is_no_word_of_them() -> None:
    page = dossier(record())
    assert 'id="decisions"' not in page
    assert "decided" not in page.split("</style>")[1]


def test_a_decided_record_that_is_whole_has_no_fault() -> None:
    before = list(faults(record()))
    moved, one = dated(record())
    assert list(faults(with_decisions(moved, one))) == before


@pytest.mark.parametrize("what", ["no decision", "another value", "line changed", "row missing"])
def test_a_value_set_by_nobody_is_a_fault(what: str) -> None:
    before = set(faults(record()))
    moved, one = dated(record())
    broken = {
        "no decision": with_decisions(moved),
        "another value": with_decisions(dated(record(), "2019-09-19")[0], one),
        "line changed": with_decisions(moved, replace(one, who="Somebody else")),
        "row missing": with_decisions(moved, one, line("verify", "event", "ev-gone")),
    }[what]
    assert len(set(faults(broken)) - before) == 1


def test_a_best_figure_needs_reports_that_agree_or_a_decision() -> None:
    made = record()
    event = next(event for event in made.events if event.casualties)
    settled = tuple(replace(toll, best=4321) for toll in event.casualties[:1])
    events = tuple(replace(e, casualties=settled) if e.id == event.id else e for e in made.events)
    changed = replace(made, events=events)
    told = [fault for fault in faults(changed) if "best figure" in fault.what]
    assert [fault.row for fault in told] == [event.id]
    change = Corrected(row=event.id, field="number", before="12+", after="4321")
    one = line("correct", "event", event.id, field="number", value="4321", corrected=(change,))
    assert not [fault for fault in faults(with_decisions(changed, one)) if "best figure" in fault.what]


def test_a_shared_record_withholds_the_words_decisions_point_at() -> None:
    made = record()
    report = made.reports[0]
    start = next(
        block.start for block in reversed(report.blocks) if block.kind == "body" and block.end - block.start > 80
    )
    words = report.text[start : start + 60]
    cited = Cited(report=report.id, sha256=report.sha256, path=report.path, start=start, end=start + 60, words=words)
    one = line("verify", "quote", "q-1", rows=(), things=(Thing(of="quote", id="q-1", cited=(cited,)),))
    shared = withhold(with_decisions(replace(made, brief=(), disagreements=()), one))
    now = shared.reports[0].text[start : start + 60]
    assert shared.decisions[0].things[0].cited[0].words == now
    assert not [fault for fault in faults(shared) if fault.table == "decisions"]


def test_a_sheet_holds_a_row_for_each_thing_decided_on() -> None:
    moved, one = dated(record())
    [row] = decisions(Book(with_decisions(moved, one)))
    assert (row["decided_by"], row["field"], row["value"], row["value_read"]) == (
        "Ada <i>Q</i>", "date", "2019-09-20", "2019-09-17",
    )  # fmt: skip
