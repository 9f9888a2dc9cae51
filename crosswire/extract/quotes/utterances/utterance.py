"""A quotation on its way: its parts, the act of saying it hangs on, and the block it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.extract.quotes.clauses import Saying
from crosswire.extract.quotes.cues import Act
from crosswire.extract.quotes.marks import Marked
from crosswire.extract.quotes.sheet import Sheet, Stretch

Kind = Literal["direct", "mixed", "indirect"]


@dataclass(slots=True)
class Utterance:
    """One quotation on its way: parts in the report's offsets, the saying it hangs on, and the sheet of that saying.

    `inherited` tells that the saying stands in another sentence and only lends its speaker.
    """

    kind: Kind
    act: Act
    parts: list[Stretch]
    saying: Saying | None
    sheet: Sheet
    inherited: bool = False
    reach: int = 0
    inside: Marked | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One block with its acts of saying, and the block above it. `stitched` tells that its sentences may come from
    different texts, so that none lends another its speaker."""

    sheet: Sheet
    sayings: list[Saying]
    above: Block | None = None
    stitched: bool = False


Lead = tuple[Sheet, Saying | None, bool]
"""Where a speaker is named, the act of saying that names it, and whether only the speaker is lent."""
