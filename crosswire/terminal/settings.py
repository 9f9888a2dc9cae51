"""`crosswire settings`: every setting, its value now, and what it does."""

from __future__ import annotations

from crosswire.settings import describe, load
from crosswire.terminal.shared import ConfigOption, SetOption, say


def settings(config: ConfigOption = None, set_: SetOption = None) -> int:
    """List the settings with their values now, environment names and meaning."""
    chosen = load(config, set_ or ())
    for item in describe():
        say(f"{item.name} = {getattr(chosen, item.name)!r}")
        say(f"    {item.help}. Default {item.default!r}; {item.environment}")
    return 0
