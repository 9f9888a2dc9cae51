"""One report at two times: which is a later version of which.

The same address, or nearly the same words of the same outlet within days, is one report that was changed. An outlet
that prints much the same words every week writes a series: those are reports of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from crosswire.base import Report, Story
from crosswire.group.cast import Joined
from crosswire.group.edits import edits
from crosswire.group.names import key
from crosswire.group.shelf import NEVER, canonical, day_of, headline, known, telling_blocks

RUN = 5
SAME, WHOLE = 0.7, 0.4
"""Share of the shorter and of the longer report's runs of five words that both must have. On pairs made of samples of
our own (`bench.versions`: recall .987, precision .997) `SAME` at .6 gives 1.000 and .995, at .8 .951 and .997; `WHOLE`
between .2 and .6 changes nothing, at .1 follow-ups are taken for versions (.979), at .8 recall is .942."""
TITLED = 0.5
"""The share of the shorter that is enough under the same headline; between .1 and .7 nothing changes there."""
GROWN = 0.8
"""The share of the shorter that is enough under the same headline however long the other is: a brief that grew."""
ADDRESSED = 0.2
"""The share that is enough at the same address: a front page whose reports have all changed is no version."""
LEAST = 30
"""Words below which nearly the same words say little."""
DAYS = 2
"""Days between two versions without a common address, at most."""
_WORD = re.compile(r"\w+")
_AROUND = re.compile(r"\A\w+://(?:www\.)?|[#?].*\Z")


class _Matter(NamedTuple):
    """What is compared of a report."""

    runs: frozenset[tuple[str, ...]]
    words: int
    headline: str
    """Its key, or that of the first words where the page has none."""
    is_headed: bool
    day: int | None


def with_versions(reports: Sequence[Report], stories: Iterable[Story]) -> list[Report]:
    """The reports in canonical order; later versions name the first, their number and what was changed since the one
    before."""
    ordered = canonical(reports)
    place = {report.id: i for i, report in enumerate(ordered)}
    marked = list(ordered)
    for family in _families(ordered, [[place[name] for name in story.reports] for story in stories]):
        members = sorted(family, key=lambda i: (*_moment(ordered[i]), i))
        for number, (before, i) in enumerate(pairwise(members), start=2):
            marked[i] = replace(
                ordered[i],
                version_of=ordered[members[0]].id,
                version=number,
                changed=edits(ordered[before], ordered[i]),
            )
    return marked


def _moment(report: Report) -> tuple[str, str]:
    """When the words of a report were those: as the page says, then as it was fetched."""
    said = known(report.updated) or known(report.published) or NEVER
    return said, report.fetched.value if report.fetched else ""


def _families(reports: Sequence[Report], stories: Iterable[Sequence[int]]) -> Iterator[list[int]]:
    """Places of reports that are versions of one: two or more, each in one family."""
    matters: dict[int, _Matter] = {}
    sets = Joined(len(reports))
    for group in _groups(reports, range(len(reports)), _address):
        _join(reports, group, sets, matters, is_address=True)
    for members in stories:
        for group in _groups(reports, members, _outlet):
            _join(reports, group, sets, matters, is_address=False)
    families: dict[int, list[int]] = defaultdict(list)
    for i in range(len(reports)):
        families[sets.root(i)].append(i)
    return (family for family in families.values() if len(family) > 1)


def _groups(reports: Sequence[Report], members: Iterable[int], named: Callable[[Report], str]) -> Iterator[list[int]]:
    """Members of one name, two or more; those without a name stand alone."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i in sorted(members):
        if name := named(reports[i]):
            groups[name].append(i)
    return (group for group in groups.values() if len(group) > 1)


def _address(report: Report) -> str:
    return _AROUND.sub("", report.url or "").rstrip("/").casefold()


def _outlet(report: Report) -> str:
    return key(report.outlet.text) if report.outlet else ""


def _join(
    reports: Sequence[Report], group: Sequence[int], sets: Joined, matters: dict[int, _Matter], *, is_address: bool
) -> None:
    """Joins each member with those before it that it is a version of; of a set only the last is looked at."""
    last: dict[int, int] = {}
    for i in group:
        for root, other in list(last.items()):
            alike = _is_version(_matter(reports, other, matters), _matter(reports, i, matters), is_address=is_address)
            if alike or sets.root(i) == sets.root(other):
                sets.join(i, other)
                del last[root]
        last[sets.root(i)] = i


def _matter(reports: Sequence[Report], i: int, matters: dict[int, _Matter]) -> _Matter:
    if i not in matters:
        report = reports[i]
        words: list[str] = []
        for block in telling_blocks(report):
            words += _WORD.findall(report.text[block.start : block.end].lower())
        runs = frozenset(zip(*(words[n:] for n in range(RUN)), strict=False))
        title = key(headline(report))
        matters[i] = _Matter(runs, len(words), title, report.headline is not None, day_of(known(report.published)))
    return matters[i]


def _is_version(one: _Matter, other: _Matter, *, is_address: bool) -> bool:
    shorter, longer = sorted((len(one.runs), len(other.runs)))
    if not shorter:
        return is_address and one.headline == other.headline
    shared = len(one.runs & other.runs)
    titled = one.headline == other.headline
    if is_address:
        return titled or shared >= ADDRESSED * shorter
    if min(one.words, other.words) < LEAST:
        return False
    if one.day is not None and other.day is not None and abs(one.day - other.day) > DAYS:
        return False
    if shared < (TITLED if titled else SAME) * shorter:
        return False
    return shared >= WHOLE * longer or (titled and one.is_headed and shared >= GROWN * shorter)
