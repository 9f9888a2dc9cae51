"""Takes rows with their words, makes them findable, gives those a query looks for; cannot read a query."""

from crosswire.store.finding.question import Found, Hit
from crosswire.store.finding.rows import Rows
from crosswire.store.finding.snippets import MARK

__all__ = ["MARK", "Found", "Hit", "Rows"]
