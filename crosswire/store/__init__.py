"""Takes reports, readings, parses, decisions and records, keeps them in one SQLite file; cannot read pages.

The only room that knows SQL.
"""

from crosswire.store.finding import MARK, Found, Hit
from crosswire.store.store import Heard, Key, Listed, Maker, Store, key_of

__all__ = ["MARK", "Found", "Heard", "Hit", "Key", "Listed", "Maker", "Store", "key_of"]
