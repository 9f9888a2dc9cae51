"""A block is parsed from its own first word on, behind where the report was filed."""

from __future__ import annotations

import pytest

from crosswire.base import Limits
from crosswire.collect import clean, page_from_row
from crosswire.dissect import LoadedModel, dissect

BODY = "Ilse Koravan, the harbour minister of Varenne, has been dismissed, her office said on Monday."


@pytest.mark.parametrize(
    "opening",
    [
        "PORT SARROW — ",
        "PORT SARROW, Varenne — ",
        "PORT SARROW (EPB) - ",
        "PORT SARROW, March 3 (EPB) - ",
        "PORT SARROW ― ",
        "",
    ],
)
def test_a_dateline_is_not_parsed(model: LoadedModel, opening: str) -> None:
    page = page_from_row({"id": "r", "text": f"{opening}{BODY}\n\nNobody else was named."}, "pages.jsonl", 1)
    report = clean(page, Limits(min_body_words=1))
    first = dissect(report, model)[0]
    assert first.doc.text.startswith("Ilse Koravan")
    assert report.text[first.start :].startswith(first.doc.text[:40])


def test_a_dash_later_on_is_no_dateline(model: LoadedModel) -> None:
    page = page_from_row({"id": "r", "text": "Koravan spoke — at last — of the harbour on Monday."}, "pages.jsonl", 1)
    report = clean(page, Limits(min_body_words=1))
    assert dissect(report, model)[0].doc.text.startswith("Koravan spoke")
