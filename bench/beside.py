"""Web pages read by Crosswire and by untouched trafilatura in turn: whose body is better, and who is faster."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bench.pages import in_body
from crosswire.base import Limits
from crosswire.collect import clean, page_from_html
from crosswire.errors import InputError

_CLEARLY = 0.02
"""By this much a page's body F1 must be lower to be clearly worse."""
_GRAM = 4


@dataclass(frozen=True, slots=True)
class Beside:
    """One page: the body F1 of both over four-word runs, and the seconds of processor time both took."""

    ours: float
    theirs: float
    our_seconds: float
    their_seconds: float

    @property
    def clearly_worse(self) -> bool:
        return self.ours < self.theirs - _CLEARLY


def beside(data: bytes, body: Sequence[str]) -> Beside:
    """Both on one page, whose body is known; each is given the bytes and gives text and metadata."""
    start = time.process_time()
    ours = _ours(data)
    middle = time.process_time()
    theirs = _theirs(data)
    end = time.process_time()
    gold = "\n".join(body)
    return Beside(_f1(gold, ours), _f1(gold, theirs), middle - start, end - middle)


def _ours(data: bytes) -> str:
    try:
        report = clean(page_from_html(data, "page.html"), Limits())
    except InputError:
        return ""
    return "\n".join(report.text[block.start : block.end] for block in report.blocks if in_body(block))


def _theirs(data: bytes) -> str:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(data, include_comments=False, with_metadata=True)
    return (found.text or "") if isinstance(found, Document) else ""


def _f1(gold: str, mine: str) -> float:
    wanted, given = _grams(gold), _grams(mine)
    return 2 * sum((wanted & given).values()) / max(1, sum(wanted.values()) + sum(given.values()))


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[at : at + _GRAM]) for at in range(max(1, len(words) - _GRAM + 1)) if words)
