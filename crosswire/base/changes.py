"""The noun of what changed between two records."""

from __future__ import annotations

from typing import Literal

from crosswire.base.groups import Account
from crosswire.base.spans import Noun

ChangeKind = Literal[
    "new_report",
    "corrected_report",
    "report_gone",
    "new_event",
    "changed_event",
    "event_gone",
    "changed_toll",
    "plan_overtaken",
    "new_disagreement",
    "changed_disagreement",
    "disagreement_gone",
]


class Change(Noun, frozen=True, kw_only=True):
    """One thing that the later record has otherwise than the earlier.

    `row` is the id in the later record, or in the earlier for what is gone; `field` what changed; `before` and `after`
    its values as text, null where there was none. `accounts` are the later record's words for it.
    """

    kind: ChangeKind
    row: str
    title: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    accounts: tuple[Account, ...] = ()
