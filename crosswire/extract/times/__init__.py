"""Takes a report and its passages, gives every time expression and what it comes to; cannot tell what took place then.

`find` reads the words; `resolve` says again what its rows mean, from the rows and the report alone, once the report's
date is known or has changed. Both give the same values, because finding ends with resolving.
"""

from crosswire.extract.times.finding import find
from crosswire.extract.times.narrative.resolving import resolve

__all__ = ["find", "resolve"]
