"""Counts of one attack and outcome whose intervals cannot both hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import Literal, NamedTuple

import msgspec

from crosswire import rules
from crosswire.base import Account, Claim, Disagreement, Mention, Side, row_id
from crosswire.reconcile.against.statements import Floor
from crosswire.reconcile.evidence import WEAK, Evidence
from crosswire.reconcile.incidents import Incident, alternatives, own_days, places, target_words
from crosswire.reconcile.openings import Openings
from crosswire.reconcile.phrases import call_attack
from crosswire.reconcile.tolls.finding import Toll, figures, find_tolls
from crosswire.reconcile.wording import pattern

Status = Literal["contradiction", "update", "different_scope", "different_attribution", "granularity"]

APART = 6
"""Incidents listed at most in the row that says why their figures are not compared."""


class Value(NamedTuple):
    """What was counted: the interval and the group as the reports name it."""

    low: float
    high: float
    group: str | None


TOO_FAR = 30
"""Times one count may be another of the same attack: further apart one is of a whole war. Own judgement; disputed tolls
seen differ by at most ten times, so that 15 to 50 change nothing."""

LISTED = 2
"""Counts of one outcome in one clause from which on they are a list: "two nurses and two drivers"."""

OPEN_APART = 1.5
"""Times "at least" one number must be "at least" another for a reader to take them for two figures. Own judgement."""

ROUNDED = 1.25
"""Times a figure for a whole war that its "more than" reaches. Own judgement."""

OPEN_NAMED = 1.15
"""The same where two named sources give them: then a smaller step is a disagreement too. Own judgement."""

JUST_BEFORE = 12
"""Characters before a figure in which a word may say that it is of others: "a further nine"."""

MOST = 30
"""Values of one happening, claims of one value, and reports of one row compared with others at most: linear cost."""

INJURED = "injured"
MISSING = "missing"

Counted = dict[Value, list[Claim]]

LEAD = 3
"""Sentences that open a report: what they count is what the report is about."""

BESIDE = 3
"""Sentences of one report within which two sources' figures stand against each other; further apart they are of two
things. Own judgement."""


def compare_counts(evidence: Evidence, incidents: Sequence[Incident]) -> Iterator[Disagreement]:
    """One row for each incident and outcome whose printed counts differ. Parts of a total and running totals stay out.

    Differences that are none are given too, unshown, with the reason: figures that can both hold, later figures of one
    source, and the figures of different incidents of one story.
    """
    apart: dict[tuple[str | None, str], list[tuple[Incident, Counted]]] = defaultdict(list)
    for incident in incidents:
        for outcome, counted in sorted(_counted(incident, evidence).items()):
            apart[incident.story, outcome].append((incident, counted))
            yield from _compare(incident, outcome, counted, evidence)
    for (_, outcome), told in apart.items():
        if len({value[:2] for _, counted in told for value in counted}) > 1 and len(told) > 1:
            yield _of_different_incidents(outcome, told[:APART], evidence)


def compare_totals(
    evidence: Evidence, floors: Mapping[str, Floor], counted: Sequence[Disagreement]
) -> list[Disagreement]:
    """The rows of `counted`, and rows for figures that tell of the same people by their words, place and day, though
    grouping left them apart. Where these cite a claim that a shown row cites, they take in that row."""
    rows = _Rows(counted)
    for story in evidence.grouping.stories:
        claims = [
            claim
            for claim in figures(story, evidence)
            if _is_figure(claim, evidence, totals=True) and not _is_vague(claim) and not _is_of_others(claim, evidence)
            if not (pattern("tolls", "seen").search(claim.value or "") or _is_spread(claim, evidence))
        ]
        known = {claim.id: claim for claim in figures(story, evidence)}
        openings = Openings.of(story, floors[story.id], evidence)
        for toll in find_tolls(story, claims, openings, evidence):
            _take_in(toll, rows, known, openings, evidence)
    return rows.all


class _Rows:
    """Rows by the claims they cite, so that those of a toll are found without asking all."""

    def __init__(self, rows: Iterable[Disagreement]) -> None:
        self.all: list[Disagreement] = []
        self._citing: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            self.put(row)

    def put(self, row: Disagreement, place: int | None = None) -> None:
        """Adds a row, or puts it in the place of one."""
        if place is None:
            place = len(self.all)
            self.all.append(row)
        self.all[place] = row
        for claim in row.claims:
            self._citing[claim].append(place)

    def citing(self, claims: Iterable[Claim]) -> list[tuple[int, Disagreement]]:
        """The shown rows for people who came to harm that cite any of the claims, with their places."""
        places = sorted({place for claim in claims for place in self._citing.get(claim.id, ())})
        return [(n, row) for n in places if (row := self.all[n]).shown and row.kind in KINDS]


def _take_in(toll: Toll, rows: _Rows, known: Mapping[str, Claim], openings: Openings, evidence: Evidence) -> None:
    """Puts the row of a toll among the rows, in place of those of which it has a claim and to which it adds a value."""
    same = rows.citing(toll.claims)
    if not same:
        for row in _rows_of(toll, toll.claims, evidence):
            rows.put(_retold(row, _asked(toll, row)))
        return
    cited = [known[name] for _, row in same for name in row.claims if name in known]
    reports = dict.fromkeys(claim.report for claim in cited)
    new = [claim for claim in toll.claims if claim.report not in reports]
    some = list(reports)[:MOST]
    more = [claim for claim in new if any(openings.are_of_one(claim.report, report) for report in some)]
    made = _rows_of(toll, list(dict.fromkeys((*cited, *more))), evidence)
    for place, row in same:
        fuller = next((one for one in made if one.kind == row.kind and len(one.sides) > len(row.sides)), None)
        if fuller is not None and set(fuller.claims).issuperset(row.claims):
            rows.put(_retold(fuller, row.question), place)


def _rows_of(toll: Toll, claims: Iterable[Claim], evidence: Evidence) -> list[Disagreement]:
    """The shown rows for figures of one toll."""
    found = _by_value(claims, evidence, totals=toll.total)
    made = (row for outcome, told in sorted(found.items()) for row in _compare(toll.incident, outcome, told, evidence))
    return [row for row in made if row.shown]


def _retold(row: Disagreement, question: str) -> Disagreement:
    return msgspec.structs.replace(row, question=question)


KINDS = frozenset({"count", "victim"})
"""Kinds of the rows for people who came to harm."""


def _asked(toll: Toll, row: Disagreement) -> str:
    """The question by place, which is what tells one happening from another here."""
    words = rules.load("en/reconcile")["questions"]
    outcome = _called(toll.claims[0].outcome or "")
    if row.kind == "victim" or not (toll.total or toll.where):
        return row.question
    return str(words["count_total" if toll.total else "count_at"].format(outcome=outcome, where=toll.where))


def _counted(incident: Incident, evidence: Evidence) -> dict[str, Counted]:
    """The incident's claims by outcome and value, without those that speak of another, where not all do."""
    claims = (claim for event in incident.events for claim in evidence.claims.get(event.id, ()))
    found = [c for c in claims if c.outcome and c.low and c.mentions and _is_figure(c, evidence)]
    own = [c for c in found if not _is_elsewhere(c, evidence)] or found
    return _by_value((c for c in own if not _is_spread(c, evidence)), evidence)


def _by_value(claims: Iterable[Claim], evidence: Evidence, *, totals: bool = False) -> dict[str, Counted]:
    """Claims with a figure, by outcome and value. Of `totals`, "more than 1,000" ends where a writer would round up."""
    found: dict[str, Counted] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        open_end = float(claim.low or 0) * ROUNDED if totals else float("inf")
        high = open_end if claim.high is None else float(claim.high)
        value = Value(float(claim.low or 0), high, claim.group or _named_people(claim))
        found[claim.outcome or ""][value].append(claim)
    return {outcome: _closed(_folded(_leading(counted, evidence))) for outcome, counted in found.items()}


def _closed(counted: Counted) -> Counted:
    """With "31" among "at least 31": one figure, of which some pages say that it may grow."""
    exact: dict[float, list[Value]] = defaultdict(list)
    for value in counted:
        if value.low == value.high:
            exact[value.low].append(value)
    closed: Counted = defaultdict(list)
    named: dict[Value, str | None] = {}
    for value, claims in counted.items():
        homes = [e for e in exact[value.low] if e.group == value.group or None in (e.group, value.group)]
        home = homes[0] if value.high == float("inf") and homes else value
        named[home] = home.group or value.group or named.get(home)
        closed[home].extend(claims)
    merged: Counted = defaultdict(list)
    for value, claims in closed.items():
        merged[value._replace(group=named[value])].extend(claims)
    return merged


def _named_people(claim: Claim) -> str | None:
    """Who was counted, in the report's words, where no group of ours has them: "truck drivers"; null for "people"."""
    words = re.findall(r"[a-z]+", (claim.value or "").lower())
    last = words[-2:]
    general = rules.words("en/reconcile", "counts", "anybody")
    plural = last[-1:] and (last[-1].endswith("s") or last[-1] in rules.words("en/reconcile", "counts", "collective"))
    if not plural or general & set(last):
        return None
    named = [word for word in last if word not in rules.words("en/reconcile", "counts", "numerals")]
    return " ".join(named).removesuffix("s") or None


def _leading(counted: Counted, evidence: Evidence) -> Counted:
    """Of what one report has from one source, or in its own voice, the largest figure of each group: smaller ones
    beside it are parts of it, or of other things."""
    largest: dict[tuple[str, str, str | None], Value] = {}
    for value in sorted(counted, key=lambda v: (v.low, -v.high)):
        for claim in counted[value]:
            largest[claim.report, _source(claim, evidence), value.group] = value
    kept: Counted = defaultdict(list)
    for value, claims in counted.items():
        for claim in claims:
            if largest[claim.report, _source(claim, evidence), value.group] == value:
                kept[value].append(claim)
    return kept


def _source(claim: Claim, evidence: Evidence) -> str:
    """A key for who gives the figure; "" for the outlet itself."""
    return evidence.named(claim.source[-1].entity, claim.source[-1].text) if claim.source else ""


def _is_figure(claim: Claim, evidence: Evidence, *, totals: bool = False) -> bool:
    """Whether the count can stand beside another: no part or running total (unless `totals`), no "a man", no one of a
    list."""
    if rules_of("article").match(claim.value or "") or pattern("counts", "some").search(claim.value or ""):
        return False
    if _is_part(claim, evidence, totals=totals):
        return False
    beside = [
        number
        for name in claim.mentions
        for number in (evidence.mentions[name].numbers if name in evidence.mentions else ())
        if number.outcome == claim.outcome and number.parent is None
    ]
    many = [number for number in beside if (number.low or 0) >= LISTED]
    return max(len({number.low for number in many}), len({n.group for n in many if n.group})) < LISTED


def _is_of_others(claim: Claim, evidence: Evidence) -> bool:
    """Whether the clause says that others than the report's own are counted: "20 others were killed elsewhere"."""
    words = rules.load("en/reconcile")["tolls"]
    mention = evidence.mentions.get(claim.mentions[0])
    before = ""
    if mention is not None and mention.numbers:
        start = mention.numbers[0].start
        before = evidence.words(mention.report, max(mention.start, start - JUST_BEFORE), start) + (claim.value or "")
    others = re.search(rf"\b(?:{'|'.join(words['others'])})\b", before or claim.value or "")
    beside = claim.outcome == INJURED  # "killed four and wounded six others": others than the killed
    return (others is not None and not beside) or _is_elsewhere(claim, evidence)


def _is_elsewhere(claim: Claim, evidence: Evidence) -> bool:
    """Whether the clause speaks of a second, similar or separate happening."""
    mention = evidence.mentions.get(claim.mentions[0])
    return mention is not None and pattern("tolls", "apart").search(evidence.clause(mention)) is not None


def _is_spread(claim: Claim, evidence: Evidence) -> bool:
    """Whether the clause counts what several happenings did together: "killed across the country"."""
    mention = evidence.mentions.get(claim.mentions[0])
    return mention is not None and pattern("counts", "spread").search(evidence.clause(mention)) is not None


def _is_vague(claim: Claim) -> bool:
    """Whether the figure is a word for many rather than a number: "dozens", "several"."""
    told = claim.value or ""
    if claim.standing == "headline" and rules_of("round").search(told):
        return False
    return rules_of("vague").search(told) is not None and re.search(r"\d", told) is None


@cache
def rules_of(key: str) -> re.Pattern[str]:
    """The words of one list of the counts as a pattern."""
    return re.compile(rf"\b(?:{alternatives(rules.words('en/reconcile', 'counts', key))})\b", re.IGNORECASE)


def _folded(counted: Counted) -> Counted:
    """With "14 people" among "14 civilians": the same number without a named group is no other count."""
    named: dict[tuple[float, float], list[Value]] = defaultdict(list)
    for value in counted:
        if value.group:
            named[value[:2]].append(value)
    folded: Counted = defaultdict(list)
    for value, claims in counted.items():
        known = [n for n in named.get(value[:2], ()) if not _is_weak(counted[n])] or named.get(value[:2], [])
        folded[known[0] if not value.group and len(known) == 1 else value].extend(claims)
    return folded


def _is_part(claim: Claim, evidence: Evidence, *, totals: bool) -> bool:
    """Whether the count is a subset of another ("including two children") or a running total since a date."""
    for name in claim.mentions:
        for number in evidence.mentions[name].numbers if name in evidence.mentions else ():
            if (number.low, number.high, number.outcome) == (claim.low, claim.high, claim.outcome):
                return number.parent is not None or (number.cumulative and not totals)
    return False


def _compare(incident: Incident, outcome: str, counted: Counted, evidence: Evidence) -> Iterator[Disagreement]:
    """How many and who they were, each a question of its own; and what one source counted first and later."""
    counted, risen = _latest(counted, evidence)
    for source in risen.values():
        yield _row(incident, outcome, source, list(source), "update", "later_figure", evidence)
    values = sorted(counted, key=lambda v: (v.low, v.high, v.group or ""))
    told = [claim for claims in counted.values() for claim in claims]
    named = {_source(claim, evidence) for claim in told} - {""}
    if len(values) < 2 or (len({claim.report for claim in told}) < 2 and len(named) < 2):
        return
    joined = any(why != rules.load("en/reconcile")["why_one"]["consequence"] for why in incident.why)
    pairs = [
        (a, b)
        for a, b in combinations(_most_told(values, counted), 2)
        if _exclude(*_of_all(a, b, counted), OPEN_NAMED if _two_named(counted[a], counted[b], evidence) else OPEN_APART)
        and _opposed(counted[a], counted[b], joined, evidence)
    ]
    if not pairs:
        yield _row(incident, outcome, counted, values, "granularity", "both_hold", evidence)
    much = _strong([pair for pair in pairs if pair[0][:2] != pair[1][:2]], counted)
    disputed = {value for pair in much for value in pair}
    if disputed:
        shown = [v for v in values if v in disputed or (_akin(v, disputed) and not _is_weak(counted[v]))]
        claims = [claim for value in values if value in disputed for claim in counted[value]]
        status, reason = _status(claims, outcome, evidence)
        yield _row(incident, outcome, counted, shown, status, reason, evidence)
    who = _strong([p for p in pairs if p[0][:2] == p[1][:2] and _in_other_words(*p, counted)], counted)
    if who:
        shown = [v for v in values if any(v in pair for pair in who)]
        both = any(_within(a.group, b.group) or _within(b.group, a.group) for a, b in who)
        status, reason = ("different_scope", "groups_differ") if both else ("different_attribution", "groups_exclude")
        yield _row(incident, outcome, counted, shown, status, reason, evidence, "victim")


def _most_told(values: list[Value], counted: Counted) -> list[Value]:
    """The values, of very many those that most claims give, in the same order."""
    if len(values) <= MOST:
        return values
    told = set(sorted(values, key=lambda v: (-len(counted[v]), v.low, v.high, v.group or ""))[:MOST])
    return [value for value in values if value in told]


def _in_other_words(a: Value, b: Value, counted: Counted) -> bool:
    """Whether two groups are told in two ways, not read in two ways from the same words."""
    one, other = ({(claim.value or "").lower() for claim in counted[value]} for value in (a, b))
    return not any(re.search("[a-z]", words) for words in one & other)


def _of_all(a: Value, b: Value, counted: Counted) -> tuple[Value, Value]:
    """Two numbers, without a group that is all there were: a report with "30 civilians" has "30 killed", too."""
    if a[:2] == b[:2] or a.group == b.group:
        return a, b
    one, other = (v._replace(group=None) if _is_whole(counted[v]) else v for v in (a, b))
    return one, other


def _is_whole(claims: list[Claim]) -> bool:
    """Whether a report gives the number both with a group and for all."""
    named, bare = ({c.report for c in claims if bool(c.group) == told} for told in (True, False))
    return bool(named & bare)


def _strong(pairs: list[tuple[Value, Value]], counted: Counted) -> list[tuple[Value, Value]]:
    """The pairs of which neither side rests on weak pages alone; all where there are none such."""
    return [(a, b) for a, b in pairs if not _is_weak(counted[a]) and not _is_weak(counted[b])] or pairs


def _is_weak(claims: list[Claim]) -> bool:
    return all(claim.standing in WEAK for claim in claims)


def _latest(counted: Counted, evidence: Evidence) -> tuple[Counted, dict[str, Counted]]:
    """The counts without those that the same named source raised on a later day, and those by source with the later."""
    last: dict[str, tuple[str, Value]] = {}
    for value in sorted(counted, key=lambda v: (v.low, v.high, v.group or "")):
        for claim in counted[value]:
            source = _source(claim, evidence)
            if source and claim.as_of:
                last[source] = max(last.get(source, ("", value)), (claim.as_of[:10], value), key=lambda one: one[0])
    kept: Counted = defaultdict(list)
    risen: dict[str, Counted] = defaultdict(lambda: defaultdict(list))
    for value, claims in counted.items():
        for claim in claims:
            source = _source(claim, evidence)
            day, latest = last.get(source, ("", value))
            if source and claim.as_of and claim.as_of[:10] < day and value.low < latest.low:
                risen[source][value].append(claim)
            else:
                kept[value].append(claim)
    for source, told in risen.items():
        latest = last[source][1]
        told[latest].extend(claim for claim in counted[latest] if _source(claim, evidence) == source)
    return kept, risen


def _row(
    incident: Incident,
    outcome: str,
    counted: Counted,
    values: list[Value],
    status: Status,
    reason: str,
    evidence: Evidence,
    kind: Literal["count", "victim"] = "count",
) -> Disagreement:
    words = rules.load("en/reconcile")
    what = call_attack(incident.mentions, evidence)
    source = counted[values[0]][0].source if status == "update" else ()
    return Disagreement(
        id=row_id("d", incident.id, kind, outcome, *(link.text for link in source)),
        between="reports",
        question=words["questions"]["victims" if kind == "victim" else "count"].format(
            outcome=_called(outcome), what=what
        ),
        kind=kind,
        status=status,
        sides=tuple(_side(value, counted[value], evidence) for value in values),
        event=incident.event,
        story=incident.story,
        shown=status not in {"update", "granularity"},
        claims=tuple(sorted(claim.id for value in values for claim in counted[value] if claim.event)),
        why=(words["why"][reason], *incident.why),
    )


def _opposed(one: list[Claim], other: list[Claim], joined: bool, evidence: Evidence) -> bool:
    """Whether two figures answer each other: of two reports of which neither has both, or of one report from two named
    sources. Both must show that they are of one thing, unless the words of the happening say so (`joined`)."""
    if all(map(_is_vague, one)) or all(map(_is_vague, other)):
        return False
    both = {claim.report for claim in one} & {claim.report for claim in other}
    if not both and _are_of_one_outlet(one, other, evidence):
        return False
    pairs = [(a, b) for a in one[:MOST] for b in other[:MOST] if not both or a.report == b.report]
    if both and not all(_of_two_sources(a, b, evidence) for a, b in pairs):
        return False
    return joined or any(_of_one_thing(_telling(a, evidence), _telling(b, evidence), evidence) for a, b in pairs)


def _are_of_one_outlet(one: list[Claim], other: list[Claim], evidence: Evidence) -> bool:
    """Whether an outlet gives both figures, in two reports: it has told on, or tells of two happenings."""
    outlets = ({row.text for c in claims if (row := evidence.reports[c.report].outlet)} for claims in (one, other))
    return bool(set.intersection(*outlets))


def _of_two_sources(a: Claim, b: Claim, evidence: Evidence) -> bool:
    one, other = (_telling_names(_source(claim, evidence)) for claim in (a, b))
    return bool(one and other) and not (one <= other or other <= one)


def _telling_names(source: str) -> frozenset[str]:
    """The words of a source that say who it is: of "an Observatory toll" the observatory."""
    return frozenset(re.findall(r"[\w.’'-]+", source)) - rules.words("en/reconcile", "counts", "of_sources")


def _of_one_thing(a: Mention, b: Mention, evidence: Evidence) -> bool:
    """Whether two tellings that were taken for one happening show it: both open their reports or stand side by side,
    they share what was hit, or place and stated day."""
    one, other = (evidence.sentence_number(m.report, m.trigger.start) for m in (a, b))
    if max(one, other) < LEAD or (a.report == b.report and abs(one - other) <= BESIDE):
        return True
    things, places_of = zip(_signs(a, evidence), _signs(b, evidence), strict=True)
    days = own_days(a, evidence)
    same_day = days is not None and days == own_days(b, evidence) and (days[1] - days[0]).days == 1
    return bool(things[0] & things[1]) or (same_day and bool(places_of[0] & places_of[1]))


def _signs(mention: Mention, evidence: Evidence) -> tuple[frozenset[str], frozenset[str]]:
    """Telling words for what was hit, in the sentence of the mention, and places smaller than a country; of "Derrow
    Bridge" also "the bridge", by which it is spoken of again."""
    sentence = evidence.sentence(mention)
    names = {match["name"].lower() for match in places(mention, evidence)} - evidence.countries
    beside = evidence.told_between(mention.report, sentence.start, sentence.end)
    words = evidence.words(mention.report, sentence.start, sentence.end)
    again = {name.rpartition(" ")[2] for name in names if " " in name} | set(re.findall(r"\bthe ([a-z]+)", words))
    again -= rules.words("en/reconcile", "incident", "general")
    things = frozenset(f"the {word}" for word in again).union(*map(target_words, (*beside, mention)))
    return things, frozenset(names)


def _two_named(one: list[Claim], other: list[Claim], evidence: Evidence) -> bool:
    """Whether every pair of the claims has two sources, both named."""
    return all(_of_two_sources(a, b, evidence) for a in one[:MOST] for b in other[:MOST])


def _exclude(a: Value, b: Value, open_apart: float = OPEN_APART) -> bool:
    """Whether two values cannot both hold: intervals apart, or the same number of differently named people.

    Counts of different orders of size are not of one attack. Of differently named people fewer may be among more; only
    more of the narrower group exclude fewer of the wider.
    """
    if min(a.high, b.high) * TOO_FAR < max(a.low, b.low):
        return False
    alike = _are_alike(a.group, b.group)
    if a.high == b.high == float("inf") and (alike or None in (a.group, b.group)):
        return max(a.low, b.low) >= open_apart * min(a.low, b.low)
    if _outgrown(a, b) or _outgrown(b, a):
        return alike or None in (a.group, b.group)
    if alike and a[:2] != b[:2]:
        return a.high < b.low or b.high < a.low
    if a[:2] == b[:2]:
        named = rules.words("en/reconcile", "counts", "of_any").isdisjoint([a.group or "", b.group or ""])
        return a.low == a.high and named and not alike and None not in (a.group, b.group)
    narrow, wide = (a, b) if _within(a.group, b.group) else (b, a)
    return _within(narrow.group, wide.group) and narrow.low > wide.high


def _are_alike(a: str | None, b: str | None) -> bool:
    """Whether two groups have one noun: "border guards" and "Estmark guards"."""
    return a == b or (a is not None and b is not None and a.rpartition(" ")[2] == b.rpartition(" ")[2])


def _outgrown(a: Value, b: Value) -> bool:
    """Whether "more than" one number is far below another: no writer means the one by the other."""
    return a.high == float("inf") and b.high != float("inf") and b.low >= OPEN_APART * a.low


def _akin(value: Value, told: set[Value]) -> bool:
    """Whether the people counted may be among those of a disputed count, or these among them."""
    near = [t for t in told if min(t.high, value.high) * TOO_FAR >= max(t.low, value.low)]
    if value.group is not None and all(value.low > t.high for t in told):
        return False  # more than the whole are no part of it
    return any(_within(value.group, t.group) or _within(t.group, value.group) for t in near)


def _within(group: str | None, wide: str | None) -> bool:
    """Whether the people of one group are counted in the other; people of no named group are any."""
    return wide in (None, group) or group in rules.load("en/reconcile")["groups"].get(wide, ())


def _side(value: Value, claims: list[Claim], evidence: Evidence) -> Side:
    group = (value.group or "").replace("_", " ")
    is_open = all(claim.high is None for claim in claims)
    printed = value._replace(high=float("inf")) if is_open else value
    return Side(
        value=f"{_plain(printed)} {group}".strip(),
        value_text=claims[0].value or "",
        accounts=_accounts(claims, evidence),
    )


def _plain(value: Value) -> str:
    if value.low == value.high:
        return f"{value.low:g}"
    key = "at_least" if value.high == float("inf") else "between" if value.low else "up_to"
    template: str = rules.load("en/reconcile")["values"][key]
    return template.format(low=f"{value.low:g}", high=f"{value.high:g}")


def _accounts(claims: list[Claim], evidence: Evidence) -> tuple[Account, ...]:
    return evidence.accounts(_telling(claim, evidence) for claim in claims if claim.mentions[0] in evidence.mentions)


def _telling(claim: Claim, evidence: Evidence) -> Mention:
    return evidence.mentions[claim.mentions[0]]


def _status(claims: list[Claim], outcome: str, evidence: Evidence) -> tuple[Status, str]:
    """What kind of difference it is, and the key of the reason. How many are missing changes from day to day."""
    if outcome == MISSING and len({claim.as_of[:10] for claim in claims if claim.as_of}) > 1:
        return "update", "rises"
    sources = {_source(claim, evidence) for claim in claims}
    if sources == {""} and _rises(claims):
        return "update", "rises"
    if len(sources) == 1 and "" not in sources and len({claim.as_of for claim in claims}) > 1:
        return "update", "later_figure"
    if len(sources) > 1:
        return "different_attribution", "sources_differ"
    return "contradiction", "same_source_level"


def _rises(claims: list[Claim]) -> bool:
    """Whether no report of a later day gives a lower figure than one before it."""
    told = sorted((claim.as_of[:10], claim.low or 0) for claim in claims if claim.as_of)
    days = {day for day, _ in told}
    return len(told) == len(claims) and len(days) > 1 and all(a[1] <= b[1] for a, b in pairwise(told))


def _of_different_incidents(outcome: str, told: list[tuple[Incident, Counted]], evidence: Evidence) -> Disagreement:
    words = rules.load("en/reconcile")
    sides = []
    for incident, counted in told:
        value = min(counted, key=lambda v: (v.low, v.high, v.group or ""))
        side = _side(value, counted[value], evidence)
        sides.append(
            Side(value=call_attack(incident.mentions, evidence), value_text=side.value_text, accounts=side.accounts)
        )
    return Disagreement(
        id=row_id("d", *(incident.id for incident, _ in told), "incidents", outcome),
        between="reports",
        question=words["questions"]["incidents"].format(outcome=_called(outcome)),
        kind="count",
        status="different_scope",
        sides=tuple(sides),
        story=told[0][0].story,
        shown=False,
        why=(words["why"]["other_incidents"],),
    )


def _called(outcome: str) -> str:
    name: str = rules.load("en/reconcile")["values"].get(outcome, outcome)
    return name
