"""Takes what every page prints, gives the paragraphs that an outlet puts on page after page; cannot tell other noise.

`printed` is what one report tells by itself, `repeated` what all of them tell together, `without` a report and its
reading once such paragraphs are set apart.
"""

from crosswire.filter.dropping import Repeated, without
from crosswire.filter.finding import repeated
from crosswire.filter.prints import Printed, printed

__all__ = ["Printed", "Repeated", "printed", "repeated", "without"]
