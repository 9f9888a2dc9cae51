"""Clause frames: who did what to whom, under which negation, modality and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate with its arguments, as the parse of one block shows them."""

    predicate: Token


def read_frames(doc: Doc) -> tuple[Frame, ...]:
    """The clause frames of a parsed block, in the order of their predicates."""
    return tuple(Frame(predicate=token) for token in doc if token.pos_ == "VERB")
