"""Whether two sentences in quotation marks are one saying of which a report changed words. Pure functions on words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

from crosswire import rules
from crosswire.grammar.counting import cardinals, ordinals

SHORTEST = 4
"""Words two sentences must share, in order; one fewer where a single word of a short sentence is another."""

SHORT = 5
"""Words of a short sentence."""

ALIKE = 0.6
"""Share of the words of the shorter sentence that the other has in the same order. Own judgement: one or two of six
changed; at .7 a change in a short sentence is lost, at .5 common openings of different sentences meet."""

LONGER = 0.4
"""The same of the longer stretch: a report may leave words out as well as change some."""

EDGE, OTHERS = 4, 2
"""Words at either end in place of which the other may have so many others, "this morning" for "yesterday"; more are
what was left out."""

ONE_SPELLING = 0.6
"""Share of letters in order from which two words are taken for one. Own judgement: names written in two ways share
more, words of another meaning mostly less."""

CHANGED = 3
"""Words of weight changed at most, and half as many as are shared; own judgement: with more, most pairs seen were two
sentences of one speech."""

NEARLY = 0.8
"""Share of the shorter stretch from which small words alone show that two are one saying: "It is going to be hard"."""

INITIALS = 2
"""Letters of an abbreviation that may stand for a word with the same first letter."""

Change = Literal["same", "slight", "altered"]
Words = tuple[str, ...]
Step = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]


def spoken(text: str) -> Words:
    """The words as spoken: without what the report put in brackets, "&" as "and", "don't" and "do n't" as "do not", and
    numbers as figures."""
    bare = re.sub(r"[(\[][^)\]]*[)\]]", " ", text.lower().replace("’", "'").replace("‘", "'").replace("&", "and"))
    for pattern, full in _contracted():
        bare = pattern.sub(full, bare)
    return tuple(_figures().get(word, word) for word in re.findall(r"\w+(?:'s\b)?|(?<=\w)[*_–—]{2,}\w*", bare))


@cache
def _contracted() -> tuple[tuple[re.Pattern[str], str], ...]:
    table: Mapping[str, str] = rules.load("en/quotations")["contracted"]
    return tuple((re.compile(pattern), full) for pattern, full in table.items())


@cache
def _figures() -> dict[str, str]:
    named = {word: f"{number}th" for word, number in ordinals().items()}
    return {word: str(number) for word, number in cardinals().items()} | named


@cache
def _may() -> dict[str, int]:
    """Words for what may, can, will or must be, each by its degree."""
    degrees: list[list[str]] = rules.load("en/quotations")["small"]["degrees"]
    return {word: degree for degree, words in enumerate(degrees) for word in words}


def _weighty(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in _small()]


@cache
def _small() -> frozenset[str]:
    return frozenset(rules.words("en/quotations", "small", "words"))


def change(a: Words, b: Words) -> Change | None:
    """What the one is of the other: its very words or a part of them, nearly so, or with words of weight changed; null
    for two sayings."""
    a, b, whole = _aligned(a, b)
    steps = _inside(list(whole))
    kept = sum(a2 - a1 for step, a1, a2, _, _ in steps if step == "equal")
    shorter, longer = sorted((sum(s[2] - s[1] for s in steps), sum(s[4] - s[3] for s in steps)))
    put = [(a[a1:a2], b[b1:b2]) for step, a1, a2, b1, b2 in steps if step == "replace"]
    if kept < SHORTEST and not (kept == SHORTEST - 1 and longer < SHORT and len(put) == 1):
        return None
    if kept < ALIKE * max(shorter, min(len(a), len(b))) or kept < LONGER * longer:
        return None
    if "".join(a) == "".join(b):
        return "same"
    if len(steps) == 1:
        return None if any(step[0] == "replace" for step in whole) else "same"
    lost = [word for step, a1, a2, b1, b2 in steps if step in {"insert", "delete"} for word in (*a[a1:a2], *b[b1:b2])]
    changed = sum(_weight(one, other) for one, other in put)
    held = [word for step, a1, a2, _, _ in steps if step == "equal" for word in _weighty(a[a1:a2])]
    if changed > min(CHANGED, kept / 2, len(held) or kept // (NEARLY * shorter)):
        return None
    turned = _turns(tuple(lost)) or any(_turns(one) != _turns(other) for one, other in put)
    return "altered" if changed or turned else "slight"


def _turns(words: Words) -> bool:
    return not rules.words("en/quotations", "small", "turning").isdisjoint(words)


def _aligned(a: Words, b: Words) -> tuple[Words, Words, list[Step]]:
    """The two in the order in which more of the one is found in the other, with the steps between them."""
    found = []
    for one, other in (sorted((a, b)), sorted((a, b), reverse=True)):
        steps: list[Step] = list(SequenceMatcher(None, one, other, autojunk=False).get_opcodes())
        found.append((one, other, steps))
    return max(found, key=lambda way: sum(step[2] - step[1] for step in way[2] if step[0] == "equal"))


def _inside(steps: list[Step]) -> list[Step]:
    """The steps without what only the one has before or behind the other."""
    for edge in (0, -1):
        while steps and steps[edge][0] != "equal" and not _is_swap(steps[edge]):
            steps.pop(edge)
    return steps


def _is_swap(step: Step) -> bool:
    fewer, more = sorted((step[2] - step[1], step[4] - step[3]))
    return step[0] == "replace" and fewer <= OTHERS and more <= EDGE


def _weight(one: Words, other: Words) -> int:
    """How many words of weight stand in place of others: none where they are small, or one spelled or bent in two
    ways."""
    may = [frozenset(_may()[word] for word in words if word in _may()) for words in (one, other)]
    if all(may) and not may[0] & may[1]:
        return 1
    told, retold = (_weighty(words) for words in (one, other))
    if not told or not retold or _one_spelling("".join(told), "".join(retold)):
        return 0
    return max(len(told), len(retold))


def _one_spelling(a: str, b: str) -> bool:
    """Whether two stretches may be the same words, spelled or inflected in another way: "pew" and "pews"."""
    if re.search(r"\W", a + b):  # "d--n": letters were hidden
        return a[0] == b[0]
    if a[0].isdigit() or b[0].isdigit():
        return not (a.isdigit() and b.isdigit())
    begins = a.startswith(b) or b.startswith(a)
    short = a[:1] == b[:1] and min(len(a), len(b)) <= INITIALS
    return begins or short or SequenceMatcher(None, a, b, autojunk=False).ratio() >= ONE_SPELLING
