"""Pure functions on a parse, shared by the rooms: takes spaCy's own Doc, gives clause frames, heads and spans; cannot
see a report or any other room's findings."""

from crosswire.grammar.passage import Passage

__all__ = ["Passage"]
