"""Takes a page's units and blocks, gives how much of a story it carries; cannot tell what is missing."""

from crosswire.collect.whole.judging import judge

__all__ = ["judge"]
