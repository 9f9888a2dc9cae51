"""The disagreements: the first in full, the rest by who disagrees, and the look-alikes with why they are none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from crosswire.base import Disagreement, Record, Side
from crosswire.render.dates import span
from crosswire.render.desk import ROWS, Cite, Desk, listed
from crosswire.render.words import clipped, label, quoted, say, table

AT_A_GLANCE = 3
"""Disagreements shown in full on the first screen."""

NAMED = frozenset({"blame", "actor", "place"})
"""Kinds whose value is a name, printed before the words; of positions those that say what somebody does: "for it"."""

DATED = frozenset({"date", "time"})
"""Kinds whose value is a day or days."""

LOOK_ALIKES = 60
"""Most look-alikes printed; the rest are counted."""


class Voice(NamedTuple):
    """One source and the pages that print what it says."""

    source: str
    cites: list[Cite]


class Claimed(NamedTuple):
    """One side: the value where it is a name or a day, the words, what of the question they speak of, who says so."""

    name: str
    words: str
    scope: str
    voices: list[Voice]


class Dispute(NamedTuple):
    number: int
    question: str
    between: str
    status: str
    event: str
    sides: tuple[Claimed, ...]
    why: tuple[str, ...]
    decided: tuple[str, ...] = ()
    id: str = ""


class Rest(NamedTuple):
    title: str
    rows: list[Dispute]


class Disputes(NamedTuple):
    """`first` in full; `rest` by who disagrees, those on weak pages alone last; `spared` are look-alikes."""

    first: list[Dispute]
    rest: list[Rest]
    spared: list[Dispute]
    more_spared: int


def disputes(record: Record, desk: Desk) -> Disputes:
    """Every disagreement shown, numbered as its flags are, and the look-alikes."""
    rows = listed(record.disagreements)[:ROWS]
    pairs = [(row, _dispute(number, row, desk)) for number, row in enumerate(rows, start=1)]
    weak = [made for row, made in pairs if row.weak]
    strong = [pair for pair in pairs if not pair[0].weak]
    rest = []
    for between, title in table("between").items():
        rest.append(Rest(title, [made for row, made in strong[AT_A_GLANCE:] if row.between == between]))
    rest = [group._replace(title=say("disagreements.also", title=group.title, n=len(group.rows))) for group in rest]
    rest.append(Rest(say("disagreements.weak", n=len(weak)), weak))
    alike = [row for row in record.disagreements if not row.shown]
    return Disputes(
        first=[made for _, made in strong[:AT_A_GLANCE]],
        rest=[group for group in rest if group.rows],
        spared=[_dispute(0, row, desk) for row in alike[:LOOK_ALIKES]],
        more_spared=max(0, len(alike) - LOOK_ALIKES),
    )


def _dispute(number: int, row: Disagreement, desk: Desk) -> Dispute:
    return Dispute(
        number,
        row.question,
        label("between_short", row.between),
        label("status", row.status),
        desk.event_titles.get(row.event or "", ""),
        tuple(_side(side, row.kind, desk) for side in row.sides),
        row.why,
        desk.decided.get(row.id, ()),
        row.id,
    )


def _side(side: Side, kind: str, desk: Desk) -> Claimed:
    words = quoted(clipped(side.value_text)) if side.value_text else side.value
    name = ""
    if side.value_text and (kind in NAMED or (kind == "position" and ": " in side.value)):
        name = side.value[:1].upper() + side.value[1:]
    elif side.value_text and kind in DATED:
        start, _, end = side.value.partition("/")
        name = span(start, f"{end}T23:59" if len(end) == 10 else end or None, weekday=True)
    return Claimed(name, words, side.scope or "", _voices([desk.account(account) for account in side.accounts]))


def _voices(cites: Iterable[Cite]) -> list[Voice]:
    """Accounts by who says so, the pages' own voice among them."""
    voices: dict[str, Voice] = {}
    for cite in cites:
        voices.setdefault(cite.source.lower(), Voice(cite.source, [])).cites.append(cite)
    return list(voices.values())
