"""The sections below the first screen: quotations, events, names, shared text, stories, what was not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from heapq import nsmallest
from typing import NamedTuple

from markupsafe import Markup, escape

from crosswire.base import WITHHELD, Anchor, Copy, Entity, Event, Mention, Quote, Record, SetAside, Story, Unread
from crosswire.render.dates import day, issued, within
from crosswire.render.desk import ROWS, Cite, Desk
from crosswire.render.picking import picked
from crosswire.render.reading import WEB
from crosswire.render.words import clipped, label, quoted, say, table

CITES, PAGES = 8, 24
"""Most links one row prints: to words, and to pages by number."""


class Said(NamedTuple):
    """Words, who is printed as saying them where no name stands above, and every page that prints them."""

    words: str
    by: str
    act: str
    through: str
    cites: list[Cite]
    decided: tuple[str, ...] = ()
    id: str = ""


class Speaker(NamedTuple):
    name: str
    roles: str
    quotes: list[Said]
    indirect: list[Said]


class Happening(NamedTuple):
    title: str
    type: str
    day: str
    sign: str
    sign_words: str
    plain: bool
    roles: list[tuple[str, str]]
    counts: str
    words: list[tuple[str, Cite]]
    fate: str
    why: tuple[str, ...]
    why_apart: tuple[str, ...]
    decided: tuple[str, ...] = ()
    id: str = ""


class Chapter(NamedTuple):
    """The events of one story: what has a day, then statements and what has none."""

    title: str
    dated: list[Happening]
    rest: list[Happening]


class Name(NamedTuple):
    name: str
    also: str
    roles: list[tuple[str, Cite]]
    cites: list[Cite]
    decided: tuple[str, ...] = ()
    id: str = ""


class Shared(NamedTuple):
    """One passage two pages share; where they word it differently, as each does with what differs marked."""

    kind: str
    a: Cite
    b: Cite
    words: tuple[Markup, ...]
    taker: str
    why: str
    id: str = ""


class Pages(NamedTuple):
    """Two pages and what they share."""

    a: Cite
    b: Cite
    rows: list[Shared]


class Tale(NamedTuple):
    title: str
    days: str
    counts: str
    cites: list[Cite]
    decided: tuple[str, ...] = ()
    id: str = ""


class LeftOut(NamedTuple):
    """An input not read; of a report whose language is not read also its title, what else is known, and its address."""

    place: str
    title: str
    facts: str
    href: str
    reason: str
    cure: str


def speakers(record: Record, desk: Desk) -> list[Speaker]:
    """Quotations by speaker: those quoted most first, then the unnamed, others as printed, and those not stated."""
    groups: dict[str, list[Quote]] = defaultdict(list)
    for quote in record.quotes[:ROWS]:
        groups[_speaker(quote, desk)].append(quote)
    named = sorted((key for key in groups if key in desk.entity_names), key=lambda key: (*_weight(groups[key]), key))
    roles = {
        entity.id: "; ".join(dict.fromkeys(role.text for role in entity.roles[:3] if WITHHELD not in role.text))
        for entity in record.entities
    }
    found = [_speech(desk.entity_names[key], roles[key], groups[key], desk, False) for key in named]
    for key in NAMELESS:
        if groups[key]:
            found.append(_speech(say(key), "", groups[key], desk, True))
    return found


NAMELESS = ("quotes.unnamed", "quotes.others", "quotes.unstated")
"""Headings for who is not an entity of the record."""


def _speaker(quote: Quote, desk: Desk) -> str:
    """An entity, or one of `NAMELESS`."""
    if quote.anonymous:
        return "quotes.unnamed"
    if quote.speaker in desk.entity_names:
        return quote.speaker or ""
    return "quotes.others" if quote.speaker_spans else "quotes.unstated"


def _weight(quotes: list[Quote]) -> tuple[int, int]:
    """Most quoted word for word first, then most reported."""
    return -sum(quote.kind != "indirect" for quote in quotes), -len(quotes)


def _speech(name: str, roles: str, quotes: list[Quote], desk: Desk, shows_speaker: bool) -> Speaker:
    """What one speaker is quoted with; the same words on several pages are one line."""
    direct: dict[tuple[str, str, tuple[str, ...]], Said] = {}
    indirect: dict[tuple[str, str, tuple[str, ...]], Said] = {}
    for quote in quotes:
        words = clipped(_words(quote, desk), 600)
        by = " ".join(desk.words(quote.report, part.start, part.end) for part in quote.speaker_spans[:1])
        row = Said(
            words,
            clipped(by, 100) if shows_speaker else "",
            label("act", quote.act),
            _through(quote, desk),
            [],
            desk.decided.get(quote.id, ()),
            quote.id,
        )
        lines = indirect if quote.kind == "indirect" else direct
        start = min((part.start for part in quote.parts), default=None)
        end = max((part.end for part in quote.parts), default=None)
        lines.setdefault((words.lower(), row.by.lower(), row.decided), row).cites.append(
            desk.cite(quote.report, start, end)
        )
    return Speaker(name, roles, list(direct.values()), list(indirect.values()))


def _through(quote: Quote, desk: Desk) -> str:
    """Who passed the words on, outermost first, where more than one did; who says them stands above."""
    links = [desk.source(link) for link in quote.chain if WITHHELD not in link.text]
    return " → ".join(links) if len(links) > 1 else ""


def _words(quote: Quote, desk: Desk) -> str:
    """The parts in order. What the page prints in quotation marks keeps them, inside ours unless all of it is."""
    joined, before = "", None
    for part in quote.parts:
        words = " ".join(desk.words(quote.report, part.start, part.end).split())
        if before is not None:
            left_out = any(map(str.isalnum, desk.words(quote.report, before, part.start)))
            joined += f" {say('words.words_left_out')} " if left_out else " "
        joined += quoted(words) if quote.kind == "direct" or desk.in_marks(quote.report, part) else words
        before = part.end
    return joined if quote.kind == "direct" else quoted(joined)


def happenings(record: Record, desk: Desk) -> list[Chapter]:
    """Events by story; those with a day in order of time."""
    events = nsmallest(ROWS, record.events, key=lambda row: (row.when.from_ or "9") if row.when else "9")
    mentions = picked(record.mentions, {name for event in events for name in event.mentions})
    titles = {story.id: story.title for story in record.stories}
    chapters = {story.id: Chapter(story.title, [], []) for story in record.stories}
    for event in events:
        story = event.story if event.story in titles else ""
        chapter = chapters.setdefault(story, Chapter(say("events.no_story"), [], []))
        has_day = event.when is not None and event.when.from_ is not None
        part = chapter.dated if has_day and event.type not in SAYINGS else chapter.rest
        part.append(_happening(event, mentions, desk))
    return [chapter for chapter in chapters.values() if chapter.dated or chapter.rest]


SAYINGS = frozenset({"STMT", "ACCU", "COND"})
"""Event types that are only somebody speaking."""


PLAIN = frozenset({"happened", "ongoing"})
"""What an event's sign says well enough."""


def _happening(event: Event, mentions: dict[str, Mention], desk: Desk) -> Happening:
    sign, words = table("signs")[table("actuality_sign").get(event.actuality, "said")]
    counts = [say("events.pages", n=len(event.reports))] if event.reports else []
    if event.origins and len(event.reports) > 1:
        counts.append(say("events.origins", n=len(event.origins)))
    return Happening(
        title=event.title,
        type=label("types", event.type),
        day=within(event.when, weekday=True) or say("timeline.undated"),
        sign=sign,
        sign_words=label("actuality", event.actuality) or words,
        plain=event.actuality in PLAIN,
        roles=_filled_roles(event, desk),
        counts=", ".join(counts),
        words=[_told(mentions[name], desk) for name in event.mentions[:CITES] if name in mentions],
        fate=event.fate or "",
        why=event.why[:CITES],
        why_apart=event.why_apart[:CITES],
        decided=_decided([event.id, *_rows_of(event, mentions)], desk),
        id=event.id,
    )


def _rows_of(event: Event, mentions: dict[str, Mention]) -> Iterator[str]:
    """The rows an event is made of: mentions and their numbers."""
    for mention in (mentions[name] for name in event.mentions if name in mentions):
        yield mention.id
        yield from (number.id for number in mention.numbers)


def _decided(rows: Iterable[str], desk: Desk) -> tuple[str, ...]:
    """What people decided about any of these rows, each line once."""
    return tuple(dict.fromkeys(line for row in rows for line in desk.decided.get(row, ())))


def _filled_roles(event: Event, desk: Desk) -> list[tuple[str, str]]:
    """Each role with who fills it, every name once."""
    roles: dict[str, dict[str, None]] = defaultdict(dict)
    for participant in event.participants:
        if WITHHELD in participant.text and participant.entity not in desk.entity_names:
            continue
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
    roles = {role.text: role for role in reversed(entity.roles) if WITHHELD not in role.text}
    return Name(
        name=quoted(entity.name) if entity.kind == "group" else entity.name,
        also=", ".join(alias for alias in entity.aliases if alias != entity.name),
        roles=[(clipped(r.text, 80), desk.cite(r.report, r.start, r.end)) for r in reversed(roles.values())][:CITES],
        cites=sorted(first.values(), key=lambda cite: cite.number)[:PAGES],
        decided=desk.decided.get(entity.id, ()),
        id=entity.id,
    )


def shared(record: Record, desk: Desk) -> list[Pages]:
    """Passages that stand in two pages, pair by pair."""
    pairs: dict[tuple[str, str], Pages] = {}
    for copy in record.copies[:ROWS]:
        both = (copy.a.report, copy.b.report)
        if both not in pairs:
            pairs[both] = Pages(desk.cite(both[0]), desk.cite(both[1]), [])
        pairs[both].rows.append(_shared(copy, desk))
    return list(pairs.values())


def _shared(copy: Copy, desk: Desk) -> Shared:
    a, b = (_anchored(anchor, desk) for anchor in (copy.a, copy.b))
    taker = say("copies.taker", report=desk.name(copy.direction)) if copy.direction else ""
    one, other = (quoted(clipped(desk.words(row.report, row.start, row.end))) for row in (copy.a, copy.b))
    words = (escape(one),) if copy.kind == "verbatim" else side_by_side(one, other)
    return Shared(label("copies", copy.kind), a, b, words, taker, copy.why, copy.id)


def side_by_side(one: str, other: str) -> tuple[Markup, Markup]:
    """Two wordings, with the words that only one of them has marked."""
    words = one.split(), other.split()
    marked: tuple[list[Markup], list[Markup]] = ([], [])
    for kind, *ends in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        for side, (start, end) in enumerate((ends[:2], ends[2:])):
            if start < end:
                run = escape(" ".join(words[side][start:end]))
                marked[side].append(run if kind == "equal" else Markup("<mark>{}</mark>").format(run))
    return Markup(" ").join(marked[0]), Markup(" ").join(marked[1])


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
    cites = [desk.cite(report) for report in story.reports[:CITES]]
    return Tale(story.title, days, ", ".join(counts), cites, desk.decided.get(story.id, ()), story.id)


def left_out(record: Record) -> list[LeftOut]:
    """Inputs that were not read, with the reason and the cure."""
    rows: list[SetAside | Unread] = [*record.set_aside, *record.unread]
    return [_left_out(row) for row in rows[:ROWS]]


def _left_out(row: SetAside | Unread) -> LeftOut:
    place = row.path + (f", {say('left_out.line', n=row.line)}" if row.line else "")
    if isinstance(row, SetAside):
        return LeftOut(place, "", "", "", f"{row.error} ({row.code})", row.cure)
    reason, report = _with_dates(row), row.report
    if report is None:
        return LeftOut(place, "", "", "", reason, "")
    known = (row.language, report.outlet and report.outlet.text, issued(report.published))
    return LeftOut(
        place=place,
        title=quoted(clipped(report.headline.text)) if report.headline else "",
        facts=", ".join(" ".join(fact.split()) for fact in known if fact),
        href=report.url if report.url and report.url.lower().startswith(WEB) else "",
        reason=reason,
        cure="",
    )


def _with_dates(row: Unread) -> str:
    """Why a page was left unread, with how many dates it names and between which days."""
    reason = row.reason or (row.language or "")
    days = sorted(time.from_[:10] for time in row.times if time.from_ is not None)
    if not days:
        return reason
    return say("left_out.times", n=len(days), reason=reason, first=day(days[0]), last=day(days[-1]))
