"""THE PATH: the ordered steps from reports to a record, what each needs and adds, and its room. Read this first.

    collect → dissect → extract → group → reconcile → render

Everything here takes values and gives values. Where the steps run, and what happens when one fails, is `engines/`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

import msgspec

from crosswire import __version__, rules
from crosswire.base import (
    DECIDED,
    FORMAT,
    KINDS,
    Claim,
    Dated,
    Decision,
    Made,
    Model,
    OwnNames,
    Page,
    Reading,
    Record,
    Report,
    SetAside,
    Time,
    Unread,
    unpacked,
)
from crosswire.collect import clean
from crosswire.extract import claims, events, names, numbers, quotes, stances, times
from crosswire.follow import Docket
from crosswire.grammar import Passage
from crosswire.group import Found, Telling, Whole, canonical, tell, with_versions
from crosswire.relating import (
    Begin,
    Held,
    Kept,
    Portions,
    Reads,
    Reuse,
    count_from,
    differing,
    infer_days,
    little,
    look_over,
    tables_of,
)
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
    Step("stances", "extract.stances", ("report", "passages", "quotes"), ("holdings",)),
    Step("claims", "extract.claims", ("report", "mentions", "quotes", "entities", "numbers"), ("claims", "casualties")),
    Step(
        "filter",
        "filter",
        ("report", "entities", "times", "quotes", "numbers", "mentions", "claims"),
        ("report", "entities", "times", "quotes", "numbers", "mentions", "claims"),
    ),
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
        ("report", "times", "quotes", "mentions", "claims", "holdings", "grouping", "rulings"),
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
        holdings=stances.find(report, passages, found_quotes) if wanted.issuperset(KINDS) else (),
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


class _Followed(NamedTuple):
    """Reports in canonical order as people corrected them, of their readings what all are needed for at once, and the
    readings that were changed."""

    reports: list[Report]
    light: list[Reading]
    changed: dict[str, Reading]


def _follow(reads: Reads, reports: list[Report], light: list[Reading], docket: Docket) -> _Followed:
    """Of the readings, decisions need those they cite and those of reports they date."""
    if not docket:
        return _Followed(reports, light, {})
    dated = docket.dated(reports)
    cited = docket.cited(dated)
    before, moved = [], set()
    for old, new, reading in zip(reports, dated, light, strict=True):
        if old is not new:
            moved.add(new.id)
            reading = _resolve(new, reads.lasting(*reads.whole(new.id))[1])
        elif new.id in cited:
            reading = reads.lasting(*reads.whole(new.id))[1]
        before.append(reading)
    after = docket.read(dated, before, _claims)
    changed = {one.report: one for was, one in zip(before, after, strict=True) if one is not was or one.report in moved}
    slight = {report.id: reading for report, reading in zip(dated, light, strict=True)}
    ordered = canonical(dated)
    small = [little(one, changed[one.id]) if one.id in changed else slight[one.id] for one in ordered]
    return _Followed(ordered, small, changed)


@dataclass(frozen=True)
class _Dated:
    """The reports as the record has them, and the way to their readings. `inferred` are days found from their stories,
    `counted` the events that times of a report count from: what depends on them is resolved again, which needs no
    parse; claims that somebody `refused` are not made again."""

    reads: Reads
    reports: list[Report]
    inferred: dict[str, Dated]
    counted: dict[str, dict[str, Found]]
    changed: dict[str, Reading]
    refused: Set[str]

    def reading(self, report: Report) -> Reading:
        """The reading of a report, for a moment."""
        return self._redated(report, self.changed.get(report.id) or self.reads.whole(report.id)[1])

    def _redated(self, report: Report, reading: Reading) -> Reading:
        if report.id in self.inferred:
            reading = _resolve(report, reading, self.refused)
        if report.id in self.counted:
            found = times.anchor(report, reading.times, self.counted[report.id])
            reading = _retold(report, reading, found, self.refused)
        return reading

    def content(self, report: Report) -> str:
        """A hash of a report as it was read or corrected."""
        content, name = self.reads.content(report.id), report.id
        counted = sorted((self.counted.get(name) or {}).items())
        resolved = name in self.inferred or name in self.counted
        others = self.changed.get(name), counted, sorted(self.refused) if resolved else []
        return hashlib.sha256(msgspec.msgpack.encode((content, *others))).hexdigest() if any(others) else content


def _redate(reads: Reads, followed: _Followed, telling: Telling, refused: Set[str]) -> _Dated:
    """Undated reports dated from their story, then times that count from an event whose day is now known; later
    versions marked. Done once, after stories are formed; stories never use inferred dates."""
    undated = _Dated(reads, followed.reports, {}, {}, followed.changed, refused)
    inferred = infer_days(followed.reports, undated.reading, telling, times.resolve)
    reports = [
        msgspec.structs.replace(one, published=inferred[one.id]) if one.id in inferred else one
        for one in followed.reports
    ]
    dated = _Dated(reads, with_versions(reports, telling.titled), inferred, {}, followed.changed, refused)
    return replace(dated, counted=count_from(dated.reports, followed.light, dated.reading, telling))


def relate(
    read: Reads | Iterable[tuple[Report, Reading]],
    model: Model,
    settings: Settings,
    set_aside: Iterable[SetAside] = (),
    unread: Iterable[Unread] = (),
    made_at: str = "",
    decisions: Iterable[Decision] = (),
    kept: Kept | None = None,
    begin: Begin | None = None,
) -> Record:
    """Many reports, one record, all of it in memory; see `draw`."""
    return unpacked(draw(read, model, settings, set_aside, unread, made_at, decisions, kept, begin))


def draw(
    read: Reads | Iterable[tuple[Report, Reading]],
    model: Model,
    settings: Settings,
    set_aside: Iterable[SetAside] = (),
    unread: Iterable[Unread] = (),
    made_at: str = "",
    decisions: Iterable[Decision] = (),
    kept: Kept | None = None,
    begin: Begin | None = None,
) -> Record:
    """Many reports, one record: grouped, reconciled and bundled. The order of the input does not matter.

    What every report has a part in is found from little of each; the rest storyline by storyline, so that no more than
    one is in memory at once. `decisions` are what people corrected; they follow each other by their own moments,
    whatever order they come in. What was made before from the very same values is taken from `kept`; somebody else may
    `begin` single storylines. The large tables are `Rows`, decoded when they are read.
    """
    docket = Docket(decisions)
    reads = read if isinstance(read, Reads) else Held(read)
    reads, reports, light = look_over(reads)
    followed = _follow(reads, reports, light, docket)
    del reports, light
    telling = tell(followed.reports, followed.light, docket.tellings(followed.reports))
    path = _redate(reads, followed, telling, docket.refused)
    whole = Whole(path.reports, followed.light, telling, docket.rulings())
    del followed
    portions = Portions(path.reports, whole, path.reading, Reuse(path.content, kept), begin)
    grouping = portions.gather()
    if docket:
        read_so, grouping = grouping, docket.titled(grouping)
        view = portions.reconcile(grouping, differing(read_so, grouping), settings.brief_lines)
    else:
        view = portions.reconcile(grouping, lines=settings.brief_lines)
    del portions, whole
    tables = tables_of(path.reports, path.reading, grouping)
    record = Record(
        format=FORMAT,
        made=Made(
            by=f"crosswire {__version__}",
            at=made_at,
            settings=settings.told(),
            model=model,
            rules_hash=rules.fingerprint(),
        ),
        reports=tuple(path.reports),
        times=tables.times,
        entities=grouping.entities,
        quotes=tables.quotes,
        utterances=grouping.utterances,
        mentions=tables.mentions,
        claims=tables.claims,
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
