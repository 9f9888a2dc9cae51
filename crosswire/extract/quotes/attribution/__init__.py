"""Takes an act of saying and the report's entities, gives who speaks and through whom; cannot tell what is said."""

from crosswire.extract.quotes.attribution.chains import links, relays
from crosswire.extract.quotes.attribution.circumstances import Around, look_around
from crosswire.extract.quotes.attribution.speakers import BODIES, Cast, Voice, who, who_here

__all__ = ["BODIES", "Around", "Cast", "Voice", "links", "look_around", "relays", "who", "who_here"]
