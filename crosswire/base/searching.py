"""The nouns of search: what is looked for, and the rows that can be found."""

from __future__ import annotations

from typing import Literal

from crosswire.base.spans import Noun

RowKind = Literal["report", "quote", "mention", "claim", "event", "disagreement"]


class Row(Noun, frozen=True, kw_only=True):
    """One thing that can be found: its words, and what it can be found by.

    `text` is the report's own words from `start` to `end`, or the title of an event, the question of a disagreement.
    `speaker`, `place` and `person` hold names with their variants, one a line. `shares_words` where words and names are
    those of the row before, as a claim's are of the mention it is about.
    """

    kind: RowKind
    row: str
    text: str
    report: str | None = None
    day: str | None = None
    type: str | None = None
    actuality: str | None = None
    disputed: bool = False
    start: int | None = None
    end: int | None = None
    speaker: str = ""
    outlet: str = ""
    agency: str = ""
    place: str = ""
    person: str = ""
    shares_words: bool = False


class Words(Noun, frozen=True, kw_only=True, tag="words"):
    """Words in a row, in one field of text or in any; the last may be the beginning of a word."""

    words: tuple[str, ...]
    field: str | None = None
    is_prefix: bool = False


class Field(Noun, frozen=True, kw_only=True, tag="field"):
    """A field that has a value rather than words: kind type actuality disputed, or the days after and before."""

    name: str
    value: str


class Not(Noun, frozen=True, kw_only=True, tag="not"):
    part: Node


class And(Noun, frozen=True, kw_only=True, tag="and"):
    parts: tuple[Node, ...]


class Or(Noun, frozen=True, kw_only=True, tag="or"):
    parts: tuple[Node, ...]


Node = Words | Field | Not | And | Or
TEXT_FIELDS = ("speaker", "outlet", "agency", "place", "person")
VALUE_FIELDS = ("kind", "type", "actuality", "disputed", "after", "before")
