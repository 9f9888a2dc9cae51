"""Takes the source of a web page, gives its visible text with what each line is; cannot fetch, follow or run anything.

`open_page` renders the page and lays out its lines; what it gives then adds what the markup states to the report.
`open_fragment` does the same for an article's own markup, which states nothing.
"""

from crosswire.collect.html.opening import Opened, open_fragment, open_page

__all__ = ["Opened", "open_fragment", "open_page"]
