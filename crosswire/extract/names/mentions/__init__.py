"""Takes parsed passages, gives every name in them with its kind; cannot tell which names are one entity's."""

from crosswire.extract.names.mentions.acronyms import acronyms_in
from crosswire.extract.names.mentions.kinds import settle
from crosswire.extract.names.mentions.page import Found, Page, is_courtesy
from crosswire.extract.names.mentions.scan import again, scan

__all__ = ["Found", "Page", "acronyms_in", "again", "is_courtesy", "scan", "settle"]
