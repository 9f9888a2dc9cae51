"""Checks against the collected reports: the quotations of any document, and a record that may have been changed."""

from crosswire.render.verify.integrity import Fault, changes, faults
from crosswire.render.verify.matching import Checked, Shelf
from crosswire.render.verify.opening import text_of
from crosswire.render.verify.quoting import Quotation, quotations

__all__ = ["Checked", "Fault", "Quotation", "Shelf", "changes", "faults", "quotations", "text_of"]
