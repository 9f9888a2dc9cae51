"""Every kind of input, each with a sample: feeds, agency items, mail, web archives, tables, archives."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from crosswire.base import Limits, SetAside, Unread
from crosswire.collect import read
from tests.collect.readers import making
from tests.collect.readers.making import LEAD, LINK, MARKUP, SECOND, TEXT, THIRD, TITLE, body, pages, read_as, reports


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("feed.rss", making.RSS),
        ("feed.xml", making.ATOM),
        ("feed.json", making.JSON_FEED),
        ("item.json", json.dumps(making.NINJS)),
        ("items.json", json.dumps([making.NINJS, making.NINJS_2])),
        ("rows.json", json.dumps({"articles": [{"content": TEXT, "title": TITLE, "url": LINK, "date": "2021-03-03"}]})),
        ("rows.csv", making.CSV),
        ("rows.tsv", making.TSV),
        ("mail.eml", making.mail()),
        ("crawl.warc", making.warc()),
        ("crawl.warc.gz", making.warc_gz()),
        ("page.html.gz", gzip.compress(making.HTML.encode())),
        ("page.txt", making.HTML),
    ],
)  # fmt: skip
def test_the_first_report_says_the_same_in_every_form(tmp_path: Path, name: str, data: str | bytes) -> None:
    found = read_as(tmp_path, name, data)
    report = reports(found)[0]
    assert report.headline is not None
    assert report.headline.text == TITLE
    assert body(report)[-1] == THIRD
    assert LEAD in report.text
    assert not any(isinstance(row, SetAside) for row in found)
    assert pages(found)[0].origin == str(tmp_path / name)


def test_a_feed_entry_keeps_what_the_feed_says_of_it(tmp_path: Path) -> None:
    found = read_as(tmp_path, "feed.rss", making.RSS)
    whole, part = reports(found)
    assert [a.text for a in whole.authors] == ["Mara Ostin", "Joren Vask"]
    assert whole.outlet is not None
    assert (whole.outlet.text, whole.url, whole.given_id) == ("The Northshore Wire", LINK, "nw-1")
    assert whole.published is not None
    assert whole.published.value == "2021-03-03T21:15:00+02:00"
    assert body(whole) == [LEAD, SECOND, THIRD]
    assert [b.kind for b in whole.blocks] == ["body", "subhead", "body", "body", "noise"]
    assert whole.completeness.value == "full"
    assert part.completeness.value == "partial"
    assert "summary_only" in part.completeness.kinds
    assert isinstance(found[2], Unread)
    assert f"{LINK}3" in found[2].reason


def test_a_json_feed_and_an_atom_feed_keep_names_and_dates(tmp_path: Path) -> None:
    [atom] = reports(read_as(tmp_path, "a.xml", making.ATOM))
    [feed] = reports(read_as(tmp_path, "b.json", making.JSON_FEED))
    for report in (atom, feed):
        assert [a.text for a in report.authors] == ["Mara Ostin"]
        assert report.published is not None
        assert report.published.value == "2021-03-03T21:15:00+02:00"
        assert body(report) == [LEAD, SECOND, THIRD]
    assert atom.updated is not None
    assert atom.updated.value == "2021-03-04T07:00:00Z"
    assert (atom.given_id, feed.given_id) == ("urn:nw:1", "7")


def test_a_sitemap_gives_addresses_that_are_not_fetched(tmp_path: Path) -> None:
    [row] = read_as(tmp_path, "news.xml", making.SITEMAP)
    assert isinstance(row, Unread)
    assert (row.given_id, row.line) == (LINK, 1)


def test_other_xml_is_left_unread_in_a_folder_and_refused_by_name(tmp_path: Path) -> None:
    [named] = read_as(tmp_path, "a.xml", "<letters><letter>Dear all</letter></letters>")
    assert isinstance(named, SetAside)
    assert named.code == "CW212"
    [row] = read([tmp_path], Limits())
    assert isinstance(row, Unread)


def test_agency_items(tmp_path: Path) -> None:
    items = [making.NINJS, making.NINJS_2, {"uri": "urn:p", "type": "picture", "headline": "Boats", "usageterms": ""}]
    items.append({"uri": "urn:c", "type": "text", "pubstatus": "canceled", "body_text": TEXT})
    found = read_as(tmp_path, "items.json", json.dumps(items))
    one, two = reports(found)
    assert [a.text for a in one.authors] == ["Mara Ostin"]
    assert one.outlet is not None
    assert one.outlet.text == "Estmark Press Bureau"
    assert (two.given_id, two.url) == ("https://epb.example/item/2", "https://epb.example/item/2")
    assert two.published is not None
    assert two.published.value == "2021-03-03T20:00:00+02:00"
    assert [type(row).__name__ for row in found] == ["Page", "Page", "Unread", "Unread"]


def test_a_mail_with_attachments(tmp_path: Path) -> None:
    found = read_as(tmp_path, "m.eml", making.mail())
    assert [(type(row).__name__, row.path) for row in found] == [
        ("Page", "m.eml"),
        ("Page", "m.eml/front.txt"),
        ("Unread", "m.eml/mole.png"),
    ]
    report = reports(found)[0]
    assert report.outlet is not None
    assert (report.outlet.text, report.given_id) == ("Harbour Board of Tamber", "abc@harbour.example")
    assert report.published is not None
    assert report.published.value == "2021-03-03T21:15:00+02:00"
    assert body(report) == [LEAD, SECOND, THIRD]


def test_a_web_archive_gives_its_pages_and_counts_the_rest(tmp_path: Path) -> None:
    for name, data in (("a.warc", making.warc(3)), ("a.warc.gz", making.warc_gz(3))):
        found = read_as(tmp_path, name, data)
        rows = pages(found)
        assert [(row.line, row.given_url) for row in rows] == [(3, f"{LINK}/0"), (5, f"{LINK}/1"), (7, f"{LINK}/2")]
        assert len({row.sha256 for row in rows}) == 3
        report = reports(found)[0]
        assert report.fetched is not None
        assert report.fetched.value == "2021-03-05T10:00:00Z"
        passed = [row.reason for row in found if isinstance(row, Unread)]
        assert [reason.split()[0] for reason in passed] == ["1", "1", "4"]
        assert "pictures" in passed[1]


def test_a_damaged_web_archive_gives_what_stood_before_the_damage(tmp_path: Path) -> None:
    data = making.warc_gz(3)
    found = read_as(tmp_path, "a.warc.gz", data[: len(data) // 2])
    assert pages(found)
    assert [row.code for row in found if isinstance(row, SetAside)] == ["CW212"]


def test_tables_know_their_columns_and_lines(tmp_path: Path) -> None:
    one, two = pages(read_as(tmp_path, "a.csv", making.CSV))
    assert (one.line, one.given_id, one.given_title, one.given_outlet) == (2, "c1", TITLE, "The Northshore Wire")
    assert (two.line, two.given_id, two.text) == (5, "c2", f"{SECOND}\n{THIRD}")
    [other] = pages(read_as(tmp_path, "b.csv", f"sep;Body\nx;{LEAD}\n".encode("cp1252")))
    assert other.text == LEAD
    [latin] = pages(read_as(tmp_path, "c.csv", "text\nDie Größe des Hafens überraschte niemanden.\n".encode("cp1252")))
    assert latin.text == "Die Größe des Hafens überraschte niemanden."
    for name, data in (("d.csv", "a,b\n1,2\n"), ("e.csv", 'text\n"' + "x" * 9_000_000)):
        [row] = read_as(tmp_path, name, data)
        assert isinstance(row, SetAside)
        assert row.code in ("CW207", "CW212")


def test_parquet_with_named_columns(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pyarrow.table({"Body": [TEXT, None], "headline": [TITLE, "x"], "id": [4, 5], "score": [0.5, 0.1]})
    parquet.write_table(table, tmp_path / "a.parquet")
    page, row = read([tmp_path / "a.parquet"], Limits())
    assert (page.line, page.given_id, page.given_title, page.text) == (1, "4", TITLE, TEXT)
    assert (row.line, row.given_id, row.code) == (2, "5", "CW207")
    data = (tmp_path / "a.parquet").read_bytes()
    [bad] = read_as(tmp_path, "b.parquet", data[:40] + b"\xff" * 40 + data[80:])
    assert isinstance(bad, SetAside)


def test_rows_may_hold_a_page_source(tmp_path: Path) -> None:
    line = json.dumps({"html": making.HTML, "authors": ["Mara Ostin", {"name": "Joren Vask"}]})
    [page] = pages(read_as(tmp_path, "a.jsonl", line))
    assert (page.form, page.given_authors, page.path) == ("html", ("Mara Ostin", "Joren Vask"), "a.jsonl")


FILES = {
    "in/a.txt": TEXT.encode(),
    "in/rows.jsonl": json.dumps({"text": LEAD}).encode(),
    "../../up.html": making.HTML.encode(),
    ".hidden.txt": b"x",
    "b.docx": b"PK\x03\x04",
    "feed.rss": making.RSS.encode(),
    "deep.zip": making.zipped({"c.txt": SECOND.encode()}),
}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz"])
def test_archives_are_read_like_folders(tmp_path: Path, name: str) -> None:
    data = making.zipped(FILES) if name == "a.zip" else making.tarred(FILES)
    found = read_as(tmp_path, name, gzip.compress(data) if name.endswith("gz") else data)
    top = name
    assert [(type(row).__name__, row.path) for row in found] == [
        ("Page", f"{top}/in/a.txt"),
        ("Page", f"{top}/in/rows.jsonl"),
        ("Page", f"{top}/up.html"),
        ("Unread", f"{top}/b.docx"),
        ("Page", f"{top}/feed.rss"),
        ("Page", f"{top}/feed.rss"),
        ("Unread", f"{top}/feed.rss"),
        ("Page", f"{top}/deep.zip/c.txt"),
    ]
    assert pages(found)[0].origin == f"{tmp_path / name}/in/a.txt"


def test_bombs_and_nests_are_refused(tmp_path: Path) -> None:
    nested = b"A report of its own."
    for _ in range(7):
        nested = making.zipped({"a.zip" if nested.startswith(b"PK") else "a.txt": nested})
    bomb = making.zipped({"rows.jsonl": b"\n" * 40_000_000})
    small = Limits(file_bytes=1_000_000)
    for data, limits in ((nested, Limits()), (bomb, small), (making.zipped({"a.tar.gz": gzip.compress(bomb)}), small)):
        [row] = read_as(tmp_path, "a.zip", data, limits)
        assert isinstance(row, SetAside)
        assert row.code in ("CW213", "CW203")


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.gz", "a.warc", "a.parquet", "a.eml", "a.rss", "a.json", "a.csv"])
def test_nonsense_is_set_aside(tmp_path: Path, name: str) -> None:
    for data in (b"\x00\x01nonsense\xff" * 20, b"PK\x03\x04" + b"\x00" * 50, b"\x1f\x8b\x08" + b"\x07" * 50):
        found = read_as(tmp_path, name, data)
        assert [type(row) for row in found] == [SetAside], (name, found)


def test_kinds_are_known_by_content_where_the_name_says_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "page").write_text(making.HTML)
    (folder / "feed").write_text(making.ATOM)
    (folder / "wrong.zip").write_bytes(gzip.compress(TEXT.encode()))
    (folder / "archive").write_bytes(making.zipped({"a.txt": TEXT.encode()}))
    (folder / "page.xml").write_text(making.HTML)
    rows = list(read([folder], Limits()))
    assert [(row.path, type(row).__name__) for row in rows] == [
        ("archive/a.txt", "Page"),
        ("feed", "Page"),
        ("page", "Page"),
        ("page.xml", "Page"),
        ("wrong.zip", "SetAside"),
    ]


def test_a_name_that_is_no_text_can_be_written_down(tmp_path: Path) -> None:
    import os

    (tmp_path / os.fsdecode(b"a\xff.txt")).write_text(TEXT)
    [page] = read([tmp_path], Limits())
    assert page.path == "a\ufffd.txt"
    assert page.origin.encode()


def test_given_dates_that_are_none_are_kept_with_the_reason(tmp_path: Path) -> None:
    row = json.dumps({"text": TEXT, "published": "the day after", "updated": "2021-02-30"})
    [report] = reports(read_as(tmp_path, "a.jsonl", row))
    assert report.published is None
    assert [(u.field, u.value) for u in report.unusable] == [("published", "the day after"), ("updated", "2021-02-30")]
    assert all(u.why for u in report.unusable)


def test_a_fragment_is_shown_as_it_reads(tmp_path: Path) -> None:
    row = json.dumps({**making.NINJS, "body_xhtml": MARKUP + "<figure><figcaption>The mole.</figcaption></figure>"})
    [report] = reports(read_as(tmp_path, "a.json", row))
    assert [report.text[b.start : b.end] for b in report.blocks if b.kind == "caption"] == ["The mole."]


@pytest.mark.parametrize("name", ["all.zip", "all.tar", "all.tar.gz"])
def test_archives_hold_any_kind_of_input(tmp_path: Path, name: str) -> None:
    kinds = making.every_kind()
    alone = {kind: read_as(tmp_path, kind, data) for kind, data in kinds.items() if not kind.startswith("all")}
    inside = read_as(tmp_path, name, kinds[name])
    assert {row.text for row in pages(inside)} == {row.text for found in alone.values() for row in pages(found)}
    assert not [row for row in inside if isinstance(row, SetAside) and row.code != "CW207"]
