"""Takes the rules, gives the names and words they list and what a name's words mean; cannot see a report."""

from crosswire.extract.names.lexicon.actor import Actor, actor
from crosswire.extract.names.lexicon.gazetteer import (
    ADJECTIVE,
    CAPITAL,
    PRECISION,
    SEAT,
    STATE,
    Known,
    government_name,
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
    "Parts",
    "actor",
    "fold",
    "government_name",
    "lexicon",
    "parts",
    "plural",
    "words",
]
