"""Takes a report's parsed passages and quotations, gives who is for or against what; cannot compare two of them."""

from __future__ import annotations

from crosswire.extract.stances.finding import find

__all__ = ["find"]
