"""The ledgers as tables: every row has its cells, every cell's anchors their words."""

from __future__ import annotations

from crosswire.base import Record
from crosswire.dissect import LoadedModel
from crosswire.render.ledgers import Ledger, ledgers
from tests.reconcile.ledgers.whole import record_of

TEXT = """
The Orvanian army declared a ten-day ceasefire on Monday. The ceasefire collapsed on Wednesday.

At least 14 civilians were killed on Tuesday when a rocket hit the market in Selmar, the Hask Valley Monitor said.

Minister Ilse Koravan demanded an inquiry led by the council. Koravan met President Teodor Brask on Friday.

On Monday Brannock vetoed a draft resolution on flights over the valley.
"""


def made(model: LoadedModel) -> tuple[Record, dict[str, Ledger]]:
    record = record_of([{"text": TEXT, "published": "2019-09-21"}], model)
    return record, {ledger.name: ledger for ledger in ledgers(record)}


def test_seven_tables_whose_anchors_reproduce_their_words(model: LoadedModel) -> None:
    record, found = made(model)
    assert list(found) == ["talks", "truces", "incidents", "aid", "texts", "positions", "territory"]
    texts = {report.id: report.text for report in record.reports}
    for ledger in found.values():
        for row in ledger.rows:
            assert len(row) == len(ledger.columns)
            first = row[-1].anchors[0]
            assert row[-1].text == " ".join(texts[first.report][first.start : first.end].split())


def test_rows_say_what_the_page_says(model: LoadedModel) -> None:
    _, found = made(model)
    assert [(row[1].text, row[2].text, row[3].text) for row in found["truces"].rows] == [
        ("2019-09-16", "declared", "the outlet"),
        ("2019-09-18", "ended", "the outlet"),
    ]
    [figure] = [row for row in found["incidents"].rows if row[4].text]
    assert (figure[2].text, figure[4].text, figure[5].text) == (
        "killed",
        "At least 14 civilians",
        "the Hask Valley Monitor",
    )
    assert [row[2].text for row in found["positions"].rows if row[1].text == "wants"] == [
        "an inquiry led by the council"
    ]
    assert [row[2].text for row in found["texts"].rows] == ["vetoed"]
    assert len(found["talks"].rows) == 1
