"""Claims from hand-made mentions: whose voice, which stance, which count, where it stands."""

from __future__ import annotations

from typing import Any

from crosswire.base import (
    Block,
    ChainLink,
    Completeness,
    Entity,
    Interval,
    Mention,
    Number,
    Part,
    Participant,
    Quote,
    Trigger,
)
from crosswire.extract import claims
from tests.making import report

TEXT = "The raid killed 12 civilians, the monitor said. Varenne denied any role in the raid."
REPORT = report(TEXT, published="2016-09-22T10:00:00Z")


def span(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def mention(name: str, words: str, trigger: str, **fields: Any) -> Mention:
    made: dict[str, Any] = {
        "id": name,
        "report": REPORT.id,
        "type": "ATTK",
        "subtype": "attk.air",
        "trigger": Trigger(text=trigger, **span(trigger)),
        **span(words),
    }
    return Mention(**made | fields)


TWELVE = Number(
    id="n-1",
    report=REPORT.id,
    text="12 civilians",
    low=12,
    high=12,
    outcome="killed",
    group="civilian",
    **span("12 civilians"),
)
MONITOR = ChainLink(text="the monitor", report=REPORT.id, type="monitor", **span("the monitor"))
RAID = mention("m-1", "The raid killed 12 civilians", "raid", numbers=(TWELVE,), attribution=(MONITOR,))
INNER = mention("m-2", "any role in the raid", "role", actuality="denied")
DENIAL = mention(
    "m-3",
    "Varenne denied any role in the raid",
    "denied",
    type="STMT",
    subtype="stmt.deny",
    nested="m-2",
    participants=(Participant(role="speaker", text="Varenne", **span("Varenne")),),
)


def test_a_count_makes_a_claim_with_its_source() -> None:
    (claim,) = claims.find(REPORT, (RAID,), (), ())
    assert claim.source == (MONITOR,)
    assert (claim.stance, claim.outcome, claim.group) == ("assert", "killed", "civilian")
    assert (claim.low, claim.high, claim.value) == (12, 12, "12 civilians")
    assert claim.proposition == "ATTK|killed|civilian"
    assert (claim.as_of, claim.standing, claim.mentions) == ("2016-09-22", "full", ("m-1",))
    assert claim.event is None


def test_a_count_without_outcome_does_not_make_a_claim_of_harm() -> None:
    other = mention(
        "m-1",
        "The raid killed 12 civilians",
        "raid",
        numbers=(Number(id="n-2", report=REPORT.id, text="12", low=12, high=12, unit="truck", **span("12")),),
    )
    (claim,) = claims.find(REPORT, (other,), (), ())
    assert (claim.outcome, claim.low, claim.proposition) == (None, None, "ATTK|air|")


def test_a_denial_speaks_of_the_claim_it_denies() -> None:
    found = claims.find(REPORT, (INNER, DENIAL), (), ())
    own, carried = found
    assert (own.stance, own.source) == ("deny", ())
    assert carried.stance == "deny"
    assert [link.text for link in carried.source] == ["Varenne"]
    assert carried.about == own.id
    assert carried.mentions == ("m-2", "m-3")


def test_who_denies_is_the_source_even_of_what_no_mention_tells() -> None:
    (claim,) = claims.find(REPORT, (DENIAL,), (), ())
    assert (claim.stance, [link.text for link in claim.source]) == ("deny", ["Varenne"])
    assert claim.about is None


def test_stances_by_actuality_and_subtype() -> None:
    blamed = (Participant(role="perpetrator", text="the army", start=0, end=8),)
    cases = [
        ({"actuality": "denied"}, "deny"),
        ({"actuality": "alleged", "participants": blamed, "attribution": (MONITOR,)}, "accuse"),
        ({"actuality": "alleged"}, "assert"),
        ({"actuality": "happened", "cue": "doubted"}, "doubt"),
        ({"type": "STMT", "subtype": "stmt.confirm"}, "confirm"),
        ({"type": "STMT", "subtype": "stmt.claim_resp"}, "acknowledge"),
    ]
    for fields, stance in cases:
        (claim,) = claims.find(REPORT, (mention("m-1", "The raid", "raid", **fields),), (), ())
        assert claim.stance == stance, fields


def test_plans_and_demands_claim_nothing() -> None:
    for actuality in ("planned", "called_for", "threatened", "conditional"):
        assert claims.find(REPORT, (mention("m-1", "The raid", "raid", actuality=actuality),), (), ()) == ()


def test_what_did_not_happen_is_asserted_under_not() -> None:
    (claim,) = claims.find(REPORT, (mention("m-1", "The raid", "raid", actuality="did_not_happen"),), (), ())
    assert (claim.stance, claim.proposition) == ("assert", "not|ATTK|air|")


def test_the_same_source_saying_the_same_twice_is_one_claim() -> None:
    again = mention("m-9", "in the raid", "raid", numbers=(TWELVE,), attribution=(MONITOR,))
    (claim,) = claims.find(REPORT, (again, RAID), (), ())
    assert claim.mentions == ("m-1", "m-9")
    assert claims.find(REPORT, (RAID, again), (), ()) == (claim,)


def test_entities_give_the_key_its_names() -> None:
    army = Entity(id="e-1", kind="organisation", name="Army of Varenne")
    blamed = (Participant(role="perpetrator", text="the army", start=0, end=8, entity="e-1"),)
    (claim,) = claims.find(REPORT, (mention("m-1", "The raid", "raid", participants=blamed),), (), (army,))
    assert claim.proposition == "ATTK|air||perpetrator=army of varenne"


def test_standing_and_time_of_saying() -> None:
    whole = (Block(start=0, end=len(TEXT), kind="caption"),)
    quote = Quote(
        id="q-1",
        report=REPORT.id,
        kind="indirect",
        parts=(Part(start=0, end=40),),
        said=Interval(from_="2016-09-21", to="2016-09-22"),
    )
    made = report(TEXT, blocks=whole)
    (claim,) = claims.find(made, (RAID,), (quote,), ())
    assert (claim.standing, claim.said, claim.as_of) == ("caption", quote.said, None)
    stitched = report(TEXT, completeness=Completeness(value="stitched"))
    assert claims.find(stitched, (RAID,), (), ())[0].standing == "stitched"
