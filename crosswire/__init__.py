"""Crosswire reads what many outlets report about a developing story and makes one record of it.

Start with `crosswire.api`; the path itself is `crosswire.flow`.
"""

__version__ = "0.1.0"
