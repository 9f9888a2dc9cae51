"""Takes a query in words, and reports with their readings; gives what to look for, and rows to find; cannot store."""

from crosswire.search.query import parse
from crosswire.search.rows import rows_of_record, rows_of_report
from crosswire.search.variants import spellings, widened

__all__ = ["parse", "rows_of_record", "rows_of_report", "spellings", "widened"]
