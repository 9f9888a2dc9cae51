"""Takes files, folders and pages, gives reports whose every line is in a block of one kind; cannot fetch or annotate.

`read` gives pages one at a time, `clean` makes a report of a page, `page_from_row` a page of one JSON object,
`page_from_html` one of a web page's bytes.
"""

from crosswire.collect.pages import clean
from crosswire.collect.readers import page_from_html, page_from_row, read

__all__ = ["clean", "page_from_html", "page_from_row", "read"]
