"""Takes one block's parse, gives its acts of saying: cue, speaker's phrase, content; cannot tell who is meant."""

from crosswire.extract.quotes.clauses.sayings import Saying, before_colon, find_sayings, signature
from crosswire.extract.quotes.clauses.subjects import SUBJECTS, agent, object_of, quoted_as, quoting

__all__ = [
    "SUBJECTS",
    "Saying",
    "agent",
    "before_colon",
    "find_sayings",
    "object_of",
    "quoted_as",
    "quoting",
    "signature",
]
