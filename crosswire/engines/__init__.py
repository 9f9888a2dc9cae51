"""Takes pages and the model, runs the path over each report where the engine says; cannot read files and cannot write.

This room holds the one fault barrier: what a room raises for one report sets that report aside, with step and reason,
and the rest goes on.
"""

from crosswire.engines.local import Outcome, Read, read_pages
from crosswire.engines.spool import Place, Spool

__all__ = ["Outcome", "Place", "Read", "Spool", "read_pages"]
