"""Takes the rules, gives the names and words they list and what a name's words mean; cannot see a report."""

from crosswire.extract.names.lexicon.actor import Actor, actor
from crosswire.extract.names.lexicon.gazetteer import (
    ADJECTIVE,
    CAPITAL,
    PRECISION,
    SEAT,
    STATE,
    Known,
    Lexicon,
    government_name,
    known_names,
    lexicon,
    plural,
)
from crosswire.extract.names.lexicon.spelling import Parts, fold, parts
from crosswire.extract.names.lexicon.words import words

__all__ = [
    "ADJECTIVE",
    "CAPITAL",
    "PRECISION",
    "SEAT",
    "STATE",
    "Actor",
    "Known",
    "Lexicon",
    "Parts",
    "actor",
    "fold",
    "government_name",
    "known_names",
    "lexicon",
    "parts",
    "plural",
    "words",
]
