"""What a later version of a report says takes the place of what the earlier one said."""

from __future__ import annotations

from crosswire.base import Account, Disagreement, Report, Side
from crosswire.reconcile.disagreements.superseding import supersede
from tests.making import report


def version(name: str, of: str | None = None, number: int = 1) -> Report:
    return report(f"The words of {name}.", id=name, version_of=of, version=number)


REPORTS = {one.id: one for one in (version("a1"), version("a2", "a1", 2), version("b"))}


def row(**sides: tuple[str, ...]) -> Disagreement:
    return Disagreement(
        id="d",
        between="reports",
        question="How many?",
        kind="count",
        status="contradiction",
        sides=tuple(
            Side(value=value, value_text=value, accounts=tuple(Account(report=name, start=0, end=3) for name in names))
            for value, names in sides.items()
        ),
    )


def told(found: Disagreement) -> list[tuple[str, ...]]:
    return [tuple(account.report for account in side.accounts) for side in found.sides]


def test_an_account_that_a_later_version_replaces_no_longer_counts() -> None:
    [found] = supersede([row(twelve=("a1", "b"), fourteen=("a2",))], REPORTS)
    assert (told(found), found.between, found.shown) == ([("b",), ("a2",)], "reports", True)


def test_two_versions_that_differ_are_an_update_and_not_shown() -> None:
    [found] = supersede([row(twelve=("a1",), fourteen=("a2",))], REPORTS)
    assert (told(found), found.between, found.status, found.shown) == ([("a1",), ("a2",)], "versions", "update", False)
    assert found.why


def test_what_a_later_version_repeats_or_leaves_out_still_stands() -> None:
    for given in (row(twelve=("a1", "a2"), fourteen=("b",)), row(twelve=("a1",), fourteen=("b",))):
        assert list(supersede([given], REPORTS)) == [given]
