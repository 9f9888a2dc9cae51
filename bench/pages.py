"""What Crosswire answers for sets of web pages: title, authors, day and body, through the public door of collect.

Fundus counts desks and agencies as authors and summaries and subheads as body; so does this answer, which joins what a
report keeps apart.
"""

from __future__ import annotations

import gzip
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from crosswire.base import Block, Limits, Report, Stated
from crosswire.collect import clean, page_from_html
from crosswire.errors import InputError

Row = dict[str, Any]

BODY = frozenset({"standfirst", "body", "subhead", "pullquote"})


def pages(folder: Path) -> Callable[[Iterable[Row], object], Iterator[Row]]:
    """The answer for a set whose rows name files in `folder`, as they are or packed with gzip; no model is needed."""

    def answers(rows: Iterable[Row], _: object) -> Iterator[Row]:
        for row in rows:
            try:
                yield answer(str(row["id"]), clean(page_from_html(source(folder / row["file"]), row["file"]), Limits()))
            except InputError as fault:
                print(f"{row['id']}: {fault.code}, answered with nothing", file=sys.stderr)

    return answers


def source(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def answer(name: str, report: Report) -> Row:
    others = [*([report.agency] if report.agency else []), *report.credits]
    makers = [*report.authors, *(other for other in others if heads(other, report))]
    return {
        "id": name,
        "title": report.headline.text if report.headline else None,
        "authors": [maker.text for maker in makers],
        "published": report.published.value if report.published else None,
        "body": [report.text[block.start : block.end] for block in report.blocks if in_body(block)],
    }


def heads(maker: Stated, report: Report) -> bool:
    """Whether an agency or a desk is named as author, by the markup or the byline, and not in a dateline or a note."""
    if maker.start is None:
        return maker.basis == "markup"
    return any(block.kind == "byline" and block.start <= maker.start < block.end for block in report.blocks)


def in_body(block: Block) -> bool:
    return block.kind in BODY


def titles_printed(known: Iterable[tuple[bytes, Row]]) -> dict[str, float]:
    """Pages whose known title is printed on them, as a line or as the end of one, and the share with that title.

    Other titles were made for searching or sharing; nothing on a page tells which of them a set takes for the one.
    """
    right = []
    for data, row in known:
        title = _plain(row.get("title") or "")
        try:
            report = clean(page_from_html(data, row["file"]), Limits())
        except InputError:
            continue
        if title and any(_plain(line).endswith(title) for line in report.text.split("\n")):
            right.append(title == _plain(report.headline.text if report.headline else ""))
    return {"pages": len(right), "right": fmean(right) if right else 0.0}


def _plain(text: str) -> str:
    """Letters and digits as the scorer compares them, without the hyphens that only break lines."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).replace("\u00ad", "").lower()))


def more_of(folder: Path, rows: Sequence[Row]) -> Row:
    """What the scorer does not measure: lines of the same pages as scraped text, and pages beside trafilatura.

    Speed is pages a second over trafilatura's, both in this process in turn, the first page of each left out.
    """
    from bench.beside import beside
    from bench.scraped import lines_found

    known = [(source(folder / row["file"]), row) for row in rows if row.get("body")]
    english = [(data, row) for data, row in known if row.get("lang") == "en"]
    pairs = [(beside(data, row["body"]), row) for data, row in known[:1] + known][1:]
    return {
        "scraped_line_f1": lines_found((data, row["body"], row["id"]) for data, row in known).f1,
        "scraped_line_f1_judged": lines_found(((data, row["body"], row["id"]) for data, row in known), fairly=True).f1,
        "scraped_line_f1_english": lines_found((data, row["body"], row["id"]) for data, row in english).f1,
        "title_printed": titles_printed(known),
        "title_printed_english": titles_printed(english),
        "not_worse": fmean(not pair.clearly_worse for pair, _ in pairs),
        "not_worse_english": fmean(not pair.clearly_worse for pair, row in pairs if row.get("lang") == "en"),
        "speed": sum(pair.their_seconds for pair, _ in pairs) / sum(pair.our_seconds for pair, _ in pairs),
    }
