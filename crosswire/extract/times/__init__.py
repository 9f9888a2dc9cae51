"""Takes a report and its passages, gives every time expression and what it comes to; cannot tell what took place then.

`find` reads the words of parsed passages, `find_in_words` those of a report that nobody parsed; `resolve` says again
what rows mean, from the rows and the report alone, once the report's date is known or has changed, and gives the same
values, because finding ends with resolving; `anchor` resolves what counts from events once their days are known.
"""

from crosswire.extract.times.finding import find, find_in_words
from crosswire.extract.times.narrative.leaning import anchor
from crosswire.extract.times.narrative.resolving import resolve

__all__ = ["anchor", "find", "find_in_words", "resolve"]
