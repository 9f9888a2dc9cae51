"""Reports of one story that share a text or an agency, and where it comes from as far as these pages show.

A sentence or two taken over does not make two reports one text: it stands among the copies, and what it tells counts
once where origins of an event are counted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from crosswire.base import Lineage, Report, row_id
from crosswire.group.agencies import credited, issued_by, one_agency
from crosswire.group.cast import Joined
from crosswire.group.shelf import Shelf, minutes_between, telling_blocks

AGENCIES = 40
"""Agencies of one story that its other reports may name at most; more than any story seen has: linear cost."""
SHARE = 0.1
"""Part of the shorter report's words that two reports must share to be one text. Of pairs of long reports read on two
affairs those below share one sentence of background or furniture, those above .15 paragraphs; .08 to .15 moves few."""


def find(shelf: Shelf, texts: Mapping[tuple[int, int], int], stories: Sequence[Sequence[int]]) -> tuple[Lineage, ...]:
    """`texts` gives the words that two reports (earlier, later) share.

    One row for each set of two reports or more that share an origin, in canonical order.

    Reports in no row share no text and no credit with another: that does not make them independent.
    """
    home = {i: n for n, members in enumerate(stories) for i in members}
    shared: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for (a, b), words in sorted(texts.items()):
        if home[a] == home[b]:
            shared[home[a]].append((a, b, words))
    rows = []
    for n, members in enumerate(stories):
        reasons = list(_reasons(shelf, members, shared[n]))
        sets = Joined(len(shelf.reports))
        for a, b, _ in reasons:
            sets.join(a, b)
        families: dict[int, list[int]] = defaultdict(list)
        for i in members:
            families[sets.root(i)].append(i)
        for root, family in sorted(families.items()):
            if len(family) > 1:
                basis = [why for a, _, why in reasons if sets.root(a) == root]
                rows.append(_row(shelf, family, basis))
    return tuple(rows)


def _reasons(
    shelf: Shelf, members: Sequence[int], shared: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[int, int, str]]:
    for a, b, words in shared:
        if words >= SHARE * min(_size(shelf.reports[a]), _size(shelf.reports[b])):
            yield a, b, f"{_called(shelf, b)} shares {words} words with {_called(shelf, a)}"
    for i in members:
        report = shelf.reports[i]
        first = shelf.place.get(report.version_of or "", -1)
        if first in members:
            yield first, i, f"{_called(shelf, i)} gives version {report.version} of one report"
    yield from _of_agencies(shelf, members)


def _of_agencies(shelf: Shelf, members: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Reports that credit one agency, those that it issued itself, and those that name it as a source."""
    crediting: dict[str, int] = {}
    for i in members:
        agency = credited(shelf.reports[i])
        if agency and (first := crediting.setdefault(one_agency(agency), i)) != i:
            yield first, i, f"{_called(shelf, first)} and {_called(shelf, i)} both credit {agency}"
    for _, first in sorted(crediting.items())[:AGENCIES]:
        named = credited(shelf.reports[first]) or ""
        for i in members:
            if issued_by(shelf.reports[i], named):
                yield first, i, f"{_called(shelf, first)} credits {named}"
            elif credited(shelf.reports[i]) is None and _cites(shelf, i, named):
                yield first, i, f"{_called(shelf, i)} cites {named}, which {_called(shelf, first)} credits"


def _row(shelf: Shelf, family: Sequence[int], reasons: Sequence[str]) -> Lineage:
    origin = _origin(shelf, family)
    return Lineage(
        id=row_id("l", shelf.reports[family[0]].id),
        origin=None if origin is None else shelf.reports[origin].id,
        reports=tuple(shelf.reports[i].id for i in family),
        basis="; ".join(dict.fromkeys(reasons)) + ".",
    )


def _origin(shelf: Shelf, family: Sequence[int]) -> int | None:
    """The only report that the credited agency issued or that credits one, or else the only earliest; null where the
    pages do not tell."""
    reports = {i: shelf.reports[i] for i in family}
    agencies = {one_agency(agency) for one in reports.values() if (agency := credited(one))}
    issued = [i for i in family if (outlet := reports[i].outlet) is not None and one_agency(outlet.text) in agencies]
    nearest = issued or [i for i in family if credited(reports[i])]
    if len(nearest) == 1:
        return nearest[0]
    among = nearest or list(family)
    if any(shelf.days[i] is None for i in among):
        return None
    first = among[0]
    for i in among:
        first = i if minutes_between(reports[i], reports[first]) > 0 else first
    return first if all(minutes_between(reports[first], reports[i]) > 0 for i in among if i != first) else None


def _size(report: Report) -> int:
    """The words of a report's telling."""
    return sum(len(report.text[block.start : block.end].split()) for block in telling_blocks(report))


def _cites(shelf: Shelf, i: int, agency: str) -> bool:
    """Whether the telling itself names the agency."""
    report = shelf.reports[i]
    name = re.compile(rf"\b{re.escape(agency)}\b")
    return any(name.search(report.text, block.start, block.end) for block in telling_blocks(report))


def _called(shelf: Shelf, i: int) -> str:
    """What a reader may call a report: its outlet, or its file."""
    report = shelf.reports[i]
    return report.outlet.text if report.outlet is not None else report.given_id or report.path
