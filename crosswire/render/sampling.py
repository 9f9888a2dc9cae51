"""Rows for checking by hand: a stratified draw as a sheet, and precision with intervals when it comes back."""

from __future__ import annotations

import csv
import io
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from crosswire import rules
from crosswire.base import Record, digest
from crosswire.render.formats.sheets import Sheet, sheets
from crosswire.render.formats.tabular import harmless

Z = 1.959964
"""Of the normal distribution, for intervals that hold in 95 of 100 draws."""

HEADS = (
    "table",
    "row",
    "stratum",
    "stratum_rows",
    "field",
    "value",
    "words",
    "report",
    "outlet",
    "published",
    "right",
    "note",
)


class Precision(NamedTuple):
    """Of one field of one table: how many values were judged, how many were right, the precision weighted by strata,
    and its 95 % Wilson interval. `unjudged` counts lines left open."""

    table: str
    field: str
    judged: int
    right: int
    precision: float | None
    low: float | None
    high: float | None
    unjudged: int


class _Line(NamedTuple):
    stratum: str
    size: float
    is_right: bool | None


def tables() -> tuple[str, ...]:
    """The tables that can be drawn from."""
    return tuple(_words()["tables"])


def _words() -> dict[str, Any]:
    found: dict[str, Any] = rules.load("en/outputs")["sample"]
    return found


def draw(record: Record, rows: int, seed: int, only: Sequence[str] = ()) -> bytes:
    """A CSV sheet: of each table about `rows` rows, from every stratum in proportion and at least one; one line for
    each field to judge. The same seed draws the same rows. Raises KeyError for a table that cannot be drawn from."""
    plans = {name: _words()["tables"][name] for name in only or tables()}
    target = io.StringIO()
    lines = csv.writer(target, lineterminator="\r\n")
    lines.writerow(HEADS)
    for sheet in sheets(record):
        if sheet.name in plans:
            for line in _drawn(sheet, plans[sheet.name], rows, seed):
                lines.writerow([harmless(line.get(head)) for head in HEADS])
    return b"\xef\xbb\xbf" + target.getvalue().encode("utf-8")


def _drawn(sheet: Sheet, plan: dict[str, Any], rows: int, seed: int) -> Iterator[dict[str, Any]]:
    names = [column.name for column in sheet.columns]
    strata: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for values in sheet.rows:
        row = dict(zip(names, values, strict=True))
        strata[str(row[plan["stratum"]] or "")].setdefault(str(row[plan["id"]]), row)
    shares = allotted({name: len(found) for name, found in strata.items()}, rows)
    for name in sorted(strata):
        order = sorted(strata[name], key=lambda row: digest(seed, sheet.name, row))
        for key in order[: shares[name]]:
            row = strata[name][key]
            for field in plan["fields"]:
                facts = {"table": sheet.name, "row": key, "stratum": name, "stratum_rows": len(strata[name])}
                yield {**row, **facts, "field": field, "value": row[field], "right": None, "note": None}


def allotted(sizes: dict[str, int], rows: int) -> dict[str, int]:
    """How many rows of each stratum: at least one, the rest in proportion to size; never more than there are."""
    total = sum(sizes.values())
    if total <= rows:
        return dict(sizes)
    shares = {name: min(size, max(1, math.floor(rows * size / total))) for name, size in sizes.items()}
    by_rest = sorted(sizes, key=lambda name: (-(rows * sizes[name] / total % 1), name))
    for name in by_rest:
        if sum(shares.values()) < rows and shares[name] < sizes[name]:
            shares[name] += 1
    return shares


def precision(sheet: str) -> list[Precision]:
    """What a sheet that was filled in says, by table and field, in the sheet's order.

    Commas, semicolons or tabs may part the columns. Raises ValueError where it is no such sheet or a judgement is not
    among the words of `rules/en/outputs.toml`.
    """
    opening = sheet.split("\n", 1)[0]
    mark = max(",;\t", key=opening.count)
    lines = csv.DictReader(io.StringIO(sheet, newline=""), delimiter=mark)
    missing = {"table", "field", "stratum", "stratum_rows", "right"} - set(lines.fieldnames or ())
    if missing:
        raise ValueError(f"it lacks the column {', '.join(sorted(missing))}")
    found: dict[tuple[str, str], list[_Line]] = defaultdict(list)
    for number, line in enumerate(lines, start=2):
        found[line["table"], line["field"]].append(_judged(line, number))
    return [_precision(table, field, judged) for (table, field), judged in found.items()]


def _judged(line: dict[str, str], number: int) -> _Line:
    said = (line["right"] or "").strip().lower()
    words = _words()["judgements"]
    if said and said not in {word for group in words.values() for word in group}:
        raise ValueError(f"line {number} says {said!r}; say {', '.join(words['right'])} or {', '.join(words['wrong'])}")
    verdict = True if said in words["right"] else False if said in words["wrong"] else None
    try:
        return _Line(line["stratum"], float(line["stratum_rows"]), verdict)
    except ValueError:
        raise ValueError(f"line {number} has no number of rows of its stratum") from None


def _precision(table: str, field: str, lines: list[_Line]) -> Precision:
    judged = [line for line in lines if line.is_right is not None]
    right = sum(line.is_right is True for line in judged)
    if not judged:
        return Precision(table, field, 0, 0, None, None, None, len(lines))
    strata: dict[str, list[_Line]] = defaultdict(list)
    for line in judged:
        strata[line.stratum].append(line)
    total = sum(group[0].size for group in strata.values())
    weights = {name: group[0].size / total for name, group in strata.items()}
    share = sum(weights[name] * _share(group) for name, group in strata.items())
    effective = 1 / sum(weights[name] ** 2 / len(group) for name, group in strata.items())
    low, high = wilson(share, effective)
    return Precision(table, field, len(judged), right, share, low, high, len(lines) - len(judged))


def _share(lines: list[_Line]) -> float:
    return sum(line.is_right is True for line in lines) / len(lines)


def wilson(share: float, n: float) -> tuple[float, float]:
    """The 95 % interval of a share seen in `n` draws; `n` may be the effective number of a weighted draw."""
    middle = share + Z * Z / (2 * n)
    half = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    below = 1 + Z * Z / n
    return max(0.0, (middle - half) / below), min(1.0, (middle + half) / below)
