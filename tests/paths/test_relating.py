"""A record is made storyline by storyline, and what was made before from the same values is not made again."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire import flow
from crosswire.base import Reading, Record, Report
from crosswire.dissect import LoadedModel, dissect
from crosswire.settings import Settings
from tests.making import report

Read = tuple[Report, Reading]

TALKS = "Foreign Minister Ilse Koravan of Estmark met envoy Tor Hadde in Port Sarrow on Tuesday"
SHELLS = "Shells hit the grain market of Lindre on Monday and killed at least {n} people, Mayor Adela Brandt said"
VOTE = "The parliament of Dremmel passed the harbour bill on Wednesday after a debate of nine hours"
TRUCE = "The Tamber Front and the army of Orvane agreed a truce on Thursday"
STRIKE = "Dockers of the Sundrey union walked out on Friday over the wages of night crews"
PAGES = {
    "talks-1": ("2031-03-12", f"{TALKS}.\n\nThe talks failed. Koravan said the two would meet again in May."),
    "talks-2": ("2031-03-12", f"{TALKS}, her ministry said.\n\nHadde denied that the talks in Port Sarrow had failed."),
    "talks-0": ("2031-03-11", "Foreign Minister Ilse Koravan of Estmark will meet envoy Tor Hadde in Port Sarrow."),
    "shells-1": ("2031-05-06", SHELLS.format(n=12) + ".\n\nThe army denied that it had fired on the grain market."),
    "shells-2": ("2031-05-07", SHELLS.format(n=14) + ".\n\nBrandt blamed the army of Orvane for the shells on Lindre."),
    "shells-u": (None, SHELLS.format(n=9) + ".\n\nOn Tuesday the grain market of Lindre stayed closed, Brandt said."),
    "vote-1": ("2031-08-21", f"{VOTE}.\n\nForeign Minister Ilse Koravan called the harbour bill a gift to smugglers."),
    "vote-2": ("2031-08-22", f"{VOTE}.\n\nThe harbour bill would close the port of Dremmel to foreign trawlers."),
    "truce-1": (
        "2031-10-03",
        f"{TRUCE}.\n\nMediators in Hask had carried seven drafts between the two camps since spring. Villages along "
        "the river counted on quiet roads for the plum harvest, and the first lorries with seed left at noon. "
        "A schoolroom in Hask had served both delegations as canteen, its maps and abacuses stacked under the stairs.",
    ),
    "truce-2": (
        "2031-10-04",
        f"{STRIKE}.\n\nCranes stood still, and ferries turned back at the mole with cars and mail. Bakers "
        "sold bread from barrows on the quay, and a brass band of crane drivers played. The union called off "
        "a march of the night crews when word came that the Tamber Front had agreed a ceasefire on Thursday.\n\n"
        "Talks on wages and shifts go on.",
    ),
    "strike": (
        "2031-10-04",
        f"{STRIKE}.\n\nCranes stood still and ferries turned back at the mole. The Sundrey union wants the wages of "
        "night crews doubled by spring, and shifts cut to nine hours.",
    ),
}


class Shelf(dict[str, bytes]):
    """Parts of records kept by key; `made` counts those that were not there."""

    made = 0

    def put(self, key: str, content: bytes) -> None:
        """Keeps one."""
        self[key] = content
        self.made += 1


@pytest.fixture(scope="module")
def reads(model: LoadedModel) -> dict[str, Read]:
    found = {}
    for name, (day, text) in PAGES.items():
        one = report(text, published=day) if day else report(text)
        found[name] = one, flow.extract(one, dissect(one, model))
    return found


def related(read: Iterable[Read], model: LoadedModel, kept: Shelf | None = None) -> Record:
    copies = [msgspec.msgpack.decode(msgspec.msgpack.encode(one), type=Read) for one in read]
    return flow.relate(copies, model.model, Settings(), kept=kept)


def as_bytes(record: Record) -> bytes:
    return msgspec.json.encode(record)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sets(st.sampled_from(sorted(PAGES)), min_size=1), min_size=2, max_size=5), st.randoms())
def test_whatever_was_kept_the_record_is_that_of_making_it_anew(
    reads: dict[str, Read], model: LoadedModel, collections: list[set[str]], chance: object
) -> None:
    kept = Shelf()
    for names in collections:
        order = sorted(names)
        chance.shuffle(order)  # type: ignore[attr-defined]
        now = related((reads[name] for name in order), model, kept)
        assert as_bytes(now) == as_bytes(related((reads[name] for name in sorted(names)), model))


def test_a_new_report_makes_anew_its_own_storyline_alone(reads: dict[str, Read], model: LoadedModel) -> None:
    kept = Shelf()
    others = [one for name, one in reads.items() if name != "vote-2"]
    related(others, model, kept)
    before = kept.made
    record = related(reads.values(), model, kept)
    assert len(record.storylines) > 3
    assert kept.made - before == 3, "the wording of its circle, and its storyline grouped and reconciled"
    related(others, model, kept)
    assert kept.made - before == 3, "what was made before it came is still there"


def test_an_earlier_report_that_names_the_same_person_changes_no_other_storyline(
    reads: dict[str, Read], model: LoadedModel
) -> None:
    kept = Shelf()
    late = [reads[name] for name in ("vote-1", "vote-2", "shells-1")]
    first = related(late, model, kept)
    made = kept.made
    second = related([*late, reads["talks-1"]], model, kept)
    old, new = ({e.name: e.id for e in record.entities}["Ilse Koravan"] for record in (first, second))
    assert old != new, "an entity is named by where it is first told of"
    assert kept.made - made == 3
    assert {one.entity for event in second.events for one in event.participants} >= {new}
    assert old not in as_bytes(second).decode()


def test_a_truce_told_in_two_storylines_is_one(reads: dict[str, Read], model: LoadedModel) -> None:
    record = related([reads["truce-1"], reads["truce-2"], reads["strike"]], model)
    told = {name: story.storyline for story in record.stories for name in story.reports}
    assert told[reads["truce-1"][0].id] != told[reads["truce-2"][0].id]
    truces = [row for row in record.processes if row.kind == "truce"]
    assert [len({a.report for step in row.steps for a in step.accounts}) for row in truces] == [2]
