"""Takes files, folders and globs, gives pages decoded and whole; cannot tell what stands on them."""

from crosswire.collect.readers.files import read
from crosswire.collect.readers.rows import page_from_row
from crosswire.collect.readers.web import page_from_html

__all__ = ["page_from_html", "page_from_row", "read"]
