"""Takes pages and the model, runs the path over each report where the engine says; cannot read files and cannot write.

This room holds the one fault barrier: what a room raises for one report sets that report aside, with step and reason,
and the rest goes on.
"""

from crosswire.engines.local import Outcome, Read, read_pages

__all__ = ["Outcome", "Read", "read_pages"]
