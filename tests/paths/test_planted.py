"""Every disagreement, look-alike, copy, plan, process, position, toll and day planted in the samples, in the record.

`planted.toml` says what is planted. A row with `holds = false` is known not to hold yet and must fail: once it holds,
its mark is to be taken off, by hand or with `python -m tests.paths.unmark`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from crosswire.base import Account, Disagreement, Event, Record, Report, Side
from tests.paths.telling import SAMPLES, labels

Row = dict[str, Any]
PLANTED: dict[str, list[Row]] = tomllib.loads((Path(__file__).parent / "planted.toml").read_text("utf-8"))


def planted(table: str) -> pytest.MarkDecorator:
    """One test for each row of a table; a row that does not hold today must fail."""
    marked = []
    for row in PLANTED[table]:
        reason = f"{row.get('reason', '')} (where it holds now: python -m tests.paths.unmark)"
        marks = [] if row.get("holds", True) else [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)]
        marked.append(pytest.param(row, id=f"{table}: {name_of(row)}", marks=marks))
    return pytest.mark.parametrize("row", marked)


def name_of(row: Row) -> str:
    told = row.get("name") or row.get("incident") or row.get("words") or row.get("page") or " ".join(row["pages"])
    return str(told).replace("[", "(").replace("]", ")")


class Found:
    """The record, by the names the plants use."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.labels = labels(record)
        self.reports: dict[str, Report] = {self.labels[report.id]: report for report in record.reports}
        self.texts = {report.id: report.text for report in record.reports}
        self.names = {entity.id: entity.name for entity in record.entities}
        self.mentions = {mention.id: mention for mention in record.mentions}

    def pages(self, reports: Iterable[str]) -> set[str]:
        return {self.labels[report] for report in reports}

    def holds(self, account: Account, wanted: Row) -> bool:
        """Whether an account stands on one of the pages and overlaps the words."""
        if self.labels[account.report] not in wanted["pages"]:
            return False
        given = wanted["words"]
        spans = [self.find(account.report, words) for words in ([given] if isinstance(given, str) else given)]
        return any(start < account.end and account.start < end for found in spans for start, end in found)

    def find(self, report: str, words: str) -> list[tuple[int, int]]:
        """Every place of the words in a report."""
        text, found, at = self.texts[report], [], -1
        while (at := text.find(words, at + 1)) >= 0:
            found.append((at, at + len(words)))
        return found

    def events_at(self, page: str, words: str) -> list[Event]:
        """The events with a mention whose trigger stands in the words."""
        report = self.reports[page].id
        [(start, end)] = self.find(report, words)[:1]
        inside = {
            mention.id
            for mention in self.record.mentions
            if mention.report == report and start <= mention.trigger.start < end
        }
        return [event for event in self.record.events if inside & set(event.mentions)]

    def sides(self, row: Disagreement, wanted: Row) -> set[int]:
        """Which sides of a disagreement the planted words stand on."""
        return {at for at, side in enumerate(row.sides) if self.stands_on(side, wanted)}

    def stands_on(self, side: Side, wanted: Row) -> bool:
        if "value" in wanted and wanted["value"] not in side.value.split():
            return False
        return any(self.holds(account, wanted) for account in side.accounts)


@pytest.fixture(scope="module")
def found(record: Record) -> Found:
    return Found(record)


@planted("report")
def test_what_a_report_says_of_itself(found: Found, row: Row) -> None:
    report = found.reports[row["page"]]
    assert report.published is not None
    assert (report.published.value[:10], report.published.basis) == (row["published"], row["basis"])
    assert report.completeness.value == row["completeness"]
    assert report.outlet is not None
    assert row["outlet"].lower() in report.outlet.text.lower()
    assert row.get("agency", "") in (report.agency.text if report.agency else "")


@planted("story")
def test_a_story_holds_its_reports(found: Found, row: Row) -> None:
    stories = [found.pages(story.reports) for story in found.record.stories]
    assert set(row["pages"]) in stories
    assert len(found.record.storylines) == 1


@planted("disagreement")
def test_a_disagreement_is_shown(found: Found, row: Row) -> None:
    rows = [each for each in found.record.disagreements if each.shown and each.kind == row["kind"]]
    fits = [each for each in rows if _distinct(found.sides(each, side) for side in row["sides"])]
    assert fits, [each.question for each in rows]
    said = [(each.status, each.between, each.weak) for each in fits]
    assert any(s in row["status"] and b == row["between"] and w == row["weak"] for s, b, w in said), said


def _distinct(places: Iterable[set[int]]) -> bool:
    """Whether each of the planted sides can be given a side of its own."""
    sets = list(places)
    return any(
        all(at in options for at, options in zip(order, sets, strict=True))
        for order in permutations(sorted(set().union(*sets)), len(sets))
    )


@planted("lookalike")
def test_a_look_alike_is_not_shown(found: Found, row: Row) -> None:
    for each in found.record.disagreements:
        if each.shown:
            a, b = found.sides(each, row["a"]), found.sides(each, row["b"])
            assert not _distinct((a, b)), (each.question, each.kind, each.status)


@planted("copy")
def test_a_copy_is_found(found: Found, row: Row) -> None:
    taker = found.reports[row["taker"]].id
    told = []
    for copy in found.record.copies:
        ends = {found.labels[end.report]: end for end in (copy.a, copy.b)}
        if set(ends) == {row["from"], row["taker"]}:
            there = ends[row["taker"]]
            overlaps = any(s < there.end and there.start < e for s, e in found.find(taker, row["words"]))
            told += [(copy.kind, copy.direction)] if overlaps else []
    assert row["kind"] in [kind for kind, _ in told], told
    assert not row.get("directed") or (row["kind"], taker) in told, told


@planted("no_copy")
def test_pages_that_share_names_are_no_copies(found: Found, row: Row) -> None:
    pairs = [found.pages((copy.a.report, copy.b.report)) for copy in found.record.copies if copy.kind != "possible"]
    assert set(row["pages"]) not in pairs


@planted("plan")
def test_a_plan_has_its_fate(found: Found, row: Row) -> None:
    fates = [event.fate for event in found.events_at(row["page"], row["words"]) if event.fate]
    wanted = [row["fate"]] if isinstance(row["fate"], str) else row["fate"]
    assert set(wanted) & set(fates), fates


@planted("process")
def test_a_process_has_its_steps(found: Found, row: Row) -> None:
    processes = [process for process in found.record.processes if process.kind == row["kind"]]
    told = {process.name: [_step(found, process, *step) for step in row["steps"]] for process in processes}
    assert any(all(steps) for steps in told.values()), told


def _step(found: Found, process: Any, states: str, page: str, words: str) -> bool:
    """Whether a process has a step of one of the states that rests on these words."""
    events = {event.id for event in found.events_at(page, words)}
    wanted = {"pages": [page], "words": words}
    return any(
        step.state.replace("_", " ") in states.replace("_", " ").split("|")
        and (step.event in events or any(found.holds(account, wanted) for account in step.accounts))
        for step in process.steps
    )


@planted("position")
def test_a_position_is_told(found: Found, row: Row) -> None:
    wanted = {"pages": [row["page"]], "words": row["words"]}
    told = [
        (found.names.get(each.actor, each.actor), each.stance)
        for each in found.record.positions
        if any(found.holds(account, wanted) for account in each.accounts)
    ]
    assert any(row["actor"] in actor and stance == row["stance"] for actor, stance in told), told


@planted("casualties")
def test_an_incident_has_its_tolls(found: Found, row: Row) -> None:
    events = [event for event in found.events_at(row["page"], row["words"]) if event.type == "ATTK"]
    assert len(events) == 1, [event.title for event in events]
    printed = set(_printed(found, events[0], row["outcome"]))
    assert set(row["printed"]) <= printed
    assert not set(row["never"]) & printed
    assert set(row["pages"]) <= found.pages(events[0].reports)


def _printed(found: Found, event: Event, outcome: str) -> Iterator[float | None]:
    for name in event.mentions:
        for number in found.mentions[name].numbers:
            if number.outcome == outcome:
                yield number.low


@planted("event")
def test_an_event_stands_on_its_day(found: Found, row: Row) -> None:
    kind, _, _ = row["type"].partition(".")
    told = [
        (event.title, sorted(found.pages(event.reports)))
        for event in found.record.events
        if event.type.lower() == kind
        and (event.subtype or "").startswith(row["type"])
        and event.when is not None
        and event.when.from_ == row["day"]
    ]
    assert any(set(row["pages"]) <= set(pages) for _, pages in told), told


@planted("apart")
def test_two_happenings_stay_two_events(found: Found, row: Row) -> None:
    a, b = (found.events_at(row[side]["page"], row[side]["words"]) for side in ("a", "b"))
    assert a
    assert b
    assert not {event.id for event in a} & {event.id for event in b}


@cache
def _words_of(page: str) -> str:
    """The file of a page, as it lies on the disk."""
    [path] = SAMPLES.glob(f"{page[:2]}-*")
    return path.read_text("utf-8")


def _quoted(node: Any, pages: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """All planted words, with the pages they are said to stand on."""
    if isinstance(node, dict):
        page = node.get("page") or node.get("taker")
        pages = tuple(node.get("pages", [page] if page else pages))
        given = node.get("words", [])
        for words in [given] if isinstance(given, str) else given:
            yield pages, words
        for _, page, words in node.get("steps", []):
            yield (page,), words
        for value in node.values():
            yield from _quoted(value, pages)
    elif isinstance(node, list):
        for value in node:
            yield from _quoted(value, pages)


@pytest.mark.parametrize(("pages", "words"), sorted(set(_quoted(PLANTED))))
def test_planted_words_stand_on_their_pages(pages: tuple[str, ...], words: str) -> None:
    assert any(words in _words_of(page) for page in pages)
