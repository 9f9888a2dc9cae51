"""Takes reports, readings, parses, decisions and records, keeps them in one SQLite file; cannot read pages.

The only room that knows SQL.
"""

from crosswire.store.store import Key, Known, Listed, Maker, Store, key_of

__all__ = ["Key", "Known", "Listed", "Maker", "Store", "key_of"]
