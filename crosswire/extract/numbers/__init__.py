"""Takes a report and its parsed passages, gives every count in them with its interval, outcome and group; cannot tell
which event a count belongs to. `attributed` gives each count the chain of the quotation it stands in."""

from crosswire.extract.numbers.attributing import attributed
from crosswire.extract.numbers.finding import find

__all__ = ["attributed", "find"]
