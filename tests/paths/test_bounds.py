"""What is compared grows as fast as the store: the calls of every function are counted while a made-up story grows.

All its reports are one story, and every window (so many before each, so many of those that share a word) is narrowed,
so that it is full early: what has no window then shows by growing as the square.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import pytest

import crosswire.group
import crosswire.reconcile
from crosswire import flow
from crosswire.base import Model, Reading, Report, Stated
from crosswire.dissect import LoadedModel, dissect_many
from crosswire.group import stories
from crosswire.settings import Settings
from tests.making import report

CROWD = tomllib.loads(Path(__file__).with_name("crowd.toml").read_text("utf-8"))
SENTENCES = 8
"""Sentences of each report beside its first."""
FEW, TIMES = 16, 4
NARROWED = {"CROWD": 4, "REACH": 2, "ASKED": 4, "MOST": 4, "WIDE": 4, "KEPT": 2, "SOURCES": 3, "COMMONEST": 12}
"""Names of windows, as modules of `group` and `reconcile` have them, with what they are here."""
GROWTH, SLACK = 2.4, 2000
"""Times the calls of a function may grow more than the story, since windows fill as it grows, and how many it may have
beyond that. What has no window grows four times more than the story."""

Read = tuple[Report, Reading]


def read(count: int, model: LoadedModel) -> list[Read]:
    """So many reports of one story with their readings; the first are always the same."""
    made = [told(n) for n in range(count)]
    return [(one, flow.extract(one, found)) for one, found in zip(made, dissect_many(made, model), strict=True)]


def told(n: int) -> Report:
    chance = random.Random(f"crowd {n}")
    lines = [filled(CROWD["opening"], chance)]
    lines += [filled(sentence, chance) for sentence in chance.sample(CROWD["sentences"], SENTENCES)]
    day = f"2031-09-{15 + chance.randrange(5)}T{chance.randrange(10, 24)}:00:00Z"
    outlet = Stated(text=chance.choice(CROWD["outlets"]))
    return report("\n\n".join(lines), published=day, id=f"r-{n:012}", outlet=outlet)


def filled(sentence: str, chance: random.Random) -> str:
    """A sentence with values of its own."""
    name, other_name = chance.sample(CROWD["names"], 2)
    party, other_party = chance.sample(CROWD["parties"], 2)
    return sentence.format(
        n=chance.randrange(3, 90),
        m=chance.randrange(2, 60),
        hour=chance.randrange(1, 12),
        name=name,
        other_name=other_name,
        party=party,
        Party=party[0].upper() + party[1:],
        other_party=other_party,
        town=chance.choice(CROWD["towns"]),
        day=chance.choice(CROWD["days"]),
        verb=chance.choice(CROWD["verbs"]),
        cause=chance.choice(CROWD["causes"]),
        fate=chance.choice(CROWD["fates"]),
    )


def calls(found: list[Read]) -> Counter[str]:
    """How often each function of the two rooms is called, and each generator asked, while a record is made."""
    counted: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and ("/crosswire/group/" in code.co_filename or "/crosswire/reconcile/" in code.co_filename):
            place = code.co_filename.partition("/crosswire/")[2]
            counted[f"{place}:{code.co_firstlineno} {code.co_name}"] += 1

    sys.setprofile(count)
    try:
        flow.relate(found, Model(name="", version="", hash=""), Settings())
    finally:
        sys.setprofile(None)
    return counted


def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (crosswire.group, crosswire.reconcile):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            module = importlib.import_module(found.name)
            for name, value in NARROWED.items():
                if isinstance(getattr(module, name, None), int):
                    monkeypatch.setattr(module, name, value)


def all_one(start: Sequence[Sequence[int]], *_: object) -> list[list[int]]:
    """One cluster of all, in place of those that are alike."""
    return [sorted(i for cluster in start for i in cluster)]


def test_no_function_is_called_as_the_square_of_a_story(model: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    narrow(monkeypatch)
    monkeypatch.setattr(stories, "average_link", all_one)
    found = read(FEW * TIMES, model)
    few, many = calls(found[:FEW]), calls(found)
    faster = {name: (few[name], n) for name, n in many.items() if n > GROWTH * TIMES * few[name] + SLACK}
    assert not faster, "These have no bound that grows with the store: give them a window or capped postings."
