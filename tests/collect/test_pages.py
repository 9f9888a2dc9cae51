"""Invented pages of many shapes: what each line is, and what the page says of itself.

`pages/NAME.txt` is the page as scraped, `pages/NAME.toml` the kind of every line that is not blank, in order.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crosswire.base import Limits, Page, Report
from crosswire.collect import clean

FOLDER = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
NEVER_BODY = {"noise navigation", "noise share", "noise advert", "noise comment", "noise legal", "noise related"}
LEAST_RIGHT = 0.9


@cache
def gold(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def report(name: str) -> Report:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    sha = hashlib.sha256(text.encode()).hexdigest()
    return clean(Page(path=f"{name}.txt", text=text, sha256=sha, encoding="utf-8"), Limits())


def kinds_by_line(found: Report) -> list[tuple[str, str]]:
    """Each line that is not blank, with the kind of the one block it lies in."""
    pairs, at = [], 0
    for line in found.text.splitlines(keepends=True):
        if line.strip():
            middle = at + line.index(line.strip()[0])
            block = next(block for block in found.blocks if block.start <= middle < block.end)
            pairs.append((f"{block.kind} {block.sub}" if block.sub else block.kind, line.strip()))
        at += len(line)
    return pairs


def fits(kind: str, wanted: str) -> bool:
    return kind == wanted or (wanted == "noise" and kind.startswith("noise"))


@pytest.mark.parametrize("name", NAMES)
def test_every_line_has_its_kind(name: str) -> None:
    found, wanted = kinds_by_line(report(name)), gold(name)["lines"]
    assert len(found) == len(wanted)
    wrong = [(kind, want, line[:70]) for (kind, line), want in zip(found, wanted, strict=True) if not fits(kind, want)]
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(wanted), wrong


@pytest.mark.parametrize("name", NAMES)
def test_no_furniture_in_the_body_and_no_body_lost(name: str) -> None:
    pairs = list(zip(kinds_by_line(report(name)), gold(name)["lines"], strict=True))
    assert not [line for (kind, line), want in pairs if kind == "body" and want in NEVER_BODY]
    assert not [(kind, line) for (kind, line), want in pairs if want == "body" and kind != "body"]


def said_of(found: Report) -> dict[str, Any]:
    """What a page says of itself, by the names the tables use."""
    return {
        "headline": found.headline.text if found.headline else None,
        "standfirst": found.standfirst.text if found.standfirst else None,
        "authors": [author.text for author in found.authors],
        "agency": found.agency.text if found.agency else None,
        "place": found.place.text if found.place else None,
        "outlet": found.outlet.text if found.outlet else None,
        "published": found.published.value if found.published else None,
        "updated": found.updated.value if found.updated else None,
        "fetched": found.fetched.value if found.fetched else None,
        "completeness": found.completeness.value,
        "kind": found.kind,
        "language": found.language,
        "no_published": found.published is None,
        "no_headline": found.headline is None,
    }


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_says_of_itself(name: str) -> None:
    said, wanted = said_of(report(name)), gold(name)
    # A table has no null: "" asks for nothing to be found.
    asked = {key: None if value == "" else value for key, value in wanted.items() if key != "lines"}
    assert {key: said[key] for key in asked} == asked


def test_nearly_every_line_over_all_pages() -> None:
    pairs = [pair for name in NAMES for pair in zip(kinds_by_line(report(name)), gold(name)["lines"], strict=True)]
    right = sum(fits(kind, want) for (kind, _), want in pairs)
    assert right / len(pairs) >= 0.97, f"{right} of {len(pairs)}"
