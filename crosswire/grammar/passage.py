"""A passage: one block of a report, parsed alone, with its place in the report's text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from crosswire.base import Part

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from crosswire.base import BlockKind
    from crosswire.grammar.frames import Frame


@dataclass(frozen=True)
class Passage:
    """One block and its parse. `report.text[start + token.idx]` is the token's first character: a `Doc` is always made
    from the block's exact text, so offsets only ever need `start` added. `words` is that text, where it is at hand.

    `frames` are the clause frames of the whole block, made once on first use and shared by every room, and with the
    `twin`: a passage of the same parse that stands elsewhere.
    """

    kind: BlockKind
    start: int
    doc: Doc = field(repr=False)
    twin: Passage | None = field(default=None, repr=False, compare=False)
    words: str = field(default="", repr=False)

    @cached_property
    def text(self) -> str:
        """The block's text. `doc.text` puts it together from all tokens each time it is asked."""
        return self.words or self.doc.text

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        if self.twin:
            return self.twin.frames

        from crosswire.grammar.frames import read_frames

        return read_frames(self.doc)

    def offsets(self, part: Span | Token) -> tuple[int, int]:
        """Start and end of a token or span in the report's text."""
        if hasattr(part, "idx"):
            begin = self.start + part.idx
            return begin, begin + len(part.text)
        return self.start + part.start_char, self.start + part.end_char

    def sentences(self) -> tuple[Part, ...]:
        """The block's sentences, in the report's text, without blanks at their edges; the whole block if unparsed."""
        doc = self.doc
        if not doc.has_annotation("SENT_START"):
            return (Part(start=self.start, end=self.start + len(self.text)),) if self.text.strip() else ()
        found = []
        for sent in doc.sents:
            text = sent.text
            begin = self.start + sent.start_char + len(text) - len(text.lstrip())
            if text.strip():
                found.append(Part(start=begin, end=begin + len(text.strip())))
        return tuple(found)
