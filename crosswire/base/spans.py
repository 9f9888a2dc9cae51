"""Where words stand. Offsets are Unicode code points into `Report.text`, start included, end excluded."""

from __future__ import annotations

import msgspec


class Noun(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename={"from_": "from"}):
    """The parent of every noun: immutable, keyword-only, comparable by value, written as a JSON object.

    Nouns hold values only and so form no cycles: the garbage collector need not visit them, which saves time and 16
    bytes each.
    """


class Anchor(Noun, frozen=True, kw_only=True):
    """The exact words of one report: `report.text[start:end]`."""

    report: str
    start: int
    end: int


class Stated(Noun, frozen=True, kw_only=True):
    """A value with the words that state it.

    `start` and `end` are null where the value did not come from the report's text; `basis` then says where it
    came from: "given" by the user, "markup", "url", "stated" in the text, "inferred".
    """

    text: str
    start: int | None = None
    end: int | None = None
    basis: str = "stated"
