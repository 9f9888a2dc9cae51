"""Positions: who wants, offers, refuses, accepts, blames or denies what, each in the reports' own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, cast

import msgspec

from crosswire.base import Account, First, Interval, Mention, Participant, Position, row_id
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import own_days
from crosswire.reconcile.ledgers.issues import Span, issue_after, issue_of
from crosswire.reconcile.ledgers.tellings import by_line, listed, table
from crosswire.reconcile.ledgers.texts import is_voting
from crosswire.reconcile.phrases import one_line

Stance = Literal["wants", "offers", "refuses", "accepts", "blames", "denies"]

COMPARED = 16
"""Positions of one actor and stance that a telling is compared with, the latest first: linear cost."""
ALIKE = 0.6
"""Share of the shorter issue's words that two tellings of one position have in common."""
NEAR = 40
"""Characters between one who is blamed and the verb that follows."""
LONG = 28
"""Words of an issue that runs from before its verb."""
NOUN = 6
"""Words of an actor that is no entity."""


@dataclass(frozen=True)
class _Held:
    """One telling of a position. `actor` is an entity's id or words, `at` where it is named; `words` are the content
    words of the issue."""

    mention: Mention
    actor: str
    at: int
    stance: Stance
    issue: Span
    words: frozenset[str]
    event: str | None


@dataclass
class _Row:
    held: list[_Held] = field(default_factory=list)


def find_positions(evidence: Evidence) -> tuple[tuple[Position, ...], dict[str, First]]:
    """The positions in the order of their first telling, and where that is; several tellings of one are one row."""
    lines = by_line(evidence)
    story_of = {report: story.id for story in evidence.grouping.stories for report in story.reports}
    told = [held for rows in evidence.told.values() for mention in rows for held in _held(mention, evidence)]
    told.sort(key=lambda held: (evidence.place(held.mention), held.mention.id, held.at))
    rows: dict[tuple[str, str, str], list[_Row]] = defaultdict(list)
    ordered: list[_Row] = []
    for held in told:
        story = story_of.get(held.mention.report, "")
        known = rows[held.actor, held.stance, lines.get(story, story)]
        row = next((row for row in reversed(known[-COMPARED:]) if _is_one(row, held, evidence)), None)
        if row is None:
            row = _Row()
            known.append(row)
            ordered.append(row)
        row.held.append(held)
    return tuple(_position(row, evidence) for row in ordered), {
        _id(row.held[0]): _first(row.held[0]) for row in ordered
    }


def _id(held: _Held) -> str:
    return row_id("po", held.mention.id, held.at, held.stance)


def _first(held: _Held) -> First:
    mention = held.mention
    return First(report=mention.report, start=mention.start, end=mention.end, tie=f"{mention.id} {held.at:09}")


def _is_one(row: _Row, held: _Held, evidence: Evidence) -> bool:
    """Whether the telling is of this position: of one event, about one event, or in the same words."""
    for known in row.held:
        mine, others = (evidence.event_of.get(h.mention.id) for h in (held, known))
        if mine is not None and mine == others and held.mention.report != known.mention.report:
            return True
        shared, shorter = len(held.words & known.words), min(len(held.words), len(known.words))
        if shorter and shared >= ALIKE * shorter and (shared > 1 or held.words == known.words):
            return True
    return False


def _position(row: _Row, evidence: Evidence) -> Position:
    """The row, its issue in the words of the strongest telling; one account for each report and source."""
    ordered = sorted(row.held, key=lambda h: (evidence.is_weak(h.mention), *evidence.place(h.mention)))
    best = ordered[0]
    accounts: dict[tuple[str, str | None], Account] = {}
    for held in ordered:
        source = None if _is_aside(held.mention, evidence) else evidence.source(held.mention)
        account = msgspec.structs.replace(evidence.account(held.mention), source=source)
        accounts.setdefault((held.mention.report, source), account)
    said = next((days for held in ordered if (days := own_days(held.mention, evidence))), None)
    return Position(
        id=_id(row.held[0]),
        actor=best.actor,
        issue=one_line(evidence.words(best.mention.report, *best.issue)),
        stance=best.stance,
        event=next((held.event for held in ordered if held.event), None),
        said=Interval(from_=said[0].isoformat(), to=said[1].isoformat()) if said else None,
        accounts=tuple(accounts.values()),
    )


def _held(mention: Mention, evidence: Evidence) -> Iterator[_Held]:
    """The positions a mention tells, one for each actor that is somebody in particular."""
    positions = table()["positions"]
    stance = _stance(mention, evidence)
    opens = evidence.clause(mention).partition(" ")[0].lower()
    if stance is None or mention.actuality not in positions["words"]["held"] or opens in positions["words"]["if"]:
        return
    issue = _issue(mention, stance, evidence)
    if issue is None:
        return
    roles = positions["holders"].get(mention.type, ())
    words = _content(evidence.words(mention.report, *issue))
    inner = evidence.event_of.get(mention.nested or "")
    for holder in mention.participants:
        actor = _actor(holder, mention, evidence) if holder.role in roles else None
        inside = stance != "blames" and issue[0] <= holder.start < issue[1]
        if actor is not None and words and not inside:
            yield _Held(mention, actor, holder.start, stance, issue, words, inner)


def _stance(mention: Mention, evidence: Evidence) -> Stance | None:
    """What the mention makes of its actor; null where it is no position."""
    positions = table()["positions"]
    word = mention.trigger.text.lower().split()[0] if mention.trigger.text else ""
    if mention.type in ("OFFR", "AGRM"):
        if word in positions["words"]["be"]:
            after = re.findall(r"\w+", evidence.words(mention.report, mention.trigger.end, mention.end).lower())
            word = next((w for w in after[:2] if w in ("ready", "willing", "prepared")), "")
        if mention.type == "AGRM" and mention.subtype != "agrm.support":
            return None
        return cast("Stance | None", positions["by_word"].get(word))
    if mention.type == "DEMD":
        after = re.findall(r"\w+", evidence.words(mention.report, mention.trigger.end, mention.end).lower())
        if word in positions["words"]["not_wants"] or (after and after[0] in positions["words"]["asks"]):
            return None
    if mention.type in ("DEMD", "OFFR") and _is_of_noun(mention, evidence):
        return None
    if mention.type == "VOTE" and is_voting(mention):
        return None
    if mention.type == "REJC" and any(_is_claim(p.text) for p in mention.participants if p.role == "rejected"):
        return "denies"
    if mention.type == "ACCU" and not any(p.role == "accused" for p in mention.participants):
        return None
    return cast("Stance | None", positions["by_subtype"].get(mention.subtype or ""))


def _is_of_noun(mention: Mention, evidence: Evidence) -> bool:
    """Whether a participle hangs on the noun before it: in "a resolution calling for talks" nobody calls."""
    if mention.tense is not None or not mention.trigger.text.lower().endswith("ing"):
        return False
    before = evidence.words(mention.report, max(0, mention.trigger.start - 40), mention.trigger.start).rstrip()
    joined = before.endswith(",") or before.rpartition(" ")[2].lower() in table()["positions"]["words"]["joins"]
    return not joined and not any(0 <= mention.trigger.start - p.end <= 1 for p in mention.participants)


def _is_claim(words: str) -> bool:
    """Whether what is rejected is something said: claims are denied, plans refused."""
    return bool(set(re.findall(r"\w+", words.lower())) & listed("positions", "words", "claims"))


@cache
def _ready() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:\w+\s+)?(?:{'|'.join(sorted(listed('positions', 'words', 'ready')))})\b")


def _issue(mention: Mention, stance: Stance, evidence: Evidence) -> Span | None:
    """What it is about: for blame from the accused on, else what follows the verb, else the object before it."""
    if stance == "blames":
        return _blamed(mention, evidence)
    start = mention.trigger.end
    word = evidence.words(mention.report, start, mention.end)
    ready = _ready().match(word)
    found = issue_after(mention, start + (ready.end() if ready else 0), evidence)
    if found is not None:
        return found
    inner = evidence.mentions.get(mention.nested or "")
    if inner is not None and inner.start >= mention.trigger.end:
        return issue_of(inner.start, inner.end, mention, evidence)
    roles = ("requested", "rejected", "promised", "supported", "text")
    objects = [p for p in mention.participants if p.role in roles and p.end <= mention.trigger.start]
    return issue_of(objects[0].start, objects[0].end, mention, evidence) if objects else None


def _blamed(mention: Mention, evidence: Evidence) -> Span | None:
    """From the accused on; "its air force, which the minister blames for the attack" from before the verb."""
    accused = [p for p in mention.participants if p.role == "accused"]
    after = [p.start for p in accused if p.start >= mention.trigger.end]
    if after:
        return issue_of(min(after), max(mention.end, min(after)), mention, evidence)
    before = [p.start for p in accused if mention.trigger.start - p.end <= NEAR]
    return None if not before else _short(mention, max(before), evidence)


def _short(mention: Mention, start: int, evidence: Evidence) -> Span | None:
    words = evidence.words(mention.report, start, mention.end).split()
    return (start, mention.end) if len(words) <= LONG else None


def _actor(holder: Participant, mention: Mention, evidence: Evidence) -> str | None:
    """An entity's id, or the words of a plain noun; null for a pronoun without antecedent and for nobody special."""
    low = holder.text.lower().strip()
    words = table()["positions"]["words"]
    stitched = evidence.reports[mention.report].completeness.value == "stitched"
    if low in words["pronouns"]:
        if stitched:
            return None
        if holder.entity is None and low in words["first_person"] and mention.attribution:
            return _known(mention.attribution[-1].entity, evidence)
        return _known(holder.entity, evidence)
    if holder.entity in evidence.entities:
        return _known(holder.entity, evidence)
    return _plain(holder)


def _plain(holder: Participant) -> str | None:
    """The words of an actor that is no entity: a name, or a noun for an office or body with its article."""
    words = table()["positions"]["words"]
    parts = one_line(holder.text).split()
    bare = [part for part in parts if part.lower() not in words["determiners"]]
    if not bare or len(bare) > NOUN or parts[0].lower() in words["loose"] or not bare[-1].isalpha():
        return None
    named = all(part[:1].isupper() for part in bare)
    return " ".join(parts) if named or bare[-1].lower() in listed("positions", "words", "heads") else None


def _known(name: str | None, evidence: Evidence) -> str | None:
    """The entity where it is somebody and no plain noun for nobody; a land stands for those who lead it."""
    entity = evidence.entities.get(name or "")
    if entity is None or (not entity.name[:1].isupper() and entity.kind == "place"):
        return None
    return None if entity.name.lower().split()[-1] in listed("positions", "words", "nobody") else entity.id


def _is_aside(mention: Mention, evidence: Evidence) -> bool:
    """Whether a relative clause after a comma tells it, which is the page's own voice even inside what one says."""
    first = evidence.clause(mention).partition(" ")[0].lower()
    before = evidence.words(mention.report, max(0, mention.start - 2), mention.start).strip()
    return first in table()["positions"]["words"]["relative"] and before == ","


def _content(words: str) -> frozenset[str]:
    """The words of an issue that say something, roughly stemmed."""
    found = re.findall(r"[\w’'-]{4,}", words.lower())
    return frozenset(re.sub(r"(?:ing|ed|es|s|’s|'s)$", "", word) for word in found)
