"""Workers that stay up when the last report is read, and are given the portions of the record then."""

from __future__ import annotations

from contextlib import ExitStack

from crosswire.relating import Begin

TRIES = 2
"""Workers that may be lost with a portion before it is made in this process."""


class Hands(ExitStack):
    """Use it in `with`: all workers end with it. `begin` is null until there are any."""

    begin: Begin | None = None
