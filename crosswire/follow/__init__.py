"""Takes reports, readings and what people decided, gives them as decided, with what became of each; cannot decide."""

from crosswire.follow import values
from crosswire.follow.citing import Citer, UnknownIdError
from crosswire.follow.docket import Docket
from crosswire.follow.order import in_order, undone

__all__ = ["Citer", "Docket", "UnknownIdError", "in_order", "undone", "values"]
