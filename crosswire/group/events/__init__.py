"""Takes the mentions of grouped reports, gives the events they tell of; cannot say which telling is right."""

from crosswire.group.events.given import coreferent
from crosswire.group.events.happenings import Happenings
from crosswire.group.events.spots import Spots
from crosswire.group.events.titles import called

__all__ = ["Happenings", "Spots", "called", "coreferent"]
