"""Takes a report and its parsed passages, gives every count in them with its interval, outcome and group; cannot tell
which event a count belongs to."""

from crosswire.extract.numbers.finding import find

__all__ = ["find"]
