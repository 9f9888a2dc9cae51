"""Pure functions on a parse, shared by the rooms: takes spaCy's own Doc, gives clause frames, heads and spans; cannot
see a report or any other room's findings."""

from crosswire.grammar.actuality import actuality, governor_class, is_definite, is_governed
from crosswire.grammar.attribution import attribution
from crosswire.grammar.frames import Frame, read_frames, speech_words
from crosswire.grammar.passage import Passage
from crosswire.grammar.sources import Principal, Source, source, source_type
from crosswire.grammar.tree import Tree

__all__ = [
    "Frame",
    "Passage",
    "Principal",
    "Source",
    "Tree",
    "actuality",
    "attribution",
    "governor_class",
    "is_definite",
    "is_governed",
    "read_frames",
    "source",
    "source_type",
    "speech_words",
]
