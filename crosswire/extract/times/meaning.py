"""The meanings, all of them: importing this fills the registry that `sense` reads."""

from crosswire.extract.times import clocks, counted, dates, lengths
from crosswire.extract.times.sense import MAKERS, Context, Sense, UnanchoredError, sense

__all__ = ["MAKERS", "Context", "Sense", "UnanchoredError", "clocks", "counted", "dates", "lengths", "sense"]
