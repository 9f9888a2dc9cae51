"""Copied reports of the sets a pack names: what Crosswire links, in the pack's terms.

The pack holds every pair of a set with a five-word containment of .5 or more. Crosswire links each stretch of a report
to one earlier report and shows far less overlap too; so the answer is every two reports that its rows put in one
family, kept where the containment of the pair says so.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path

from bench.reading import Row, report_of
from crosswire.base import Copy
from crosswire.group import group

CONTAINED = 0.5
LARGEST = 60
"""Families above this are compared with their first report only."""


def copies(data: Path) -> Callable[[Iterable[Row], object], Iterator[Row]]:
    """The answer for a list of pairs whose ids are `set:id`, sets being files under `data`; no model is needed."""

    def answers(rows: Iterable[Row], _: object) -> Iterator[Row]:
        sets = sorted(
            {name.rsplit(":", 1)[0] for row in rows for name in (row["a"].split(":")[0], row["b"].split(":")[0])}
        )
        for name in sets:
            path = data / name
            found = path if path.is_file() else path.with_name(f"{path.name}.gz")
            for a, b in _pairs(list(_rows(found))):
                yield {"a": f"{name}:{a}", "b": f"{name}:{b}"}

    return answers


def _rows(path: Path) -> Iterator[Row]:
    opener = gzip.open if path.name.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row if "text" in row else {**row, "text": "\n".join(row["sents"])}


def _pairs(rows: list[Row]) -> Iterator[tuple[str, str]]:
    """Pairs of ids of different outlets in one family, by containment."""
    outlet = {str(row["id"]): row.get("outlet") for row in rows}
    reports = [report_of(row) for row in rows if row["text"].strip()]
    given = {report.id: report.given_id or "" for report in reports}
    shingles = {report.given_id or "": _shingles(report.text) for report in reports}
    for family in _families(group(reports, ()).copies):
        names = sorted(given[one] for one in family)
        compared = combinations(names, 2) if len(names) <= LARGEST else ((names[0], other) for other in names[1:])
        for a, b in compared:
            apart = outlet[a] is None or outlet[b] is None or outlet[a] != outlet[b]
            fewer = min(len(shingles[a]), len(shingles[b]))
            if apart and fewer and len(shingles[a] & shingles[b]) >= CONTAINED * fewer:
                yield a, b


def _families(rows: Iterable[Copy]) -> list[set[str]]:
    """Reports that certain rows hold together."""
    home: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.kind == "possible":
            continue
        joined = home[row.a.report] | home[row.b.report] | {row.a.report, row.b.report}
        for one in joined:
            home[one] = joined
    return list({min(family): family for family in home.values()}.values())


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[n:] for n in range(5)), strict=False))
