"""A first page from end to end; the tables of pages stand beside this."""

from __future__ import annotations

from crosswire.base import Limits, Page
from crosswire.collect import clean

TEXT = """Share

Koravan and Dessel meet in Port Sarrow

By Mira Olden

3 March 2021

Minister Ilse Koravan met the leader of the Tamber Front on Wednesday, her office said in a statement.

The two sides agreed to meet again next week, although neither would say where the talks will be held.

Leave a Reply
"""


def test_a_plain_page() -> None:
    report = clean(Page(path="a.txt", text=TEXT, sha256="0", encoding="utf-8"), Limits())
    kinds = [block.kind for block in report.blocks]
    assert kinds == ["noise", "headline", "byline", "date", "body", "body", "noise"]
    assert report.published is not None
    assert report.published.value == "2021-03-03"
    assert [author.text for author in report.authors] == ["Mira Olden"]
