"""Takes the bytes of a web page, gives its page, and of such a page a report; cannot fetch, follow or run anything.

`page_of` decodes; `open_page` renders the visible text, says what each line is, and keeps what the markup states.
"""

from crosswire.collect.html.opening import Opened, open_page
from crosswire.collect.html.source import page_of

__all__ = ["Opened", "open_page", "page_of"]
