"""The sections below the first screen: quotations, events, names, shared text, stories, what was not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from crosswire.base import Anchor, Copy, Entity, Event, Mention, Quote, Record, SetAside, Story, Unread
from crosswire.render.dates import day, within
from crosswire.render.desk import Cite, Desk
from crosswire.render.first import ROWS
from crosswire.render.words import clipped, label, quoted, say, table

CITES, PAGES = 8, 24
"""Most links one row prints: to words, and to pages by number."""


class Said(NamedTuple):
    words: str
    act: str
    cite: Cite
    speaker: str


class Speaker(NamedTuple):
    name: str
    roles: str
    quotes: list[Said]


class Happening(NamedTuple):
    title: str
    type: str
    day: str
    sign: str
    sign_words: str
    roles: list[tuple[str, str]]
    counts: str
    words: list[tuple[str, Cite]]
    fate: str


class Name(NamedTuple):
    name: str
    also: str
    roles: list[tuple[str, Cite]]
    cites: list[Cite]


class Shared(NamedTuple):
    kind: str
    words: str
    a: Cite
    b: Cite
    taker: str


class Tale(NamedTuple):
    title: str
    days: str
    counts: str
    cites: list[Cite]


class LeftOut(NamedTuple):
    place: str
    reason: str
    cure: str


def speakers(record: Record, desk: Desk) -> list[Speaker]:
    """Quotations by speaker: those quoted most first, then the unnamed, then those whose speaker is not stated."""
    groups: dict[str, list[Quote]] = defaultdict(list)
    for quote in record.quotes[:ROWS]:
        groups[_speaker_key(quote, desk)].append(quote)
    named = sorted((key for key in groups if key), key=lambda key: (-len(groups[key]), desk.entity_names[key], key))
    entities = {entity.id: entity for entity in record.entities}
    found = [Speaker(desk.entity_names[key], _roles(entities[key]), _said(groups[key], desk)) for key in named]
    rest = groups.get("", [])
    for words, unnamed in ((say("quotes.unnamed"), True), (say("quotes.unstated"), False)):
        rows = [quote for quote in rest if quote.anonymous == unnamed]
        if rows:
            found.append(Speaker(words, "", _said(rows, desk)))
    return found


def _speaker_key(quote: Quote, desk: Desk) -> str:
    return quote.speaker if quote.speaker in desk.entity_names and not quote.anonymous else ""


def _roles(entity: Entity) -> str:
    return "; ".join(dict.fromkeys(role.text for role in entity.roles[:3]))


def _said(quotes: Iterable[Quote], desk: Desk) -> list[Said]:
    return [_one_said(quote, desk) for quote in quotes]


def _one_said(quote: Quote, desk: Desk) -> Said:
    gap = f" {say('words.words_left_out')} "
    words = gap.join(desk.words(quote.report, part.start, part.end).strip() for part in quote.parts)
    indirect = quote.kind == "indirect"
    act = ", ".join(filter(None, (say("quotes.indirect") if indirect else "", label("act", quote.act))))
    speaker = " ".join(desk.words(quote.report, part.start, part.end) for part in quote.speaker_spans[:1])
    start = min((part.start for part in quote.parts), default=None)
    end = max((part.end for part in quote.parts), default=None)
    printed = clipped(words, 600) if indirect else quoted(clipped(words, 600))
    return Said(printed, act, desk.cite(quote.report, start, end), clipped(speaker, 80))


def happenings(record: Record, desk: Desk) -> list[tuple[str, list[Happening]]]:
    """Events by story, in the record's order within each."""
    mentions = {mention.id: mention for mention in record.mentions}
    titles = {story.id: story.title for story in record.stories}
    groups: dict[str, list[Happening]] = {story.id: [] for story in record.stories}
    for event in sorted(record.events[:ROWS], key=lambda row: (row.when.from_ or "9") if row.when else "9"):
        groups.setdefault(event.story or "", []).append(_happening(event, mentions, desk))
    return [(titles.get(story, say("events.no_story")), rows) for story, rows in groups.items() if rows]


def _happening(event: Event, mentions: dict[str, Mention], desk: Desk) -> Happening:
    sign, words = table("signs")[table("actuality_sign").get(event.actuality, "said")]
    counts = [say("events.pages", n=len(event.reports))] if event.reports else []
    if len(event.origins) and len(event.reports) > 1:
        counts.append(say("events.origins", n=len(event.origins)))
    return Happening(
        title=event.title,
        type=label("types", event.type),
        day=within(event.when, weekday=True) or say("casualties.no_day"),
        sign=sign,
        sign_words=label("actuality", event.actuality) or words,
        roles=_filled_roles(event, desk),
        counts=", ".join(counts),
        words=[_told(mentions[name], desk) for name in event.mentions[:CITES] if name in mentions],
        fate=event.fate or "",
    )


def _filled_roles(event: Event, desk: Desk) -> list[tuple[str, str]]:
    """Each role with who fills it, every name once."""
    roles: dict[str, dict[str, None]] = defaultdict(dict)
    for participant in event.participants:
        name = desk.entity_names.get(participant.entity or "", participant.text)
        roles[label("roles", participant.role)][" ".join(name.split())] = None
    if event.where and event.where.entity in desk.entity_names:
        roles[say("events.place")][desk.entity_names[event.where.entity]] = None
    return [(role, ", ".join(names)) for role, names in roles.items()]


def _told(mention: Mention, desk: Desk) -> tuple[str, Cite]:
    words = desk.words(mention.report, mention.start, mention.end)
    return quoted(clipped(words)), desk.cite(mention.report, mention.start, mention.end)


def names(record: Record, desk: Desk) -> list[tuple[str, list[Name]]]:
    """People, organisations, places and groups, those mentioned most first."""
    found = []
    for kind in ("person", "organisation", "place", "group"):
        rows = [entity for entity in record.entities if entity.kind == kind and entity.mentions]
        rows.sort(key=lambda entity: (-len(entity.mentions), entity.name, entity.id))
        if rows:
            found.append((say(f"entities.{kind}"), [_name(entity, desk) for entity in rows[:ROWS]]))
    return found


def _name(entity: Entity, desk: Desk) -> Name:
    first: dict[str, Cite] = {}
    for mention in entity.mentions:
        if mention.report not in first:
            first[mention.report] = desk.cite(mention.report, mention.start, mention.end)
    roles = {role.text: role for role in reversed(entity.roles)}
    return Name(
        name=entity.name,
        also=", ".join(alias for alias in entity.aliases if alias != entity.name),
        roles=[(clipped(r.text, 80), desk.cite(r.report, r.start, r.end)) for r in reversed(roles.values())][:CITES],
        cites=sorted(first.values(), key=lambda cite: cite.number)[:PAGES],
    )


def shared(record: Record, desk: Desk) -> list[Shared]:
    """Passages that stand in two pages."""
    return [_shared(copy, desk) for copy in record.copies[:ROWS]]


def _shared(copy: Copy, desk: Desk) -> Shared:
    a, b = (_anchored(anchor, desk) for anchor in (copy.a, copy.b))
    taker = say("copies.taker", report=desk.name(copy.direction)) if copy.direction else ""
    words = quoted(clipped(desk.words(copy.a.report, copy.a.start, copy.a.end)))
    return Shared(label("copies", copy.kind), words, a, b, taker)


def _anchored(anchor: Anchor, desk: Desk) -> Cite:
    return desk.cite(anchor.report, anchor.start, anchor.end)


def tales(record: Record, desk: Desk) -> list[tuple[str, list[Tale]]]:
    """Stories under their storyline."""
    titles = {line.id: line.title for line in record.storylines}
    groups: dict[str, list[Tale]] = defaultdict(list)
    for story in record.stories[:ROWS]:
        groups[titles.get(story.storyline or "", "")].append(_tale(story, desk))
    return list(groups.items())


def _tale(story: Story, desk: Desk) -> Tale:
    counts = [say("stories.pages", n=len(story.reports)), say("stories.events", n=len(story.events))]
    days = ""
    if story.from_:
        days = day(story.from_[:10])
        if story.to and story.to[:10] != story.from_[:10]:
            days = say("dates.span", first=days, last=day(story.to[:10]))
    return Tale(story.title, days, ", ".join(counts), [desk.cite(report) for report in story.reports[:CITES]])


def left_out(record: Record) -> list[LeftOut]:
    """Inputs that were not read, with the reason and the cure."""
    rows: list[SetAside | Unread] = [*record.set_aside, *record.unread]
    return [_left_out(row) for row in rows[:ROWS]]


def _left_out(row: SetAside | Unread) -> LeftOut:
    place = row.path + (f", {say('left_out.line', n=row.line)}" if row.line else "")
    if isinstance(row, SetAside):
        return LeftOut(place, f"{row.error} ({row.code})", row.cure)
    return LeftOut(place, row.reason or (row.language or ""), "")
