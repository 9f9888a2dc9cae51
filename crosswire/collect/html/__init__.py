"""Takes the source of a web page, gives its visible text with what each line is; cannot fetch, follow or run anything.

`open_page` renders the page and lays out its lines; what it gives then adds what the markup states to the report.
"""

from crosswire.collect.html.opening import Opened, open_page

__all__ = ["Opened", "open_page"]
