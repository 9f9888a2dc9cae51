"""Pages on which the extractor or the markup says nothing, or something odd."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswire import collect
from crosswire.base import Limits, Page, SetAside
from crosswire.collect import clean
from tests.collect.html.pages import PARAGRAPHS, body, lines, page, read


def test_without_an_extractor_the_lines_speak_for_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crosswire.collect.html.opening.extracted", lambda *_: [])
    report = read(page("<h1>Talks in Port Sarrow end</h1><p>By Mara Ostin</p>" + body() + "<p>Share</p>"))
    assert lines(report, "body") == list(PARAGRAPHS)
    assert [author.text for author in report.authors] == ["Mara Ostin"]


def test_text_that_scripts_would_have_shown_is_read() -> None:
    report = read(page("<div hidden><h1>Talks in Port Sarrow end</h1>" + body() + "</div>"))
    assert lines(report, "body") == list(PARAGRAPHS)


def test_no_markup_at_all() -> None:
    report = read(page("<h1>Talks in Port Sarrow end</h1>" + body()))
    assert report.headline is not None
    assert (report.headline.text, report.headline.basis) == ("Talks in Port Sarrow end", "stated")
    assert report.published is None
    assert (report.url, report.outlet, report.authors) == (None, None, ())


def test_the_printed_headline_goes_before_the_one_made_for_search_engines() -> None:
    head = "<meta property=og:title content='What happened at the Port Sarrow talks between Varenne and the Front'>"
    report = read(page("<h1>Talks in Port Sarrow end without result</h1>" + body(), head))
    assert report.headline is not None
    assert report.headline.text == "Talks in Port Sarrow end without result"


def test_a_page_declares_one_language_and_is_in_another() -> None:
    assert read(page("<h1>Talks end</h1>" + body(), lang="de")).language == "en"


def test_what_a_page_prints_again_and_again_is_not_its_text() -> None:
    notice = "<h3>This content is not shown</h3><p>Your settings do not allow content of other sites to be shown.</p>"
    report = read(
        page("<article><h1>Talks end</h1>" + notice.join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</article>")
    )
    assert lines(report, "body") == list(PARAGRAPHS)
    assert lines(report, "subhead") == []


def test_the_day_in_the_address_when_nothing_else_tells() -> None:
    head = "<link rel=canonical href='https://northshore.example/2021/03/03/talks'>"
    report = read(page("<h1>Talks end</h1>" + body(), head))
    assert report.published is not None
    assert (report.published.value, report.published.basis) == ("2021-03-03", "url")
    assert report.outlet is not None
    assert (report.outlet.text, report.outlet.basis) == ("northshore.example", "url")


def test_web_pages_are_read_from_files_by_their_ending(tmp_path: Path) -> None:
    for name in ("a.html", "b.HTM"):
        (tmp_path / name).write_bytes(page("<h1>Talks end</h1>" + body()))
    found = list(collect.read([tmp_path], Limits()))
    assert [(item.path, item.form) for item in found if isinstance(item, Page)] == [
        ("a.html", "html"),
        ("b.HTM", "html"),
    ]
    assert [clean(item, Limits()).path for item in found if isinstance(item, Page)] == ["a.html", "b.HTM"]


def test_a_web_page_over_the_limit_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page(body() * 100))
    (found,) = collect.read([tmp_path], Limits(report_chars=1000))
    assert isinstance(found, SetAside)
    assert found.code == "CW203"


@pytest.mark.parametrize("updated", ["2021-03-03T21:15:00Z", "2021-03-03T09:00:00Z", "2021-03-02"])
def test_a_change_before_the_publication_is_none(updated: str) -> None:
    head = (
        "<meta property=article:published_time content=2021-03-03T21:15:00Z>"
        f"<meta property=article:modified_time content={updated}>"
    )
    assert read(page("<h1>Talks end</h1>" + body(), head)).updated is None
