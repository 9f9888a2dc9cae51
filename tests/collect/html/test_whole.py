"""A whole page: every line in its kind, every particular with its source."""

from __future__ import annotations

import pytest

from crosswire.base import Report
from tests.collect.html.pages import PARAGRAPHS, WHOLE, lines, read


@pytest.fixture(scope="module")
def report() -> Report:
    return read(WHOLE)


def test_the_text_is_the_visible_page_line_by_line(report: Report) -> None:
    for unseen in ("never in the text", "color: red", "hidden from everybody", "a comment ", "not in the text"):
        assert unseen not in report.text
    assert f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\n" in report.text
    assert "By Mara Ostin Published 3 March 2021\n" in report.text


def test_every_line_is_in_one_block_and_every_offset_true(report: Report) -> None:
    for first, second in zip(report.blocks, report.blocks[1:], strict=False):
        assert first.end <= second.start
    covered = "".join(report.text[block.start : block.end] for block in report.blocks)
    assert covered.replace("\n", "") == report.text.replace("\n", "")
    for stated in (report.headline, report.standfirst, report.byline, report.place, report.agency, *report.authors):
        if stated is not None and stated.start is not None:
            assert report.text[stated.start : stated.end] == stated.text


def test_kinds(report: Report) -> None:
    assert lines(report, "body") == list(PARAGRAPHS)
    assert lines(report, "headline") == ["Talks in Port Sarrow end without result"]
    assert lines(report, "standfirst") == [
        "Government and Tamber Front part after a night of talks and mean to meet again"
    ]
    assert lines(report, "caption") == ["The customs house in Port Sarrow on Sunday."]
    assert lines(report, "subhead") == ["A promise and a road"]
    assert lines(report, "byline") == ["By Mara Ostin Published 3 March 2021"]


@pytest.mark.parametrize(
    ("words", "sub"),
    [
        ("World", "navigation"),
        ("Share on Twitter", "share"),
        ("Fishermen of Lower Tamber return to sea after a year", "related"),
        ("Nonsense from both sides as usual.", "comment"),
        ("Varenne talks: no result in Port Sarrow", "navigation"),
        ("© 2021 The Northshore Wire. All rights reserved.", "legal"),
    ],
)
def test_kinds_of_noise(report: Report, words: str, sub: str) -> None:
    found = {report.text[block.start : block.end]: block.sub for block in report.blocks if block.kind == "noise"}
    assert found[words] == sub


def test_particulars(report: Report) -> None:
    assert report.headline is not None
    assert report.headline.text == "Talks in Port Sarrow end without result"
    assert [author.text for author in report.authors] == ["Mara Ostin"]
    assert report.agency is not None
    assert report.agency.text == "AFP"
    assert [credit.text for credit in report.credits] == ["Northshore Newsroom"]
    assert report.credits[0].basis == "markup"
    assert report.outlet is not None
    assert (report.outlet.text, report.outlet.basis) == ("The Northshore Wire", "markup")
    assert report.url == "https://www.northshore.example/world/talks-in-port-sarrow"
    assert report.language == "en"


def test_dates_keep_the_zone_as_printed(report: Report) -> None:
    assert report.published is not None
    assert report.updated is not None
    assert (report.published.value, report.published.zone) == ("2021-03-03T21:15:00+02:00", "+02:00")
    assert (report.published.basis, report.updated.value) == ("markup", "2021-03-04T08:00:00+02:00")


def test_what_the_user_gave_goes_first() -> None:
    report = read(
        WHOLE,
        given_title="Talks fail",
        given_published="2020-01-02",
        given_outlet="Desk",
        given_url="https://a.example/x",
    )
    assert report.headline is not None
    assert report.published is not None
    assert report.outlet is not None
    assert (report.headline.text, report.headline.basis) == ("Talks fail", "given")
    assert (report.published.value, report.published.basis) == ("2020-01-02", "given")
    assert (report.outlet.text, report.url) == ("Desk", "https://a.example/x")


def test_the_same_bytes_give_the_same_report() -> None:
    assert read(WHOLE) == read(WHOLE)
