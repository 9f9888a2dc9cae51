"""Takes a page, gives a report whose every line is in a block of one kind; cannot read files."""

from crosswire.collect.pages.cleaning import clean

__all__ = ["clean"]
