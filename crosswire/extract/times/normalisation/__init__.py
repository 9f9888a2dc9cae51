"""What an expression comes to, in the terms of TIMEX3 and the calendar, once it is known when it was said.

Importing this fills the registry of meanings that `sense` reads.
"""

from crosswire.extract.times.normalisation import clocks, dates, deixis, durations
from crosswire.extract.times.normalisation.sense import MAKERS, Context, Sense, UnanchoredError, sense

__all__ = ["MAKERS", "Context", "Sense", "UnanchoredError", "clocks", "dates", "deixis", "durations", "sense"]
