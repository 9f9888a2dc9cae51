"""What two reports share word for word or nearly so: runs of words, and sentences told over in other words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq

from crosswire.group.meetings import SHINGLE, TIE, Meeting
from crosswire.group.wording import Lexicon, Wording

RUN = 10
"""Words in a row that two reports must share; 8 lets in common turns of phrase, 14 loses single copied sentences."""
PLAIN = 5
"""How many of them must be plain words: neither names nor titles, numbers, or part of a stock phrase."""
SURE, MOST = 16, 0.6
"""A run shorter than SURE words that is less than this part of its sentence in both reports may be coincidence:
names of measures, inquiries and charges run to a dozen words."""
SLIP = 4
"""Words that may differ between two runs of one passage before it counts as two passages."""

LIKE = {"own": 5.0, "share": 0.6, "cover": 0.6, "chain": 2.0}
"""What one sentence must share to be the other told over: accounts of one event by different hands seldom share half
of a sentence's words in runs. Read on reports of three outlets about one event: at .5 for `share` and `cover` a third
of what is found is two hands giving the same facts."""
MAYBE = {"own": 4.0, "share": 0.6, "cover": 0.5, "chain": 2.0}
TELLING_RUN, TELLING_WORDS, TELLING_COVER = 6, 2.0, 0.4
"""Or one run of so many words, of which words of this weight, in a sentence so far covered, could be coincidence."""
PASSES = 4
"""Times a sentence is looked through for runs that stand in another order."""
NEIGHBOUR = 1.0
"""Weight of words that a sentence beside the one most alike must share to be part of the passage."""
EDITED = 0.75
"""Share of words that are the same in the same order from which a sentence is edited and no longer told over."""
TOGETHER = 3
"""So many sentences that alone could be coincidence are no coincidence in one report."""

Kind = Literal["verbatim", "edited", "rewritten", "possible"]


class Run(NamedTuple):
    """Words a..a+size of one report that are words b..b+size of another."""

    a: int
    b: int
    size: int


class Evidence(NamedTuple):
    """How much of a sentence is shared wording, outside quotation marks: the weight of its telling words, their share
    of the sentence's, the share of all its words, and how far telling words stand together in the same runs."""

    own: float
    share: float
    cover: float
    chain: float
    run: float = 0.0
    """The weight of telling words in the heaviest run of six words or more."""

    def reaches(self, bar: Mapping[str, float]) -> bool:
        """Whether every one of these is reached."""
        return all(getattr(self, name) >= value for name, value in bar.items())


class Passage(NamedTuple):
    """Words a..a_end of one report that repeat words b..b_end of another, and the runs that are the same.

    `note` says in words why they count, where the passage alone does not.
    """

    a: int
    a_end: int
    b: int
    b_end: int
    runs: tuple[Run, ...]
    kind: Kind
    evidence: Evidence = Evidence(0.0, 1.0, 1.0, 0.0)
    note: str = ""


class Page(NamedTuple):
    """A report's words, and which of them no passage found so far explains."""

    words: Wording
    free: list[bool]

    def take(self, start: int, end: int) -> None:
        """Marks words as explained."""
        self.free[start:end] = [False] * (end - start)

    def is_free(self, sentence: int) -> bool:
        """Whether most of a sentence is still unexplained."""
        start, end = self.words.span(sentence)
        return 2 * sum(self.free[start:end]) >= end - start


def runs(spots: Sequence[tuple[int, int]], here: Wording, there: Wording) -> list[Passage]:
    """The runs two pages share, neighbours put together, those that names and stock phrases explain left out."""
    found: list[Run] = []
    reached: dict[int, int] = {}
    for x, y in spots:
        if x < reached.get(x - y, 0):
            continue
        size = _grow(here.ids, x, there.ids, y)
        if size >= SHINGLE:
            found.append(Run(x, y, size))
            reached[x - y] = x + size
    passages: list[list[Run]] = []
    for run in found:
        if passages and _goes_on(passages[-1][-1], run) and _same_blocks(passages[-1][-1], run, here, there):
            passages[-1].append(run)
        elif not passages or run.a >= passages[-1][-1].a + passages[-1][-1].size:
            passages.append([run])
    kept = _first_uses([passage for passage in passages if _counts(passage, here)])
    return [_passage(_to_the_ends(passage, here, there), here, there) for passage in kept]


def _passage(found: Sequence[Run], here: Wording, there: Wording) -> Passage:
    """A passage of runs; one short fragment of longer sentences may be a turn of phrase of the day."""
    first, last = found[0], found[-1]
    kind: Kind = "verbatim" if len(found) == 1 else "edited"
    size = sum(run.size for run in found)
    whole = min(_sentence_size(here, first.a), _sentence_size(there, first.b))
    if size < SURE and size < MOST * whole:
        kind = "possible"
    return Passage(first.a, last.a + last.size, first.b, last.b + last.size, tuple(found), kind)


def _sentence_size(page: Wording, place: int) -> int:
    start, end = page.span(page.sentence[place])
    return end - start


def _grow(one: Sequence[int], x: int, other: Sequence[int], y: int) -> int:
    size = 0
    most = min(len(one) - x, len(other) - y)
    while size < most and one[x + size] == other[y + size] >= 0:
        size += 1
    return size


def _goes_on(before: Run, after: Run) -> bool:
    gap_a, gap_b = after.a - before.a - before.size, after.b - before.b - before.size
    return 0 <= gap_a <= SLIP and 0 <= gap_b <= SLIP


def _same_blocks(before: Run, after: Run, here: Wording, there: Wording) -> bool:
    return -1 not in here.ids[before.a : after.a] and -1 not in there.ids[before.b : after.b]


def _counts(passage: Sequence[Run], here: Wording) -> bool:
    """Whether a passage is long enough and has plain words enough not to be chance, name or stock phrase."""
    return any(run.size >= RUN and here.plain_in(run.a, run.size) >= PLAIN for run in passage)


def _first_uses(passages: Sequence[list[Run]]) -> list[list[Run]]:
    """Each stretch of the other page once: a page that repeats its own caption has not copied twice."""
    kept: list[list[Run]] = []
    for passage in passages:
        start, end = passage[0].b, passage[-1].b + passage[-1].size
        if all(end <= other[0].b or start >= other[-1].b + other[-1].size for other in kept):
            kept.append(passage)
    return kept


def _to_the_ends(passage: list[Run], here: Wording, there: Wording) -> list[Run]:
    """The passage with what goes on being the same after a word or few that differ, up to the ends of the sentence."""
    found = list(passage)
    last = found[-1]
    rest_a, rest_b = _rest(last.a + last.size, here), _rest(last.b + last.size, there)
    for offset_a, offset_b, size in _same(here.ids, rest_a, there.ids, rest_b):
        found.append(Run(offset_a, offset_b, size))
    first = found[0]
    before_a, before_b = _before(first.a, here), _before(first.b, there)
    return [Run(*same) for same in _same(here.ids, before_a, there.ids, before_b)] + found


def _rest(place: int, page: Wording) -> tuple[int, int]:
    """What is left of the sentence a run breaks off in."""
    if place >= len(page.ids) or page.ids[place] < 0:
        return place, place
    end = page.span(page.sentence[place])[1]
    return (place, end) if page.sentence[place - 1] == page.sentence[place] else (place, place)


def _before(place: int, page: Wording) -> tuple[int, int]:
    """What stands before a run in the sentence it begins in."""
    return page.firsts[page.sentence[place]], place


def _same(
    one: Sequence[int], span: tuple[int, int], other: Sequence[int], span_other: tuple[int, int]
) -> Iterator[tuple[int, int, int]]:
    """The words two ends of a sentence share in order, where no more differ than may slip."""
    a, b = one[slice(*span)], other[slice(*span_other)]
    if not a or not b or max(len(a), len(b)) > 3 * SLIP:
        return
    blocks = [block for block in LCSseq.opcodes(a, b) if block.tag == "equal"]
    shared = sum(block.src_end - block.src_start for block in blocks)
    if max(len(a), len(b)) - shared <= SLIP:
        for block in blocks:
            yield span[0] + block.src_start, span_other[0] + block.dest_start, block.src_end - block.src_start


def rewritten(meeting: Meeting, here: Page, there: Page, lexicon: Lexicon) -> list[Passage]:
    """Sentences of either page told over in the other, best first and each once, in the order of the page."""
    tied: dict[int, dict[int, float]] = {}
    turned: dict[int, dict[int, float]] = {}
    for s, t, weight in meeting.ties:
        if here.is_free(s) and there.is_free(t):
            tied.setdefault(s, {})[t] = weight
            turned.setdefault(t, {})[s] = weight
    found = [_compare(here, s, there, t, lexicon) for s, t in _windows(tied)]
    found += [_turn(_compare(there, t, here, s, lexicon)) for t, s in _windows(turned)]
    return sorted(_best_first([one for one in found if one is not None]))


def _best_first(found: Sequence[Passage]) -> list[Passage]:
    """Those that share most, none of whose words another has taken."""
    kept: list[Passage] = []
    for one in sorted(found, key=lambda one: (-round(one.evidence.share * one.evidence.own, 6), one)):
        if all(
            (one.a_end <= other.a or other.a_end <= one.a) and (one.b_end <= other.b or other.b_end <= one.b)
            for other in kept
        ):
            kept.append(one)
    return kept


def told_together(found: Sequence[Passage], here: Wording, there: Wording) -> list[Passage]:
    """The same passages of two reports; where there are many, none of them is a coincidence any more."""
    if len(found) < TOGETHER:
        return list(found)
    return [_named(one._replace(kind="rewritten"), here, there) if one.kind == "possible" else one for one in found]


def _named(one: Passage, here: Wording, there: Wording) -> Passage:
    """The passage called by how much of it is the same, word for word and in the same order."""
    ordered = all(before.b + before.size <= after.b for before, after in pairwise(one.runs))
    size = max(one.a_end - one.a, one.b_end - one.b)
    if not ordered or sum(run.size for run in one.runs) < EDITED * size:
        return one
    same = here.ids[one.a : one.a_end] == there.ids[one.b : one.b_end]
    return one._replace(kind="verbatim" if same else "edited")


def _windows(tied: dict[int, dict[int, float]]) -> Iterator[tuple[int, int]]:
    """For each sentence the one of the other page that shares most with it, where it or its neighbours share enough."""
    for s, others in tied.items():
        best = max(others, key=lambda t: (others[t], -t))
        if others[best] + max(others.get(best - 1, 0.0), others.get(best + 1, 0.0)) >= TIE:
            yield s, best


def _compare(page: Page, s: int, beside: Page, t: int, lexicon: Lexicon) -> Passage | None:
    """A sentence beside one of the other page and those around it; null where they share too little."""
    one, other = page.words, beside.words
    start, end = one.span(s)
    low, high = max(t - 1, 0), min(t + 1, len(other.firsts) - 2)
    found = tiles(one, (start, end), other, (other.firsts[low], other.span(high)[1]), lexicon)
    worth = {
        tile: sum(lexicon.weight[one.ids[n]] for n in range(tile.a, tile.a + tile.size) if one.plain[n])
        for tile in found
        if page.free[tile.a] and beside.free[tile.b] and not (one.quoted[tile.a] or other.quoted[tile.b])
    }
    of_sentence: dict[int, float] = defaultdict(float)
    for tile, value in worth.items():
        of_sentence[other.sentence[tile.b]] += value
    low += low < t and of_sentence[low] < NEIGHBOUR
    high -= high > t and of_sentence[high] < NEIGHBOUR
    worth = {tile: value for tile, value in worth.items() if low <= other.sentence[tile.b] <= high}
    if not worth:
        return None
    own = sum(lexicon.weight[one.ids[n]] for n in range(start, end) if one.plain[n])
    evidence = Evidence(
        own=sum(worth.values()),
        share=sum(worth.values()) / max(own, 1.0),
        cover=sum(tile.size for tile in worth) / (end - start),
        chain=sum(max(0.0, value - 1) for value in worth.values()),
        run=max(value if tile.size >= TELLING_RUN else 0.0 for tile, value in worth.items()),
    )
    kind = _kind(evidence)
    if kind is None:
        return None
    found_here = Passage(start, end, other.firsts[low], other.span(high)[1], tuple(sorted(worth)), kind, evidence)
    return _named(found_here, one, other) if kind == "rewritten" else found_here


def _kind(found: Evidence) -> Kind | None:
    if found.reaches(LIKE):
        return "rewritten"
    if found.reaches(MAYBE) or (found.run >= TELLING_WORDS and found.cover >= TELLING_COVER):
        return "possible"
    return None


def _turn(passage: Passage | None) -> Passage | None:
    """The same passage seen from the other page."""
    if passage is None:
        return None
    tiles = tuple(sorted(Run(tile.b, tile.a, tile.size) for tile in passage.runs))
    return Passage(passage.b, passage.b_end, passage.a, passage.a_end, tiles, passage.kind, passage.evidence)


def tiles(
    here: Wording, span: tuple[int, int], there: Wording, span_there: tuple[int, int], lexicon: Lexicon
) -> list[Run]:
    """Runs of two words or more that are the same but for endings: first those in the same order, then the moved."""
    one = [lexicon.stem[n] if n >= 0 else 1 << 40 for n in here.ids[slice(*span)]]
    other = [lexicon.stem[n] if n >= 0 else 1 << 41 for n in there.ids[slice(*span_there)]]
    found: list[Run] = []
    for _ in range(PASSES):
        before = len(found)
        for block in LCSseq.opcodes(one, other):
            size = block.src_end - block.src_start
            if block.tag == "equal" and size > 1:
                found.append(Run(span[0] + block.src_start, span_there[0] + block.dest_start, size))
                one[block.src_start : block.src_end] = range(1 << 42, (1 << 42) + size)
                other[block.dest_start : block.dest_end] = range(1 << 43, (1 << 43) + size)
        if len(found) == before:
            break
    return sorted(found)
