"""Reprints made by hand's rules from events of our own, and look-alikes that nobody took from anybody.

Every pair is two reports of one event. A reprint takes a telling and trims, shuffles or rewords it, or sets a third of
it into another hand's telling; look-alikes are two tellings by different hands that share names, numbers, stock
phrases, titles and the words of a statement.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from crosswire.base import Report
from tests.group.making import told

CASES = Path(__file__).parent / "cases"
EVENTS = tomllib.loads((CASES / "tellings.toml").read_text("utf-8"))["event"]
WORDS = tomllib.loads((CASES / "synonyms.toml").read_text("utf-8"))
HEADLINE = "{name} news of the day"


class Pair(NamedTuple):
    """Two reports, how the second was made, and whether it was made from the first."""

    how: str
    first: Report
    second: Report
    copied: bool


def pairs() -> Iterator[Pair]:
    """All pairs, always the same."""
    for event in EVENTS:
        tellings = event["telling"]
        for n, telling in enumerate(tellings):
            other = tellings[(n + 1) % len(tellings)]
            chance = random.Random(f"{event['name']} {n}")
            for how, sentences in reprints(telling, other, chance):
                yield _pair(event["name"], how, telling, sentences, True)
            for how, one, another in look_alikes(telling, other, event["statement"]):
                yield _pair(event["name"], how, one, another, False)


def _pair(name: str, how: str, first: Sequence[str], second: Sequence[str], copied: bool) -> Pair:
    reports = (
        told(name.title(), "\n\n".join(first), published="2031-09-20", id="r-first"),
        told(f"{name.title()} again", "\n\n".join(second), published="2031-09-20", id="r-second"),
    )
    return Pair(how, *reports, copied)


def reprints(telling: Sequence[str], other: Sequence[str], chance: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Each way of taking a telling, with what comes out. `other` is another hand's telling of the same event."""
    yield "verbatim", list(telling)
    yield "trimmed", list(telling[: len(telling) // 2])
    yield "cut in the middle", [*telling[:2], *telling[-2:]]
    shuffled = list(telling)
    chance.shuffle(shuffled)
    yield "reordered", shuffled
    yield "lightly reworded", [reword(one, 7, chance) for one in telling]
    yield "reworded", [reword(one, 4, chance) for one in telling]
    yield "trimmed and reworded", [reword(one, 4, chance) for one in telling[: len(telling) // 2]]
    third = chance.sample(range(len(telling)), 2)
    yield "30 % taken", mixed([telling[i] for i in sorted(third)], other, chance)
    yield "30 % taken and reworded", mixed([reword(telling[i], 6, chance) for i in sorted(third)], other, chance)
    yield "heavily reworded", [reword(one, 3, chance) for one in telling]
    yield "half, heavily reworded", [reword(one, 3, chance) for one in telling[1::2]]
    yield "clauses turned", [turn(reword(one, 7, chance)) for one in telling]


def look_alikes(
    telling: Sequence[str], other: Sequence[str], statement: str
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Pairs that share what any two desks share."""
    yield "independent", list(telling), list(other)
    speaker, cue = WORDS["speakers"], WORDS["cues"]
    first = [*telling[:3], f"“{statement},” {speaker[0]} {cue[0]}.", *telling[3:]]
    second = [*other[:4], f"{speaker[1]} {cue[1]}: “{statement}.”", *other[4:]]
    yield "one statement quoted", first, second
    stock = WORDS["stock"]
    yield "stock phrases", [*telling, *stock[:2]], [*stock[1:], *other]
    titles = WORDS["titles"]
    yield "titles", [*telling, titles[0]], [titles[1], *other]


def reword(sentence: str, every: int, chance: random.Random) -> str:
    """The sentence with about one word in `every` put in other words: listed ones first, else left out or doubled."""
    words = sentence.split()
    wanted = max(1, len(words) // every)
    table = WORDS["synonyms"]
    known = [i for i, word in enumerate(words) if word.strip(",.;:").lower() in table]
    chance.shuffle(known)
    rest = [i for i in range(1, len(words) - 1) if i not in known and words[i].islower() and words[i].isalpha()]
    chance.shuffle(rest)
    for i in known[:wanted]:
        bare = words[i].strip(",.;:")
        words[i] = words[i].replace(bare, table[bare.lower()])
    for i in rest[: max(0, wanted - len(known))]:
        words[i] = f"{chance.choice(WORDS['fillers'])} {words[i]}"
    return " ".join(words)


def turn(sentence: str) -> str:
    """The sentence with its part after the first comma put first, where it has one."""
    head, comma, tail = sentence.rstrip(".").partition(", ")
    return f"{tail[0].upper()}{tail[1:]}, {head[0].lower()}{head[1:]}." if comma else sentence


def mixed(taken: Sequence[str], other: Sequence[str], chance: random.Random) -> list[str]:
    """Another hand's telling with some of its sentences replaced by taken ones."""
    own = list(other[: max(len(other) - 3, 1)])
    for one in taken:
        own.insert(chance.randrange(1, len(own) + 1), one)
    return own
