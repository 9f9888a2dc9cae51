"""Takes files, folders and addresses, gives reports whose every line is in a block of one kind; cannot annotate.

`read` gives pages one at a time (`Fetching` says how addresses are fetched), `clean` makes a report of a page,
`page_from_row` a page of one JSON object, `page_from_html` one of a web page's bytes.
"""

from crosswire.collect.addresses import Answer, Fetching, Known
from crosswire.collect.pages import clean
from crosswire.collect.readers import page_from_html, page_from_row, read

__all__ = ["Answer", "Fetching", "Known", "clean", "page_from_html", "page_from_row", "read"]
