"""Collects hand-made reports and what they say, then reconciles."""

from __future__ import annotations

import re
from typing import Any

from crosswire.base import (
    ChainLink,
    Claim,
    Completeness,
    Entity,
    Event,
    Grouping,
    Mention,
    Number,
    Part,
    Participant,
    Quote,
    Reading,
    Reconciliation,
    Report,
    Story,
    Trigger,
    Utterance,
    When,
    row_id,
)
from crosswire.group.shelf import Shelf
from crosswire.group.utterances import Utterances
from crosswire.reconcile import combine, consider
from tests.making import report

DAY = When(from_="2019-09-17", to="2019-09-18", precision=1, basis="weekday", time="t-1")
LATER = When(from_="2019-09-18", to="2019-09-19", precision=1, basis="weekday", time="t-2")
STITCHED = Completeness(value="stitched", kinds=("torn",))


class Desk:
    """One story. Event names are the ids of the events."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.mentions: dict[str, list[Mention]] = {}
        self.claims: dict[str, list[Claim]] = {}
        self.quotes: dict[str, list[Quote]] = {}
        self.events: dict[str, list[Mention]] = {}
        self.entities: dict[str, Entity] = {}

    def page(self, text: str, **fields: Any) -> Report:
        made = report(text, **{"published": "2019-09-20"} | fields)
        self.reports.append(made)
        self.mentions[made.id], self.claims[made.id], self.quotes[made.id] = [], [], []
        return made

    def who(self, page: Report, role: str, words: str) -> Participant:
        """A participant by its words, an entity of the same name without its article."""
        start = page.text.index(words)
        name = row_id("e", words.removeprefix("The ").removeprefix("the ").lower())
        bare = words.removeprefix("The ").removeprefix("the ")
        self.entities[name] = Entity(id=name, kind="organisation", name=bare)
        return Participant(role=role, text=words, start=start, end=start + len(words), entity=name)

    def tell(self, page: Report, event: str, words: str, trigger: str = "", **fields: Any) -> Mention:
        """A mention of `event` in the clause `words`; `killed`, `high`, `group`, `parent` add its count and claim,
        `source` the words of who says so, `who` pairs of role and words."""
        start = page.text.index(words)
        at = start + (words.index(trigger) if trigger else 0)
        killed, group, parent = (fields.pop(name, None) for name in ("killed", "group", "parent"))
        source = tuple(ChainLink(text=s, report=page.id, start=0, end=1) for s in fields.pop("source", ()))
        count = {"outcome": "killed", "group": group, "low": killed, "high": fields.pop("high", killed)}
        at_count: dict[str, Any] = {"id": "n", "report": page.id, "start": start, "end": start + 1, "text": str(killed)}
        mention = Mention(
            id=row_id("m", page.id, at, event),
            report=page.id,
            start=start,
            end=start + len(words),
            trigger=Trigger(text=trigger or words.split()[0], start=at, end=at + len(trigger or words.split()[0])),
            type=fields.pop("type", "ATTK"),
            attribution=source,
            participants=tuple(self.who(page, role, text) for role, text in fields.pop("who", ())),
            numbers=() if killed is None else (Number(**at_count, **count, parent=parent),),
            **{"tense": "past"} | fields,
        )
        self.mentions[page.id].append(mention)
        self.events.setdefault(event, []).append(mention)
        if killed is not None:
            claim: dict[str, Any] = {"id": row_id("c", mention.id), "report": page.id, "event": event, "source": source}
            published = page.published.value if page.published else None
            self.claims[page.id].append(
                Claim(**claim, **count, value=str(killed), mentions=(mention.id,), as_of=published)
            )
        return mention

    def quote(self, page: Report, words: str, speaker: str, kind: Any = "direct") -> None:
        """A quotation of `words`, without its marks, by the speaker whose words are given."""
        start, at = page.text.index(words), page.text.index(speaker)
        self.quotes[page.id].append(
            Quote(
                id=row_id("q", page.id, start),
                report=page.id,
                kind=kind,
                parts=(Part(start=start, end=start + len(words)),),
                speaker=self.who(page, "speaker", speaker).entity,
                speaker_spans=(Part(start=at, end=at + len(speaker)),),
            )
        )

    def reconcile(self, lines: int = 5) -> Reconciliation:
        """The view, with a brief of at most so many lines."""
        events = tuple(_event(name, told) for name, told in self.events.items())
        story = Story(id="s", title="A story", reports=tuple(r.id for r in self.reports), events=tuple(self.events))
        readings = [
            Reading(
                report=r.id,
                sentences=tuple(Part(start=m.start(), end=m.end()) for m in re.finditer(r"\S[^.]*\.[”\"]?", r.text)),
                mentions=tuple(self.mentions[r.id]),
                claims=tuple(self.claims[r.id]),
                quotes=tuple(self.quotes[r.id]),
            )
            for r in self.reports
        ]
        grouping = Grouping(
            events=events,
            stories=(story,),
            entities=tuple(self.entities.values()),
            utterances=self._utterances(readings),
        )
        return combine([consider(self.reports, readings, grouping, (), lines)], self.reports, grouping)

    def _utterances(self, readings: list[Reading]) -> tuple[Utterance, ...]:
        """What was said once, as grouping finds it."""
        shelf = Shelf(self.reports, readings)
        called = {name: entity.name for name, entity in self.entities.items()}
        return Utterances(shelf, {name: name for name in called}, [range(len(self.reports))], called).rows()


def _event(name: str, told: list[Mention]) -> Event:
    return Event(
        id=name,
        type=told[0].type,
        subtype=told[0].subtype,
        title=f"machine title of {name}",
        story="s",
        when=next((m.when for m in told if m.when), None),
        actuality=told[0].actuality,
        participants=told[0].participants,
        mentions=tuple(m.id for m in told),
        reports=tuple(dict.fromkeys(m.report for m in told)),
        weight={"background": 0, "main": 9}.get(name, 1),
    )


def shown(view: Reconciliation) -> list[str]:
    """The kinds of the disagreements a reader sees, in order."""
    return [row.kind for row in view.disagreements if row.shown]
