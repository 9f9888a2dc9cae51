"""Who made the report of a web page: agencies, long lines of contributors, names as addresses have them."""

import pytest

from tests.collect.html.pages import PARAGRAPHS, body, lines, page, read

TITLE = "<h1>Talks in Port Sarrow end without result</h1>"
PLAIN = PARAGRAPHS[1:]


@pytest.mark.parametrize("line", ["AFP, LOWER TAMBER", "/ AFP, Merrow", "Reuters", "AP / PORT SARROW"])
def test_a_line_of_an_agency_and_its_place_is_a_byline(line: str) -> None:
    report = read(page(f"<article>{TITLE}<div>{line}</div>{body(PLAIN)}</article>"))
    assert lines(report, "byline") == [line]
    assert report.agency is not None
    assert (report.agency.text, report.kind) == (line.strip("/ ").split(",")[0].split(" /")[0], "agency_copy")
    assert report.text[report.agency.start : report.agency.end] == report.agency.text
    assert report.authors == ()


@pytest.mark.parametrize("line", ["Lower Tamber", "AFP photographers at sea", "Watch: AFP, Lower Tamber, and more"])
def test_other_short_lines_are_none(line: str) -> None:
    report = read(page(f"<article>{TITLE}<div>{line}</div>{body(PLAIN)}</article>"))
    assert report.agency is None


def test_a_long_line_of_contributors_is_a_credit() -> None:
    line = (
        "Reporting by Mara Ostin in Lower Tamber, Joren Vask in Merrow and Ilse Tarn in Port Sarrow; Writing by Tomas "
        "Reyk; Editing by Adela Brandt and Oskar Venn"
    )
    report = read(page(f"<article>{TITLE}<p>By Mara Ostin</p>{body(PLAIN)}<p>{line}</p></article>"))
    assert lines(report, "credit") == [line]
    assert [name.text for name in report.authors] == ["Mara Ostin"]


def test_a_name_from_an_address_is_given_as_the_page_prints_it() -> None:
    head = '<meta name="author" content="mara-ostin">'
    report = read(page(f"<article>{TITLE}<p>By Mara Ostin</p>{body(PLAIN)}</article>", head))
    assert [report.text[name.start : name.end] for name in report.authors] == ["Mara Ostin"]
    unseen = read(page(f"<article>{TITLE}{body(PLAIN)}</article>", head))
    assert [name.text for name in unseen.authors] == ["mara-ostin"]
