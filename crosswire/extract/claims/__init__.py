"""Takes a report's event mentions and counts, gives its claims and the roll-up of its main incident; cannot compare
two reports."""

from __future__ import annotations

from crosswire.extract.claims.finding import find
from crosswire.extract.claims.rollup.choosing import roll_up

__all__ = ["find", "roll_up"]
