"""THE PATH: the ordered steps from reports to a record, what each needs and adds, and its room. Read this first.

    collect → dissect → extract → group → reconcile → render

Everything here takes values and gives values. Where the steps run, and what happens when one fails, is `engines/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from operator import attrgetter
from typing import NamedTuple

import msgspec

from crosswire import __version__, rules
from crosswire.base import (
    DECIDED,
    FORMAT,
    KINDS,
    Claim,
    Decision,
    Made,
    Model,
    OwnNames,
    Page,
    Reading,
    Record,
    Report,
    SetAside,
    Story,
    Time,
    Unread,
)
from crosswire.collect import clean
from crosswire.extract import claims, events, names, numbers, quotes, times
from crosswire.follow import Docket
from crosswire.grammar import Passage
from crosswire.group import adopt, anchors, canonical, date_undated, group, tell, with_versions
from crosswire.reconcile import reconcile
from crosswire.settings import Settings


class Step(NamedTuple):
    """One step of the path. `needs` and `adds` are names of values; every need is added by an earlier step."""

    name: str
    room: str
    needs: tuple[str, ...]
    adds: tuple[str, ...]


PATH: tuple[Step, ...] = (
    Step("read", "collect", ("inputs",), ("page", "set_aside", "unread")),
    Step("clean", "collect", ("page",), ("report",)),
    Step("parse", "dissect", ("report",), ("passages",)),
    Step("names", "extract.names", ("report", "passages"), ("entities",)),
    Step("times", "extract.times", ("report", "passages"), ("times",)),
    Step("quotes", "extract.quotes", ("report", "passages", "entities", "times"), ("quotes",)),
    Step("numbers", "extract.numbers", ("report", "passages", "quotes"), ("numbers",)),
    Step(
        "events",
        "extract.events",
        ("report", "passages", "entities", "times", "quotes", "numbers"),
        ("mentions",),
    ),
    Step("claims", "extract.claims", ("report", "mentions", "quotes", "entities", "numbers"), ("claims", "casualties")),
    Step(
        "follow",
        "follow",
        ("decisions", "report", "entities", "times", "mentions", "quotes", "numbers", "claims"),
        ("report", "times", "mentions", "quotes", "claims", "rulings"),
    ),
    Step("tell", "group", ("report", "times", "entities", "rulings"), ("stories",)),
    Step("redate", "group", ("report", "times", "mentions", "stories"), ("report", "times", "mentions", "claims")),
    Step("versions", "group", ("report", "stories"), ("report",)),
    Step(
        "group",
        "group",
        ("report", "entities", "times", "quotes", "mentions", "claims", "stories", "rulings"),
        ("grouping",),
    ),
    Step(
        "reconcile",
        "reconcile",
        ("report", "times", "quotes", "mentions", "claims", "grouping", "rulings"),
        ("reconciliation",),
    ),
    Step("render", "render", ("report", "grouping", "reconciliation", "set_aside", "unread"), ("outputs",)),
)

REQUIRES: dict[str, tuple[str, ...]] = {
    "entities": (),
    "times": (),
    "quotes": ("entities", "times"),
    "numbers": ("entities", "times", "quotes"),
    "mentions": ("entities", "times", "quotes", "numbers"),
    "claims": ("entities", "times", "quotes", "numbers", "mentions"),
    "casualties": ("entities", "times", "quotes", "numbers", "mentions"),
}
"""What must be made before each kind."""

READABLE = frozenset({"en"})
"""Languages with rules and a model. Reports in others are listed as unread, with their language."""


def extract(
    report: Report, passages: Sequence[Passage], only: Iterable[str] = KINDS, own: OwnNames | None = None
) -> Reading:
    """Everything the rooms find in one parsed report. `only` names the kinds wanted; what they need is made too. `own`
    are names that the user adds to the lists."""
    wanted = {need for kind in only for need in (kind, *REQUIRES[kind])}
    found_entities = names.find(report, passages, own) if "entities" in wanted else ()
    found_times = times.find(report, passages) if "times" in wanted else ()
    found_quotes = quotes.find(report, passages, found_entities, found_times) if "quotes" in wanted else ()
    found_numbers = numbers.find(report, passages) if "numbers" in wanted else ()
    found_mentions = (
        events.find(report, passages, found_entities, found_times, found_quotes, found_numbers)
        if "mentions" in wanted
        else ()
    )
    return Reading(
        report=report.id,
        sentences=tuple(sentence for passage in passages for sentence in passage.sentences()),
        entities=found_entities,
        times=found_times,
        quotes=found_quotes,
        numbers=numbers.attributed(found_numbers, found_quotes),
        mentions=found_mentions,
        claims=claims.find(report, found_mentions, found_quotes, found_entities) if "claims" in wanted else (),
        casualties=claims.roll_up(report, found_mentions, found_numbers) if "casualties" in wanted else (),
    )


def prepare(page: Page, settings: Settings) -> Report | Unread:
    """One page cleaned, or left unread where its language has no rules here. Raises InputError."""
    report = clean(page, settings.limits)
    if report.language in READABLE:
        return report
    return Unread(
        path=page.path,
        line=page.line,
        given_id=page.given_id,
        language=report.language,
        reason=f"There are no rules for the language {report.language!r}; it can be read when they exist.",
        report=report,
        times=times.find_in_words(report),
    )


def in_order(read: Iterable[tuple[Report, Reading]]) -> tuple[list[Report], list[Reading]]:
    """Reports in the record's canonical order, and their readings in the same order."""
    by_id = {report.id: (report, reading) for report, reading in read}
    ordered = [by_id[report.id] for report in canonical(report for report, _ in by_id.values())]
    return [report for report, _ in ordered], [reading for _, reading in ordered]


def redate(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    stories: Sequence[Story],
    refused: Set[str] = frozenset(),
) -> tuple[list[Report], list[Reading]]:
    """Undated reports dated from their story, and their times, events and claims resolved again from that day; then
    the times that count from an event whose day is now known.

    Needs no parse. Done once, after stories are formed; stories never use inferred dates. Claims that somebody refused
    are not made again.
    """
    inferred = date_undated(reports, readings, stories, times.resolve)
    dated, resolved = [], []
    for report, reading in zip(reports, readings, strict=True):
        if report.id in inferred:
            report = msgspec.structs.replace(report, published=inferred[report.id])
            reading = _resolve(report, reading, refused)
        dated.append(report)
        resolved.append(reading)
    found = anchors(dated, resolved, stories)
    for at, (report, reading) in enumerate(zip(dated, resolved, strict=True)):
        if report.id in found:
            resolved[at] = _retold(report, reading, times.anchor(report, reading.times, found[report.id]), refused)
    return dated, resolved


def _resolve(report: Report, reading: Reading, refused: Set[str] = frozenset()) -> Reading:
    """The rows that depend on the report's date, made again from themselves. What a person decided stays."""
    return _retold(report, reading, times.resolve(report, reading.times), refused)


def _retold(
    report: Report, reading: Reading, found_times: tuple[Time, ...], refused: Set[str] = frozenset()
) -> Reading:
    """A reading whose times mean something else now. What a person decided stays."""
    mentions = tuple(
        msgspec.structs.replace(new, when=old.when) if old.when and old.when.basis == DECIDED else new
        for old, new in zip(reading.mentions, events.resolve(report, reading.mentions, found_times), strict=True)
    )
    made = claims.find(report, mentions, reading.quotes, reading.entities) if reading.claims else ()
    kept = tuple(claim for claim in made if claim.id not in refused)
    return msgspec.structs.replace(reading, times=found_times, mentions=mentions, claims=kept)


def _follow(
    reports: Sequence[Report], readings: Sequence[Reading], docket: Docket
) -> tuple[list[Report], list[Reading]]:
    """Reports and readings as people corrected them, in canonical order."""
    dated = docket.dated(reports)
    resolved = [
        reading if old is new else _resolve(new, reading)
        for old, new, reading in zip(reports, dated, readings, strict=True)
    ]
    return in_order(zip(dated, docket.read(dated, resolved, _claims), strict=True))


def relate(
    read: Iterable[tuple[Report, Reading]],
    model: Model,
    settings: Settings,
    set_aside: Iterable[SetAside] = (),
    unread: Iterable[Unread] = (),
    made_at: str = "",
    decisions: Iterable[Decision] = (),
) -> Record:
    """Many reports, one record: grouped, reconciled and bundled. The order of the input does not matter.

    `decisions` are what people corrected; they follow each other by their own moments, whatever order they come in.
    """
    docket = Docket(decisions)
    reports, readings = _follow(*in_order(read), docket)
    telling = tell(reports, readings, docket.tellings(reports))
    stories = telling.rows()[0]
    reports, readings = redate(reports, readings, stories, docket.refused)
    reports = with_versions(reports, stories)
    rulings = docket.rulings()
    grouping = docket.titled(group(reports, readings, telling, rulings))
    del telling  # it holds the readings as they were; one copy of everything is enough
    for place, reading in enumerate(readings):
        readings[place] = adopt(reading, grouping)
    view = reconcile(reports, readings, grouping, rulings)
    in_place = attrgetter("start", "end", "id")
    record = Record(
        format=FORMAT,
        made=Made(
            by=f"crosswire {__version__}",
            at=made_at,
            settings=settings.told(),
            model=model,
            rules_hash=rules.fingerprint(),
        ),
        reports=tuple(reports),
        times=tuple(row for reading in readings for row in sorted(reading.times, key=in_place)),
        entities=grouping.entities,
        quotes=tuple(row for reading in readings for row in reading.quotes),
        utterances=grouping.utterances,
        mentions=tuple(row for reading in readings for row in sorted(reading.mentions, key=in_place)),
        claims=tuple(row for reading in readings for row in reading.claims),
        events=grouping.events,
        processes=view.processes,
        positions=view.positions,
        copies=grouping.copies,
        lineages=grouping.lineages,
        stories=grouping.stories,
        storylines=grouping.storylines,
        disagreements=view.disagreements,
        timeline=view.timeline,
        brief=view.brief,
        unread=tuple(sorted(unread, key=_place)),
        set_aside=tuple(sorted(set_aside, key=_place)),
    )
    return msgspec.structs.replace(record, decisions=docket.told(record)) if docket else record


def _claims(report: Report, reading: Reading) -> tuple[Claim, ...]:
    return claims.find(report, reading.mentions, reading.quotes, reading.entities)


def _place(row: SetAside | Unread) -> tuple[str, int, str]:
    return row.path, row.line or 0, row.given_id or ""
