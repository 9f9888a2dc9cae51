"""Takes a page's lines, gives each its kind: headline, body, furniture …; cannot read markup or say who made it."""

from crosswire.collect.layout.laying import lay_out
from crosswire.collect.layout.parts import Layout

__all__ = ["Layout", "lay_out"]
