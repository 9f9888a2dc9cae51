"""One row per source and proposition, from the event mentions of one report and the counts they carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from crosswire import rules
from crosswire.base import (
    ChainLink,
    Claim,
    Entity,
    Interval,
    Mention,
    Number,
    Quote,
    Report,
    Stance,
    row_id,
)

STANCES: tuple[Stance, ...] = ("assert", "deny", "accuse", "confirm", "acknowledge", "doubt")

Source = tuple[ChainLink, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim before equal ones are joined. `mentions` starts with the mention whose event it speaks of."""

    source: Source
    stance: Stance
    proposition: str
    number: Number | None
    mentions: tuple[Mention, ...]
    about: str | None = None

    @property
    def key(self) -> tuple[object, ...]:
        value = (self.number.outcome, self.number.group, self.number.low, self.number.high) if self.number else ()
        return tuple((link.start, link.end) for link in self.source), self.stance, self.proposition, value


def find(
    report: Report, mentions: Sequence[Mention], quotes: Sequence[Quote], entities: Sequence[Entity]
) -> tuple[Claim, ...]:
    """Who says what, in the order of the text.

    A mention with counts of people harmed gives a claim for each count; any other mention that is told as fact,
    alleged or denied gives one. A statement that denies, confirms, acknowledges or accuses gives a claim about the
    mention it speaks of, with `about` the id of that mention's own claim where there is one. `source` is empty for
    the outlet's own voice; `as_of` is the day the report was published.
    """
    names = {entity.id: entity.name for entity in entities}
    by_id = {mention.id: mention for mention in mentions}
    drafts = [draft for mention in mentions for draft in _own(mention, by_id, names)]
    first = {draft.mentions[0].id: _claim_id(report, draft) for draft in reversed(drafts)}
    drafts += [draft for mention in mentions for draft in _carried(mention, by_id, names, first)]
    joined: dict[tuple[object, ...], list[_Draft]] = {}
    for draft in sorted(drafts, key=lambda one: (one.mentions[0].start, one.mentions[0].end, one.mentions[0].id)):
        joined.setdefault(draft.key, []).append(draft)
    return tuple(_claim(report, same, quotes) for same in joined.values())


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = rules.load("en/claims")["stances"]
    return table


def _own(mention: Mention, by_id: Mapping[str, Mention], names: Mapping[str, str]) -> Iterator[_Draft]:
    """The claims a mention makes itself. Mere carriers make none: what they carry has their source already."""
    if mention.actuality not in _table()["told"] or _target(mention, by_id) is not None:
        return
    stance = _stance(mention)
    carries = mention.type in _table()["carriers"]
    source = (*mention.attribution, *_speaker(mention)) if carries else mention.attribution
    numbers = [number for number in mention.numbers if number.outcome is not None]
    for number in numbers:
        yield _Draft(source, stance, _proposition(mention, names, number), number, (mention,))
    if not numbers:
        yield _Draft(source, stance, _proposition(mention, names, None), None, (mention,))


def _carried(
    mention: Mention, by_id: Mapping[str, Mention], names: Mapping[str, str], first: Mapping[str, str]
) -> Iterator[_Draft]:
    """What a statement or accusation says of the mention inside it: "Varenne denied any role in the raid"."""
    target = _target(mention, by_id)
    stance = _of_subtype(mention)
    if target is None or stance is None or mention.actuality not in _table()["told"]:
        return
    source = (*mention.attribution, *_speaker(mention))
    proposition = _proposition(target, names, None)
    yield _Draft(source, stance, proposition, None, (target, mention), first.get(target.id))


def _target(mention: Mention, by_id: Mapping[str, Mention]) -> Mention | None:
    if mention.type not in _table()["carriers"]:
        return None
    return by_id.get(mention.nested or "") or by_id.get(mention.about or "")


def _stance(mention: Mention) -> Stance:
    """How the source stands to what the mention tells."""
    of_subtype = _of_subtype(mention)
    if of_subtype is not None:
        return of_subtype
    if (mention.cue or "").lower() in _table()["doubt"]:
        return "doubt"
    if mention.actuality == "denied":
        return "deny"
    blames = any(participant.role == "perpetrator" for participant in mention.participants)
    return "accuse" if mention.actuality == "alleged" and blames and mention.attribution else "assert"


def _of_subtype(mention: Mention) -> Stance | None:
    name = _table()["subtypes"].get(mention.subtype)
    return next((stance for stance in STANCES if stance == name), None)


def _speaker(mention: Mention) -> Source:
    """The speaker of a carrying statement as the last link of its chain, unless the chain ends with them already."""
    for participant in mention.participants:
        if participant.role in _table()["speakers"]:
            if any(link.start == participant.start for link in mention.attribution):
                return ()
            link = ChainLink(
                text=participant.text,
                report=mention.report,
                start=participant.start,
                end=participant.end,
                entity=participant.entity,
            )
            return (link,)
    return ()


def _proposition(mention: Mention, names: Mapping[str, str], number: Number | None) -> str:
    """A stable key of what is claimed: type, outcome or subtype, group, and who did it to whom.

    For instance "ATTK|killed|civilian|perpetrator=tamber front"; "not" leads where the source says it did not happen.
    """
    what = number.outcome if number is not None else (mention.subtype or "").rpartition(".")[2]
    group = number.group if number is not None else None
    roles = sorted(
        f"{p.role}={names.get(p.entity or '', p.text).lower()}"
        for p in mention.participants
        if p.role in _table()["key_roles"]
    )
    denied = ["not"] if mention.actuality == "did_not_happen" else []
    return "|".join([*denied, mention.type, what or "", group or "", *roles])


def _claim_id(report: Report, draft: _Draft) -> str:
    mention, number = draft.mentions[0], draft.number
    spot = (number.start, number.end) if number is not None else (mention.start, mention.end)
    return row_id("c", report.id, *spot, draft.key)


def _claim(report: Report, same: Sequence[_Draft], quotes: Sequence[Quote]) -> Claim:
    draft = same[0]
    mention, number = draft.mentions[0], draft.number
    return Claim(
        id=_claim_id(report, draft),
        report=report.id,
        source=draft.source,
        stance=draft.stance,
        about=draft.about,
        proposition=draft.proposition,
        value=number.text if number is not None else None,
        outcome=number.outcome if number is not None else None,
        group=number.group if number is not None else None,
        low=number.low if number is not None else None,
        high=number.high if number is not None else None,
        said=_said(mention, quotes),
        as_of=report.published.value[:10] if report.published else None,
        standing=report.standing(mention.start),
        mentions=tuple(dict.fromkeys(found.id for one in same for found in one.mentions)),
    )


def _said(mention: Mention, quotes: Sequence[Quote]) -> Interval | None:
    """When it was said, where the mention stands in a quotation whose time is known."""
    for quote in quotes:
        if quote.said is not None and any(part.start <= mention.trigger.start < part.end for part in quote.parts):
            return quote.said
    return None
