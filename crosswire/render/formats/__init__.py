"""The files a record is passed on as: one file of code a format, each a function from a record to named files.

`make(name, record)` gives the files of one format. None adds a statement to the record; all keep to what a shared
record still holds. Libraries beyond the core are imported where they are used, and are extras.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crosswire.base import Record
from crosswire.render.formats import (
    calendar,
    citations,
    columnar,
    docx,
    evidence,
    feeds,
    markdown,
    network,
    pictures,
    tabular,
)
from crosswire.render.formats.files import File

__all__ = ["FORMATS", "File", "make"]

FORMATS: dict[str, Callable[[Record], Iterator[File]]] = {
    "markdown": markdown.files,
    "docx": docx.files,
    "csv": tabular.csv,
    "xlsx": tabular.xlsx,
    "jsonl": tabular.jsonl,
    "parquet": tabular.parquet,
    "tables": columnar.files,
    "annotations": evidence.web_annotations,
    "evidence": evidence.archive,
    "jsonld": evidence.sources,
    "bibtex": citations.bibtex,
    "csl": citations.csl,
    "timelinejs": pictures.timelinejs,
    "icalendar": calendar.files,
    "geojson": pictures.geojson,
    "graphml": network.files,
    "atom": feeds.atom,
    "jsonfeed": feeds.jsonfeed,
}
"""Each format by its name, in the order in which they are listed."""


NEWS: dict[str, Callable[[Record, Record | None], Iterator[File]]] = {"atom": feeds.atom, "jsonfeed": feeds.jsonfeed}
"""Those of them that can tell what is new since an earlier record."""


def make(name: str, record: Record, before: Record | None = None) -> Iterator[File]:
    """The files of one format; feeds of what `before` had not, if it is given.

    Raises KeyError for an unknown name, ModuleNotFoundError where a library lacks.
    """
    return NEWS[name](record, before) if name in NEWS else FORMATS[name](record)
