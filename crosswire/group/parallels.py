"""Reports told over as a whole: sentence after sentence the same matter in the same order, in other words.

Two hands who report one event share facts, but seldom most sentences of the shorter report in the same order. Quoted
words do not count: a speech has one order for everybody.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from crosswire.group.meetings import Meeting
from crosswire.group.passages import Page, Passage, tiles
from crosswire.group.wording import Lexicon, Wording

MATTER = 3.0
"""Weight of words outside quotation marks that a sentence must have to be compared."""
SHARED, SHARED_PART = 2.5, 0.4
"""Weight of words that two such sentences share, and its part of the lighter one's."""
OWN = 1.0
"""Weight of shared words that are no names, below which a pair of sentences counts but is not shown."""
CHAIN, CHAIN_PART = 5, 0.6
"""Sentences that follow each other in both reports, and their part of the shorter report's. On reports of three outlets
about one event .6 finds two that retell a third and say so; .5 begins to find one ruling told by three hands."""
TIED, FREE = 3, 0.4
"""Reports with fewer sentences that share a pair of words are not compared as wholes, nor those of which less than this
part is left unexplained by passages."""


Matter = dict[int, dict[int, float]]
"""By sentence, the telling words outside quotation marks with their weights."""


def parallel(
    meeting: Meeting, here: Page, there: Page, matter: tuple[Matter, Matter], lexicon: Lexicon
) -> list[Passage]:
    """The sentences of one report that follow another's in order, or nothing where they are too few.

    `matter` is what both reports' sentences hold.
    """
    if len({s for s, _, _ in meeting.ties}) < TIED or sum(here.free) < FREE * len(here.free):
        return []
    one, other = matter
    shorter = min(len(one), len(other))
    if shorter < CHAIN:
        return []
    pairs = [(s, t) for s, words in one.items() if (t := _best(words, other)) is not None]
    chain = _in_order(pairs)
    if len(chain) < CHAIN or len(chain) < CHAIN_PART * shorter:
        return []
    note = f"{len(chain)} sentences of the shorter report's {shorter} tell the same in the same order"
    found = []
    for s, t in chain:
        if here.is_free(s) and there.is_free(t) and _own(here.words, s, one[s], other[t], lexicon) >= OWN:
            (start, end), (there_start, there_end) = here.words.span(s), there.words.span(t)
            same = tuple(tiles(here.words, (start, end), there.words, (there_start, there_end), lexicon))
            found.append(Passage(start, end, there_start, there_end, same, "rewritten", note=note))
    return found


def matter_of(page: Wording, lexicon: Lexicon) -> Matter:
    """What the sentences of a page hold that have enough to be compared."""
    found = {}
    for s in range(len(page.firsts) - 1):
        start, end = page.span(s)
        words = {
            lexicon.stem[page.ids[n]]: weight
            for n in range(start, end)
            if not page.quoted[n] and (weight := lexicon.weight[page.ids[n]]) > 0
        }
        if sum(words.values()) >= MATTER:
            found[s] = words
    return found


def _own(page: Wording, s: int, words: dict[int, float], other: dict[int, float], lexicon: Lexicon) -> float:
    """What the words weigh that a sentence shares with another and that are no names."""
    start, end = page.span(s)
    plain = {lexicon.stem[page.ids[n]] for n in range(start, end) if page.plain[n]}
    return sum(words[word] for word in words.keys() & other.keys() & plain)


def _best(words: dict[int, float], others: Matter) -> int | None:
    """The sentence of the other report that shares most of the lighter one's words, if it shares enough."""
    total = sum(words.values())
    best, there = 0.0, None
    for t, other in others.items():
        shared = sum(words[word] for word in words.keys() & other.keys())
        if shared >= SHARED:
            part = shared / min(total, sum(other.values()))
            if part >= SHARED_PART and part > best:
                best, there = part, t
    return there


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that go forward in both reports, the earliest of equals."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, t) in enumerate(pairs):
        at = bisect_left(tails, t)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [t]
        ends[at : at + 1] = [n]
    chain = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]
