"""The planted disagreements of the samples, found by the real path."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswire.api import make_record
from crosswire.base import Disagreement, Record
from crosswire.dissect import LoadedModel

SAMPLES = Path(__file__).parents[2] / "samples" / "pages"


@pytest.fixture(scope="module")
def record(model: LoadedModel) -> Record:
    return make_record(sorted(SAMPLES.glob("0[1-5]-*.txt")), model=model)


def rows(record: Record, kind: str) -> list[Disagreement]:
    return [row for row in record.disagreements if row.shown and row.kind == kind]


def test_three_tolls_stand_side_by_side_without_a_sum(record: Record) -> None:
    [row] = rows(record, "count")
    assert [side.value.split()[0] for side in row.sides] == ["14", "17", "22"]
    assert row.question == "How many people were killed in the attack on the relief convoy near Derrow Bridge?"


def test_the_soldiers_killed_elsewhere_are_no_disagreement(record: Record) -> None:
    unshown = [row for row in record.disagreements if not row.shown]
    assert {row.status for row in unshown} == {"granularity", "different_scope"}


def test_blame_denial_and_counter_blame(record: Record) -> None:
    [row] = rows(record, "blame")
    assert (row.between, row.status) == ("parties", "accusation_and_denial")
    words = " ".join(side.value_text for side in row.sides)
    assert all(part in words for part in ("The government blames", "denies any part", "aircraft bombed the column"))


def test_an_agreement_claimed_by_one_party_and_denied_by_the_other(record: Record) -> None:
    [row] = [row for row in rows(record, "outcome") if row.between == "parties"]
    assert ["No escort was agreed" in side.value_text for side in row.sides] == [True, False]


def test_no_machine_title_is_put_as_a_question(record: Record) -> None:
    titles = [event.title for event in record.events if ":" in event.title]
    assert not any(title in row.question for row in record.disagreements for title in titles)


def test_every_account_shows_its_words(record: Record) -> None:
    texts = {report.id: report.text for report in record.reports}
    accounts = [a for row in record.disagreements for side in row.sides for a in side.accounts]
    accounts += [a for line in record.timeline for a in line.accounts]
    accounts += [a for item in record.brief for a in item.accounts]
    assert all(texts[a.report][a.start : a.end].strip() for a in accounts)
    assert all(line.text in texts[line.accounts[0].report] for line in record.timeline)
    assert all(item.text in texts[item.accounts[0].report] for item in record.brief)


def test_no_two_lines_of_the_timeline_are_the_same(record: Record) -> None:
    texts = [" ".join(line.text.split()) for line in record.timeline]
    assert len(texts) == len(set(texts))
