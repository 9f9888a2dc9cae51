"""The files a record is passed on as: one file of code a format, each a function from a record to named files.

`make(name, record)` gives the files of one format. None adds a statement to the record; all keep to what a shared
record still holds. Libraries beyond the core are imported where they are used, and are extras.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crosswire.base import Record
from crosswire.render.formats import docx, markdown, tabular
from crosswire.render.formats.files import File

__all__ = ["FORMATS", "File", "make"]

FORMATS: dict[str, Callable[[Record], Iterator[File]]] = {
    "markdown": markdown.files,
    "docx": docx.files,
    "csv": tabular.csv,
    "xlsx": tabular.xlsx,
    "jsonl": tabular.jsonl,
    "parquet": tabular.parquet,
}
"""Each format by its name, in the order in which they are listed."""


def make(name: str, record: Record) -> Iterator[File]:
    """The files of one format. Raises KeyError for an unknown name, ModuleNotFoundError where its library lacks."""
    return FORMATS[name](record)
