"""Reports of one story that share a text or an agency, and where it comes from as far as these pages show."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from crosswire.base import Lineage, row_id
from crosswire.group.cast import Joined
from crosswire.group.names import key
from crosswire.group.shelf import Shelf, telling_blocks


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
        yield a, b, f"{_called(shelf, b)} shares {words} words with {_called(shelf, a)}"
    for i in members:
        report = shelf.reports[i]
        first = shelf.place.get(report.version_of or "", -1)
        if first in members:
            yield first, i, f"{_called(shelf, i)} gives version {report.version} of one report"
    crediting: dict[str, int] = {}
    for i in members:
        agency = _agency(shelf, i)
        if agency and (first := crediting.setdefault(key(agency), i)) != i:
            yield first, i, f"{_called(shelf, first)} and {_called(shelf, i)} both credit {agency}"
    for agency, first in sorted(crediting.items()):
        named = _agency(shelf, first) or agency
        for i in members:
            if _agency(shelf, i) is None and _cites(shelf, i, named):
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
    """The only report that credits an agency, or else the only earliest; null where the pages do not tell."""
    crediting = [i for i in family if _agency(shelf, i)]
    if len(crediting) == 1:
        return crediting[0]
    dated = [(day, i) for i in crediting or family if (day := shelf.days[i]) is not None]
    if len(dated) < len(crediting or family):
        return None
    first = [i for day, i in dated if day == min(dated)[0]]
    return first[0] if len(first) == 1 else None


def _agency(shelf: Shelf, i: int) -> str | None:
    agency = shelf.reports[i].agency
    return agency.text if agency is not None else None


def _cites(shelf: Shelf, i: int, agency: str) -> bool:
    """Whether the telling itself names the agency."""
    report = shelf.reports[i]
    name = re.compile(rf"\b{re.escape(agency)}\b")
    return any(name.search(report.text, block.start, block.end) for block in telling_blocks(report))


def _called(shelf: Shelf, i: int) -> str:
    """What a reader may call a report: its outlet, or its file."""
    report = shelf.reports[i]
    return report.outlet.text if report.outlet is not None else report.given_id or report.path
