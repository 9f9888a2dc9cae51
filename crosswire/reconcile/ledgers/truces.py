"""Truces: every telling of a step, gathered so that one truce stays one and a new one after an end is another."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from crosswire.base import Entity, EntityMention, Mention
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import Days, alternatives, own_days
from crosswire.reconcile.ledgers.tellings import (
    Telling,
    Thread,
    in_lines,
    last_name,
    listed,
    mentions_with_events,
    party,
    state_of,
    strong_enough,
    table,
    tell,
    unique,
    whole_words,
)

NAMED = 3
"""Parties that a name of ours holds."""
FEW = 4
"""Days apart at which two declarations are two, though no report tells that the first was broken."""
MONTH = 31
"""Days before its report at which a time in the clause speaks of an older truce."""
WEEK = 7
"""Days within which a lone telling must place its step."""
BEFORE = 48
"""Characters before the word for a truce that are looked at."""


Mark = tuple[str, ...]
"""A step of a truce, its first and last day, and a party to it."""


def find_truces(evidence: Evidence) -> tuple[list[Thread], tuple[Mark, ...]]:
    """One thread for each truce of which some report tells that it was proposed, agreed, declared, kept or ended, and
    the marks of all tellings."""
    spots = _Spots(evidence)
    told = [
        tell(mention, event, state, evidence)
        for mention, event in mentions_with_events(evidence, ("TRUC", "AGRM"))
        if (state := _state(mention, evidence)) is not None
    ]
    runs: list[tuple[str | None, int, list[Telling]]] = []
    for tellings in in_lines(told, evidence).values():
        for scope, group in _by_scope(tellings, spots, evidence).items():
            runs += [(scope, n, run) for n, run in enumerate(_runs(group, evidence))]

    told_of = [_thread(run, scope, n, evidence) for scope, n, run in _united(runs, evidence) if _is_told(run, evidence)]
    return told_of, tuple(sorted({mark for _, _, run in runs for mark in _marks(run, evidence)}))


def _marks(run: Sequence[Telling], evidence: Evidence) -> Iterator[Mark]:
    for one in run:
        if one.days and one.state in listed("truce_order", "once"):
            first, last = (day.isoformat() for day in one.days)
            yield from ((one.state, first, last, party(evidence.entities[name])) for name in _parties([one], evidence))


def _united(
    runs: Sequence[tuple[str | None, int, list[Telling]]], evidence: Evidence
) -> list[tuple[str | None, int, list[Telling]]]:
    """Truces of several storylines as one where a party is told to have agreed, declared or ended one at one time."""
    first: dict[Mark, int] = {}
    kept: dict[int, tuple[str | None, int, list[Telling]]] = {}
    for number, (scope, n, run) in enumerate(runs):
        marks = list(_marks(run, evidence))
        home = next((first[mark] for mark in marks if mark in first), number)
        first.update({mark: home for mark in marks if mark not in first})
        known = kept.get(home)
        kept[home] = (known[0] or scope, known[1], known[2] + run) if known else (scope, n, run)
    return list(kept.values())


def _is_told(run: Sequence[Telling], evidence: Evidence) -> bool:
    """Whether more than one step or report tells of it, or one tells a step that makes a truce, and its day."""
    if not strong_enough(run, listed("truce_order", "strong"), evidence):
        return False
    several = len({one.mention.report for one in run}) > 1 or len({one.state for one in run}) > 1
    return several or any(one.days and (one.days[1] - one.days[0]).days <= WEEK for one in run)


def _phrase(mention: Mention, evidence: Evidence) -> tuple[str, int] | None:
    """The text that names the truce and where its word stands in it: the clause, or who fills the truce's role."""
    clause = evidence.clause(mention)
    itself = listed("truce", "itself")
    filled = [p.text for p in mention.participants if p.role in itself]
    for text in (*filled, clause):
        found = whole_words("truce", "words").search(text)
        if found:
            return text, found.start()
    return None


def _state(mention: Mention, evidence: Evidence) -> str | None:
    """Our word for the step, or null where the clause tells none of a single truce."""
    state = state_of(mention, table()["truce_states"])
    phrase = _phrase(mention, evidence)
    if state is None or phrase is None or whole_words("truce", "several").search(phrase[0]):
        return None
    clause = evidence.clause(mention)
    back = state == "holding" and whole_words("truce", "back").search(clause)
    if whole_words("truce", "habit").search(clause) or back or _is_awaited(mention, clause):
        return None
    before = _before(*phrase)
    if before & (listed("truce", "thought") | listed("truce", "earlier")) and state not in ("called for", "not agreed"):
        return None
    if (
        _is_of_older(mention, evidence)
        or _is_plain(mention)
        or (mention.type == "AGRM" and not _is_instrument(mention))
    ):
        return None
    if mention.trigger.text.lower() in listed("truce_triggers", "negotiated"):
        return str(table()["truce_triggers"]["state"]) if state == "agreed" else None
    if not mention.attribution:
        return None if state == "violation alleged" else state
    return str(table()["truce_order"]["by_word"].get(state, state))


def _is_awaited(mention: Mention, clause: str) -> bool:
    """Whether the clause tells what is yet to come, or may: "before a truce begins", "the truce will not last"."""
    if mention.actuality == "planned":
        return False
    opens = clause.partition(" ")[0].lower() in listed("truce", "awaited")
    return mention.tense == "future" or (opens and mention.tense != "past")


def _is_plain(mention: Mention) -> bool:
    """Whether only the noun stands there ("the truce"), or a verb without tense: nobody says that it was so."""
    if mention.actuality in ("called_for", "alleged", "denied"):
        return False
    trigger = mention.trigger.text
    noun = whole_words("truce", "words").fullmatch(trigger) or trigger.lower() in listed("truce", "nouns")
    return bool(noun) or (mention.tense is None and mention.actuality != "did_not_happen")


def _is_of_older(mention: Mention, evidence: Evidence) -> bool:
    """Whether a step without a day of its own is one of a truce that the clause places weeks back."""
    published = evidence.reports[mention.report].published
    if own_days(mention, evidence) or published is None:
        return False
    limit = datetime.date.fromisoformat(published.value[:10]) - datetime.timedelta(days=MONTH)
    times = evidence.timed.get(mention.report, ())
    return any(mention.start <= t.start < mention.end and (t.to or "9999") < limit.isoformat() for t in times)


def _is_instrument(mention: Mention) -> bool:
    """Whether an agreement is itself of a truce rather than told beside one."""
    return any(
        p.role == "instrument" and whole_words("truce", "words").search(p.text) is not None
        for p in mention.participants
    )


def _before(text: str, at: int) -> set[str]:
    """The words just before the word for a truce."""
    return set(re.findall(r"[\w'’-]+", text[max(0, at - BEFORE) : at].lower())[-4:])


class _Spots:
    """Places by where reports name them, to read "the Hask truce" and "a truce in Hask"."""

    def __init__(self, evidence: Evidence) -> None:
        self.places: dict[str, list[tuple[EntityMention, Entity]]] = defaultdict(list)
        for entity in evidence.grouping.entities:
            if entity.kind == "place":
                for one in entity.mentions:
                    self.places[one.report].append((one, entity))

    def scope(self, mention: Mention, evidence: Evidence) -> str | None:
        """The place a clause gives the truce: right before its word, or right after with a small word between."""
        text = evidence.reports[mention.report].text
        for one, entity in self.places[mention.report]:
            if mention.start <= one.start and one.end <= mention.end:
                before, after = text[mention.start : one.start], text[one.end : mention.end]
                if _leads().match(after) or _follows().search(before):
                    return entity.id
        return None


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"[’']?s?\s+(?:{alternatives(listed('truce', 'words'))})\b", re.IGNORECASE)


@cache
def _follows() -> re.Pattern[str]:
    words, small = alternatives(listed("truce", "words")), alternatives(listed("truce", "place"))
    return re.compile(rf"\b(?:{words})\s+(?:{small})\s+(?:the\s+)?(?:[\w-]+\s+){{0,2}}$", re.IGNORECASE)


def _by_scope(tellings: Sequence[Telling], spots: _Spots, evidence: Evidence) -> dict[str | None, list[Telling]]:
    """Tellings by the place of their truce. Without a place of its own one goes with the last its report named, or
    with the place told most."""
    own = {one.mention.id: spots.scope(one.mention, evidence) for one in tellings}
    wide = {name for name in own.values() if name is not None and _is_wide(name, evidence)}
    of_event = {one.event.id: own[one.mention.id] for one in tellings if own[one.mention.id]}
    told = Counter(name for name in own.values() if name is not None and name not in wide)
    most = max(told, key=lambda name: told[name], default=None) if told else min(wide, default=None)
    groups: dict[str | None, list[Telling]] = defaultdict(list)
    last: dict[str, str] = {}
    for one in tellings:
        scope = own[one.mention.id] or of_event.get(one.event.id)
        if scope and scope not in wide:
            last[one.mention.report] = scope
        else:
            scope = last.get(one.mention.report, most)
        groups[scope].append(one)
    return groups


def _is_wide(name: str, evidence: Evidence) -> bool:
    """Whether the place is a whole country, which tells no truce from another."""
    entity = evidence.entities[name]
    return entity.parent is None and entity.country is not None and (entity.precision or 6) >= 6


def _runs(tellings: Sequence[Telling], evidence: Evidence) -> list[list[Telling]]:
    """The tellings of one truce after another. Calls for a truce lead up to the next one within days, or to none."""
    order = table()["truce_order"]
    runs: list[list[Telling]] = []
    calls: list[Telling] = []
    home: dict[str, list[Telling]] = {}
    for one in sorted(tellings, key=lambda t: (_when(t), evidence.place(t.mention), t.state)):
        if one.state in order["calls"]:
            calls.append(one)
            continue
        opened = len(runs)
        beside = f"{one.mention.report} {evidence.sentence_number(one.mention.report, one.mention.trigger.start)}"
        same = home.get(one.event.id) or (None if one.state in order["opening"] else home.get(beside))
        _put(one, runs, same, evidence)
        home.setdefault(one.event.id, same or runs[-1])
        if one.state in order["opening"] and one.days:
            home.setdefault(beside, home[one.event.id])
        if len(runs) > opened:
            runs[-1][:0] = [call for call in calls if _within(call.day, one.day, order["later"])]
            calls = []
    return runs


def _when(one: Telling) -> str:
    """The day by which a telling finds its run: an end "in September" comes after what has a day in September."""
    if one.days and one.state in listed("truce_order", "ending"):
        return (one.days[1] - datetime.timedelta(days=1)).isoformat()
    return one.day


def _put(one: Telling, runs: list[list[Telling]], same: list[Telling] | None, evidence: Evidence) -> None:
    """Into the run that tells the same happening, the last one, or a new one."""
    if same is not None:
        same.append(one)
    elif not runs or (one.state in table()["truce_order"]["opening"] and _is_new(one, runs[-1], evidence)):
        runs.append([one])
    else:
        runs[-1].append(one)


def _within(earlier: str, later: str, days: int) -> bool:
    if not earlier or not later:
        return False
    return (datetime.date.fromisoformat(later) - datetime.date.fromisoformat(earlier)).days <= days


def _is_new(one: Telling, run: Sequence[Telling], evidence: Evidence) -> bool:
    """Whether a telling opens another truce: its words say so, or the one before had ended, or was declared another
    day and broken."""
    order = table()["truce_order"]
    if any(_says_new(mention, evidence) for mention in evidence.mentions_of(one.event)):
        return not any(t.state in order["opening"] and t.day == one.day for t in run)
    retold = one.state in order["retold"]
    if retold and one.days is None:
        told = max(t.day for t in run)
        return _is_indefinite(one.mention, evidence) and not _within(told, one.day, order["later"])
    if any(t.state in order["ending"] and _when(t) <= one.day for t in run):
        return True
    opened = [t.days for t in run if t.days and t.state == one.state]
    broken = any(t.state in order["broken"] for t in run)
    apart = 1 if broken else FEW
    return retold and bool(opened) and all(_gap(days, one.days) >= apart for days in opened)


def _gap(a: Days, b: Days | None) -> int:
    """Days between two stated times; 0 where they touch or meet."""
    return 0 if b is None else max((b[0] - a[1]).days + 1, (a[0] - b[1]).days + 1, 0)


def _is_indefinite(mention: Mention, evidence: Evidence) -> bool:
    phrase = _phrase(mention, evidence)
    return phrase is not None and bool(_before(*phrase) & listed("truce", "indefinite"))


def _says_new(mention: Mention, evidence: Evidence) -> bool:
    phrase = _phrase(mention, evidence)
    return phrase is not None and bool(_before(*phrase) & listed("truce", "new"))


def _thread(run: list[Telling], scope: str | None, number: int, evidence: Evidence) -> Thread:
    order, names, why = (table()[key] for key in ("truce_order", "names", "why"))
    parties = unique(_parties(run, evidence))
    place = evidence.entities[scope].name if scope else None
    shown = names["between"].join(unique(last_name(name, evidence) for name in parties[:NAMED]))
    if place:
        name = names["truce_in"].format(place=place)
    else:
        name = names["truce_of"].format(names=shown) if len(parties) > 1 else names["truce"]
    return Thread(
        kind="truce",
        tellings=run,
        name=name,
        why=why["truce_new" if number else "truce"],
        parties=parties,
        terms=unique(_terms(run, evidence)),
        scope=place,
        once=order["once"],
        dated=order["dated"],
        order=order["order"],
    )


def _parties(run: Sequence[Telling], evidence: Evidence) -> Iterator[str]:
    """Who agreed, declared, kept or ended it, as entities; places are none."""
    roles = listed("truce", "parties")
    for one in run:
        if one.state in table()["truce_order"]["of_parties"]:
            for participant in one.mention.participants:
                entity = evidence.entities.get(participant.entity or "")
                if participant.role in roles and entity is not None and entity.kind != "place":
                    yield entity.id


def _terms(run: Sequence[Telling], evidence: Evidence) -> Iterator[str]:
    """ "a seven-day ceasefire": the words with which a truce is described, as they stand."""
    for one in run:
        for match in _described().finditer(" ".join(evidence.clause(one.mention).split())):
            yield match[0]


@cache
def _described() -> re.Pattern[str]:
    words = alternatives(listed("truce", "words"))
    terms, units = alternatives(listed("truce", "terms")), alternatives(listed("truce", "units"))
    long = rf"[\w.]+[- ](?:{units})s?(?:[- ]long)?"
    return re.compile(rf"(?<![\w-])(?:{long}|{terms})\s+(?:[\w-]+\s+)?(?:{words})\b", re.IGNORECASE)
