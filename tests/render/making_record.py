"""A record made by hand from the samples, as the path should one day make it; the render tests look at it."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from crosswire.base import (
    FORMAT,
    Account,
    Anchor,
    Block,
    BriefItem,
    Casualties,
    ChainLink,
    Claim,
    Completeness,
    Copy,
    Dated,
    Disagreement,
    Entity,
    EntityMention,
    Event,
    Lineage,
    Made,
    Mention,
    Model,
    Number,
    Part,
    Participant,
    Quote,
    Record,
    Report,
    Role,
    SetAside,
    Side,
    Stated,
    Story,
    Storyline,
    Time,
    TimelineItem,
    Trigger,
    Unread,
    When,
    Where,
    row_id,
)

SAMPLES = Path(__file__).parents[2] / "samples" / "pages"
COURIER, HARBOUR, LEDGER, CORVANE, ESTMARK = range(5)
FILES = (
    "01-selmar-courier.txt",
    "02-harbour-post.txt",
    "03-northern-ledger.txt",
    "04-corvane.txt",
    "05-estmark-today.txt",
)
OUTLETS = ("Selmar Courier", "Harbour Post", "The Northern Ledger", None, "Estmark Today")
AGENCIES = ("Corvane News Agency", "Corvane", None, "Corvane", None)
DAYS = ("2019-09-20", "2019-09-20", "2019-09-20", "2019-11-14", "2019-11-14")
NOISE = (
    r"^(Search|Home \||To selmar|ADVERTISEMENT|Advertisement|Get the|In this|Related|Flour price|Ferry|3 Comm|Log in|©|"
    r"Wednesday, 6|Skip|News$|Shipping|Weather|Puzzles|Subscribe|Share|Print|More from|Fog|Your letters|"
    r"Comments|seagull|"
    r"Thank you|Reply|About us|Support the|You have read|Topics|Hask$|Straits Council$|Reuse|MENU|Send this|Copyright|"
    r"Politics,|You are reading|Follow)"
)


class Pages:
    """The five reports, and a short way to point at words in them."""

    def __init__(self) -> None:
        self.reports = tuple(_report(number) for number in range(5))

    def at(self, report: int, words: str, within: str | None = None) -> Anchor:
        """Where `words` stand first, or first within other words. Fails where they do not."""
        text = self.reports[report].text
        from_ = text.index(within) if within else 0
        start = text.index(words, from_)
        return Anchor(report=self.reports[report].id, start=start, end=start + len(words))

    def account(self, report: int, words: str, source: str | None = None) -> Account:
        place = self.at(report, words)
        standing = self.reports[report].completeness.value
        return Account(report=place.report, start=place.start, end=place.end, source=source, standing=standing)


def _report(number: int) -> Report:
    text = (SAMPLES / FILES[number]).read_text("utf-8")
    sha = hashlib.sha256(text.encode()).hexdigest()
    blocks = tuple(
        Block(start=m.start(), end=m.end(), kind="noise" if re.match(NOISE, m.group()) else "body")
        for m in re.finditer(r"\S[^\n]*", text)
    )
    body = next(block for block in blocks if block.kind == "body")
    headline = text[body.start : body.end]
    outlet, agency = OUTLETS[number], AGENCIES[number]
    made: dict[str, Any] = {}
    if number == HARBOUR:
        made["completeness"] = Completeness(value="stitched", why=(Stated(text="Comments (2)"),))
    return Report(
        id=row_id("r", sha),
        path=FILES[number],
        sha256=sha,
        encoding="utf-8",
        text=text,
        language="en",
        headline=Stated(text=headline, start=body.start, end=body.end),
        outlet=Stated(text=outlet) if outlet else None,
        agency=Stated(text=agency) if agency else None,
        published=Dated(value=DAYS[number], basis="inferred" if number == CORVANE else "stated"),
        updated=Dated(value="2019-09-21", basis="stated") if number == LEDGER else None,
        blocks=blocks,
        **made,
    )


@cache
def record() -> Record:
    """The record. Equal on every call."""
    on = Pages()
    entities, mentions = _entities(on), _mentions(on)
    convoy, talks = _events(on)
    stories = (
        Story(
            id="s-1",
            title="Convoy attack at Derrow Bridge",
            reports=tuple(r.id for r in on.reports[:3]),
            events=(convoy.id,),
            from_="2019-09-20",
            to="2019-09-21",
            storyline="sl-1",
        ),
        Story(
            id="s-2",
            title="Talks in Vinterhavn",
            reports=tuple(r.id for r in on.reports[3:]),
            events=(talks.id,),
            from_="2019-11-14",
            to="2019-11-15",
            storyline="sl-1",
        ),
    )
    return Record(
        format=FORMAT,
        made=Made(
            by="crosswire 0.1.0",
            at="2026-01-01T00:00:00+00:00",
            settings={},
            model=Model(name="a-model", version="1.0", hash="0123456789abcdef"),
            rules_hash="fedcba9876543210",
        ),
        reports=on.reports,
        times=_times(on),
        entities=entities,
        quotes=_quotes(on),
        mentions=mentions,
        claims=_claims(on, mentions),
        events=(convoy, talks),
        copies=_copies(on),
        lineages=(Lineage(id="l-1", origin=on.reports[0].id, reports=(on.reports[0].id, on.reports[1].id)),),
        stories=stories,
        storylines=(Storyline(id="sl-1", title="War in Hask", stories=("s-1", "s-2")),),
        disagreements=_disagreements(on),
        timeline=_timeline(on),
        brief=_brief(on),
        unread=(Unread(path="06-le-courrier.txt", language="fr", reason="There are no rules for the language 'fr'."),),
        set_aside=(
            SetAside(path="07-empty.txt", step="read", code="CW201", error="The file is empty.", cure="Leave it out."),
        ),
    )


def _times(on: Pages) -> tuple[Time, ...]:
    rows = ((COURIER, "2 September", "2019-09-02"), (COURIER, "on Tuesday", "2019-09-17"), (LEDGER, "July", "2019-07"))
    found = []
    for report, words, value in rows:
        place = on.at(report, words)
        found.append(
            Time(
                id=row_id("t", place.start),
                report=place.report,
                start=place.start,
                end=place.end,
                text=words,
                kind="DATE",
                value=value,
            )
        )
    return tuple(found)


def _entities(on: Pages) -> tuple[Entity, ...]:
    rows = (
        (
            "e-koravan",
            "person",
            "Ilse Koravan",
            ((COURIER, "Ilse Koravan"), (CORVANE, "Ilse Koravan"), (LEDGER, "Koravan")),
        ),
        ("e-orlo", "person", "Matis Orlo", ((COURIER, "Matis Orlo"), (HARBOUR, "Matis Orlo"), (CORVANE, "Matis Orlo"))),
        ("e-lindqual", "person", "Oskar Lindqual", ((LEDGER, "Oskar Lindqual"),)),
        ("e-monitor", "organisation", "Hask Valley Monitor", ((COURIER, "Hask Valley Monitor"),)),
        ("e-derrow", "place", "Derrow Bridge", tuple((n, "Derrow Bridge") for n in range(4))),
        ("e-front", "group", "Tamber Front", tuple((n, "Tamber Front") for n in range(5))),
    )
    return tuple(_entity(on, *row) for row in rows)


def _entity(on: Pages, name: str, kind: Any, words: str, places: Any) -> Entity:
    anchors = [on.at(*place) for place in places]
    mentions = tuple(EntityMention(report=a.report, start=a.start, end=a.end, form="name") for a in anchors)
    roles: tuple[Role, ...] = ()
    if name == "e-orlo":
        place = on.at(COURIER, "the Front’s chief envoy")
        roles = (Role(text="the Front’s chief envoy", report=place.report, start=place.start, end=place.end),)
    return Entity(id=name, kind=kind, name=words, aliases=(words.split()[-1],), roles=roles, mentions=mentions)


def _quotes(on: Pages) -> tuple[Quote, ...]:
    rows = (
        (COURIER, "We have no aircraft and no reason to burn our own bread,", "e-orlo", False, "Matis Orlo"),
        (LEDGER, "do not fit either story", None, True, "A senior Straits Council official"),
        (
            LEDGER,
            "They were all wearing the badge. Nobody could have taken them for fighters,",
            "e-lindqual",
            False,
            "",
        ),
        (CORVANE, "produced no text and no date", None, True, "the official"),
        (ESTMARK, "a mistake that will cost lives", None, False, ""),
    )
    found = []
    for report, words, speaker, anonymous, span in rows:
        place = on.at(report, words)
        who = on.at(report, span) if span else None
        found.append(
            Quote(
                id=row_id("q", place.report, place.start),
                report=place.report,
                kind="direct",
                parts=(Part(start=place.start, end=place.end),),
                speaker=speaker,
                anonymous=anonymous,
                speaker_spans=(Part(start=who.start, end=who.end),) if who else (),
            )
        )
    return tuple(found)


HIT = "a relief convoy was hit near Derrow Bridge in the north of Hask province, killing at least 14 civilians"
DEAD = "22 aid workers were killed when its convoy was attacked near Derrow Bridge on Tuesday night"


def _mentions(on: Pages) -> tuple[Mention, ...]:
    rows = (
        ("m-1", COURIER, HIT, "hit", "ATTK", "at least 14 civilians", 14, None),
        ("m-2", HARBOUR, HIT, "hit", "ATTK", "at least 14 civilians", 14, None),
        ("m-3", LEDGER, DEAD, "attacked", "ATTK", "22 aid workers", 22, 22),
        ("m-4", CORVANE, "They sat down twice in Vinterhavn", "sat down", "TALK", None, None, None),
        (
            "m-5",
            ESTMARK,
            "held a first meeting in Vinterhavn on Wednesday evening",
            "meeting",
            "TALK",
            None,
            None,
            None,
        ),
    )
    found = []
    for name, report, words, trigger, kind, printed, low, high in rows:
        place, word = on.at(report, words), on.at(report, trigger, within=words)
        numbers: tuple[Number, ...] = ()
        if printed:
            spot = on.at(report, printed, within=words)
            numbers = (
                Number(
                    id=f"n-{name}",
                    report=spot.report,
                    start=spot.start,
                    end=spot.end,
                    text=printed,
                    low=low,
                    high=high,
                    outcome="killed",
                ),
            )
        found.append(
            Mention(
                id=name,
                report=place.report,
                start=place.start,
                end=place.end,
                trigger=Trigger(text=trigger, start=word.start, end=word.end),
                type=kind,
                numbers=numbers,
            )
        )
    return tuple(found)


def _claims(on: Pages, mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
    sources = ((COURIER, "the Hask Valley Monitor"), (HARBOUR, "the Hask Valley Monitor"), (LEDGER, "Lantern Relief"))
    found = []
    for mention, (report, words) in zip(mentions, sources, strict=False):
        place, number = on.at(report, words), mention.numbers[0]
        link = ChainLink(text=words, report=place.report, start=place.start, end=place.end)
        found.append(
            Claim(
                id=f"c-{mention.id}",
                report=mention.report,
                event="ev-convoy",
                source=(link,),
                value=number.text,
                outcome="killed",
                low=number.low,
                high=number.high,
                mentions=(mention.id,),
            )
        )
    return tuple(found)


def _events(on: Pages) -> tuple[Event, Event]:
    where = on.at(COURIER, "Derrow Bridge")
    front = on.at(CORVANE, "Tamber Front")
    convoy = Event(
        id="ev-convoy",
        type="ATTK",
        title="Relief convoy hit near Derrow Bridge",
        story="s-1",
        when=When(from_="2019-09-17", to="2019-09-18", precision=1),
        where=Where(entity="e-derrow", precision=2, relation="near"),
        participants=(
            Participant(role="victim_group", text="a relief convoy", start=where.start, end=where.end),
            Participant(role="perpetrator", text="the Tamber Front", start=0, end=1, entity="e-front"),
        ),
        casualties=(Casualties(outcome="killed", low=14, high=22, claims=("c-m-1", "c-m-2", "c-m-3")),),
        mentions=("m-1", "m-2", "m-3"),
        reports=tuple(r.id for r in on.reports[:3]),
        origins=(on.reports[0].id, on.reports[2].id),
    )
    talks = Event(
        id="ev-talks",
        type="TALK",
        title="Koravan and Orlo meet in Vinterhavn",
        story="s-2",
        when=When(from_="2019-11-13", to="2019-11-15", precision=2),
        participants=(
            Participant(role="participants", text="Ilse Koravan", start=0, end=1, entity="e-koravan"),
            Participant(role="participants", text="Tamber Front", start=front.start, end=front.end, entity="e-front"),
        ),
        mentions=("m-4", "m-5"),
        reports=tuple(r.id for r in on.reports[3:]),
    )
    return convoy, talks


def _copies(on: Pages) -> tuple[Copy, ...]:
    """Three paragraphs that two pages share."""
    first, last = "The truce, signed in Vinterhavn on 2 September", "says army aircraft bombed the column."
    a, b = (
        Anchor(report=on.reports[page].id, start=on.at(page, first).start, end=on.at(page, last).end)
        for page in (COURIER, HARBOUR)
    )
    return (Copy(id="cp-1", a=a, b=b, kind="verbatim", overlap=1.0, direction=b.report),)


def _disagreements(on: Pages) -> tuple[Disagreement, ...]:
    return (
        Disagreement(
            id="d-1",
            between="parties",
            question="Who attacked the convoy at Derrow Bridge?",
            kind="blame",
            status="accusation_and_denial",
            event="ev-convoy",
            rank=1,
            sides=(
                Side(
                    value="Tamber Front",
                    value_text="The government blames the Tamber Front for the attack",
                    accounts=(
                        on.account(COURIER, "The government blames the Tamber Front for the attack", "The government"),
                        on.account(HARBOUR, "The government blames the Tamber Front for the attack", "The government"),
                    ),
                ),
                Side(
                    value="army aircraft",
                    value_text="army aircraft bombed the column",
                    accounts=(on.account(COURIER, "army aircraft bombed the column", "The Front"),),
                ),
            ),
        ),
        Disagreement(
            id="d-2",
            between="reports",
            question="How many people were killed at Derrow Bridge, and who were they?",
            kind="count",
            status="different_attribution",
            event="ev-convoy",
            rank=2,
            why=("The figures come from different sources.",),
            sides=(
                Side(
                    value="14– civilians",
                    value_text="at least 14 civilians",
                    accounts=(
                        on.account(COURIER, "at least 14 civilians", "the Hask Valley Monitor"),
                        on.account(HARBOUR, "at least 14 civilians", "the Hask Valley Monitor"),
                    ),
                ),
                Side(
                    value="22 aid workers",
                    value_text="22 aid workers",
                    accounts=(on.account(LEDGER, "22 aid workers", "Lantern Relief"),),
                ),
            ),
        ),
        Disagreement(
            id="d-3",
            between="reports",
            question="On which day was the veto?",
            kind="date",
            status="contradiction",
            rank=3,
            sides=(
                Side(value="2019-11-11", value_text="On Monday", accounts=(on.account(CORVANE, "On Monday"),)),
                Side(value="2019-11-12", value_text="on Tuesday", accounts=(on.account(ESTMARK, "on Tuesday"),)),
            ),
        ),
        Disagreement(
            id="d-4",
            between="parties",
            question="Was an escort for relief convoys agreed?",
            kind="outcome",
            status="contradiction",
            rank=4,
            sides=(
                Side(
                    value="agreed",
                    value_text="agreed that relief convoys must be able to travel under escort",
                    accounts=(
                        on.account(
                            ESTMARK,
                            "agreed that relief convoys must be able to travel under escort",
                            "a statement by the delegation",
                        ),
                    ),
                ),
                Side(
                    value="not agreed",
                    value_text="No escort was agreed because none was discussed",
                    accounts=(on.account(ESTMARK, "No escort was agreed because none was discussed", "Orlo"),),
                ),
            ),
        ),
        Disagreement(
            id="d-5",
            between="reports",
            question="A look-alike that is not shown",
            kind="count",
            status="different_scope",
            rank=5,
            shown=False,
            sides=(),
        ),
    )


def _timeline(on: Pages) -> tuple[TimelineItem, ...]:
    rows = (
        ("2019-09-02", COURIER, "The truce, signed in Vinterhavn on 2 September", "happened", None),
        ("2019-09-17", COURIER, HIT, "happened", "ev-convoy"),
        ("2019-09-17", COURIER, "says army aircraft bombed the column", "said", None),
        (
            "2019-09-18",
            COURIER,
            "Rell-Hovde demanded on Wednesday that Orvania keep its aircraft out",
            "called_for",
            None,
        ),
        ("2019-09-18", COURIER, "Koravan refused", "refused", None),
        ("2019-09-21", COURIER, "The Council’s contact group will meet on Saturday in Aldmouth", "planned", None),
        ("2019-11-13", CORVANE, "They sat down twice in Vinterhavn", "happened", "ev-talks"),
    )
    found = []
    for day, report, words, status, event in rows:
        account = on.account(report, words)
        found.append(
            TimelineItem(
                id=row_id("tl", account.report, account.start),
                date=day,
                precision=2 if event == "ev-talks" else 1,
                text=words,
                status=status,  # type: ignore[arg-type]
                event=event,
                accounts=(account,),
            )
        )
    return tuple(found)


def _brief(on: Pages) -> tuple[BriefItem, ...]:
    rows = (
        (
            "Convoy attack at Derrow Bridge",
            COURIER,
            "The Front denies any part in it and says army aircraft bombed the column.",
        ),
        ("Convoy attack at Derrow Bridge", LEDGER, "“There is no safe road left,” Lindqual said."),
        ("Talks in Vinterhavn", CORVANE, "The Front accepted the proposal the same evening."),
    )
    found = []
    for section, report, words in rows:
        account = on.account(report, words)
        name = row_id("b", account.report, account.start)
        found.append(BriefItem(id=name, section=section, text=words, accounts=(account,)))
    return tuple(found)
