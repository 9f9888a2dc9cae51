"""Equal values held once: nothing that can be read changes."""

from __future__ import annotations

import msgspec

from crosswire.base import ChainLink, Claim, Mention, Number, Reading, Report, Trigger
from crosswire.engines import Packs
from tests.making import report


def lasting(*reads: tuple[Report, Reading]) -> list[tuple[Report, Reading]]:
    """As they are decoded from where they lie, to be kept."""
    packs = Packs({one.id: msgspec.msgpack.encode((one, reading)) for one, reading in reads}, lambda content: content)
    return [packs.lasting(*packs.whole(name)) for name in packs.ids()]


def read(words: str) -> tuple[Report, Reading]:
    made = report(words)
    chain = (ChainLink(text="the monitor", report=made.id, start=0, end=11, type="monitor"),)
    mention = Mention(
        id=f"m-{made.id}", report=made.id, start=0, end=4, trigger=Trigger(text="hit", start=1, end=4), type="attk",
        attribution=chain, numbers=(Number(id="n", report=made.id, start=2, end=3, text="5", low=5),),
    )  # fmt: skip
    claim = Claim(id=f"c-{made.id}", report=made.id, source=chain, low=5, high=5.5)
    return made, Reading(report=made.id, mentions=(mention,), claims=(claim,))


def test_nothing_that_is_written_changes() -> None:
    reads = [read("The monitor hit the drum."), read("The monitor saw it.")]
    assert [msgspec.json.encode(one) for one in lasting(*reads)] == [msgspec.json.encode(one) for one in reads]


def test_rows_of_a_report_and_words_of_all_are_held_once() -> None:
    (one, first), (_, second) = lasting(read("The monitor hit the drum."), read("The monitor saw it."))
    [mention], [claim], [other] = first.mentions, first.claims, second.mentions
    assert mention.attribution is claim.source
    assert mention.report is one.id is claim.report
    assert mention.type is other.type
    assert mention.attribution is not other.attribution
