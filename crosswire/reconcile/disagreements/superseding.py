"""Versions of one report: what a later one says in place of an earlier one is an update, no second voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from crosswire import rules
from crosswire.base import Account, Disagreement, Report, Side


def supersede(rows: Iterable[Disagreement], reports: Mapping[str, Report]) -> Iterator[Disagreement]:
    """The rows without the accounts of which a later version of the same report says otherwise.

    Where that leaves a single side, the row is one of versions: kept as it was, as an update, and not shown.
    """
    revised = {report.version_of for report in reports.values() if report.version_of}
    for row in rows:
        told = {account.report for side in row.sides for account in side.accounts}
        if not any(reports[name].version_of or name in revised for name in told):
            yield row
            continue
        sides = [_standing(side, row, reports) for side in row.sides]
        left = tuple(side for side in sides if side.accounts)
        if len(left) > 1:
            yield msgspec.structs.replace(row, sides=left)
        else:
            why = rules.load("en/reconcile")["why"]["later_version"]
            yield msgspec.structs.replace(row, between="versions", status="update", shown=False, why=(*row.why, why))


def _standing(side: Side, row: Disagreement, reports: Mapping[str, Report]) -> Side:
    """The side with the accounts that no later version takes back: one that stands on another side, and not on this."""
    here = _latest((account for account in side.accounts), reports)
    there = _latest((account for other in row.sides if other is not side for account in other.accounts), reports)
    kept = tuple(a for a in side.accounts if there.get(_first(a, reports), 0) <= here[_first(a, reports)])
    return msgspec.structs.replace(side, accounts=kept)


def _first(account: Account, reports: Mapping[str, Report]) -> str:
    return reports[account.report].version_of or account.report


def _latest(accounts: Iterable[Account], reports: Mapping[str, Report]) -> dict[str, int]:
    """The last version of each report among the accounts."""
    latest: dict[str, int] = {}
    for account in accounts:
        first = _first(account, reports)
        latest[first] = max(latest.get(first, 0), reports[account.report].version)
    return latest
