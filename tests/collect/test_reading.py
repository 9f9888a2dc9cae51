"""Files, folders, globs and JSON lines; what cannot be read is set aside with its reason, and the rest goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crosswire.base import Limits, Page, SetAside, Unread
from crosswire.collect import page_from_row, read
from crosswire.errors import InputError, UsageError

SMALL = Limits(report_chars=1000)


def pages(*inputs: str | Path, limits: Limits = SMALL) -> list[Page | SetAside | Unread]:
    return list(read(inputs, limits))


def only(*inputs: str | Path, limits: Limits = SMALL) -> Page | SetAside | Unread:
    (found,) = pages(*inputs, limits=limits)
    return found


def test_a_folder_is_read_in_order_and_drops_nothing(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.jsonl", "notes.pdf", "README", ".hidden.txt", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"text": "One."}\n' if name.endswith("jsonl") else "One.", "utf-8")
    found = pages(tmp_path)
    assert [row.path for row in found] == ["README", "a/c.jsonl", "a/z.txt", "b.txt", "notes.pdf"]
    assert [type(row).__name__ for row in found] == ["Unread", "Page", "Page", "Page", "Unread"]
    assert all(row.reason for row in found if isinstance(row, Unread))


def test_single_files_globs_and_missing_ones(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.txt").write_text("One.")
    (tmp_path / "in" / "y.pdf").write_text("One.")
    assert only(tmp_path / "in" / "x.txt").path == "x.txt"
    assert only(f"{tmp_path}/in/*.txt").path == "x.txt"
    assert only(f"{tmp_path}/*/*.txt").path == "in/x.txt"
    named = only(tmp_path / "in" / "y.pdf")
    assert isinstance(named, SetAside)
    assert named.code == "CW211"
    for missing in ("nothing.txt", "*.nothing"):
        with pytest.raises(UsageError, match="CW102"):
            read([str(tmp_path / missing)], SMALL)


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert pages(tmp_path) == []


BROKEN = "Koravan said: “no”. Dessel said: “yes”.".encode()


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Größe und Übel.".encode(), "Größe und Übel.", "utf-8"),
        (b"\xef\xbb\xbfOne.\r\nTwo.", "One.\r\nTwo.", "utf-8"),
        ("Koravan said “no” – twice, at the café in Lowmark.".encode("cp1252"), None, "cp1252"),
        ("Le président a parlé lundi à Genève, selon un témoin. Il était seul.".encode("latin-1"), None, "cp1252"),
        ("One line.\nTwo lines.".encode("utf-16"), "One line.\nTwo lines.", "utf-16-le"),
        ("One line.\nTwo lines.".encode("utf-16-le"), "One line.\nTwo lines.", "utf-16-le"),
        ("One line.\nTwo lines.".encode("utf-16-be"), "One line.\nTwo lines.", "utf-16-be"),
        ("Министр сообщил о встрече в понедельник вечером.".encode("utf-16-le"), None, "utf-16-le"),
        ("Министр сообщил о встрече в понедельник вечером.".encode("cp1251"), None, "cp1251"),
        (
            "Selma Hölt sold flour.".encode() + b" The mark\xff\xfeet shut.",
            "Selma Hölt sold flour. The mark\ufffd\ufffdet shut.",
            "utf-8 (2 bytes replaced)",
        ),
        ("Rien au MENÜ“, sagte Jörg Übel.".encode("cp1252"), None, "cp1252"),
        ("NICHTS IM MENÜ“ für Größe und Öl".encode("cp1252"), None, "cp1252"),
        ("Le café d’Ana, à côté, a brûlé.".encode("cp1252"), None, "cp1252"),
        (
            b"Koravan ging um 9 Uhr. " * 40 + "Größe, Öl, “Übel”. ".encode() * 3 + b"\xe9\xe9\xe9",
            None,
            "utf-8 (3 bytes replaced)",
        ),
        (BROKEN + b" \xff\xfe end", BROKEN.decode() + " \ufffd\ufffd end", "utf-8 (2 bytes replaced)"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, text: str | None, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    page = only(tmp_path / "a.txt")
    assert isinstance(page, Page)
    assert page.encoding == encoding
    assert page.text == (text if text is not None else data.decode(encoding.split()[0], "replace"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "CW201"),
        (b"\xef\xbb\xbf", "CW201"),
        (b" \n\t\r\n ", "CW201"),
        (bytes(range(256)) * 10, "CW202"),
        (b"%PDF-1.4\n" + b"\x00\x01\x02\x03" * 50, "CW202"),
        (b"word " * 300, "CW203"),
        (b"x" * 5_000_000, "CW203"),
    ],
)
def test_files_that_are_set_aside(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_text("One.")
    bad, good = pages(tmp_path)
    assert isinstance(bad, SetAside)
    assert (bad.code, bad.path, bad.step) == (code, "a.txt", "collect")
    assert bad.error
    assert bad.cure
    assert isinstance(good, Page)


def test_json_lines_one_bad_line_costs_one_line(tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "text": "One.", "title": "T", "date": "2020-01-02", "outlet": "O", "url": "u"}',
        "",
        "not json",
        '["a list"]',
        '{"id": "c", "title": "no text"}',
        '{"id": "d", "text": ["a list"]}',
        '{"id": 7, "text": "Two.", "page": true}',
        '{"id": "e", "text": "' + "x" * 1001 + '"}',
        "[" * 50_000,
        '{"id": "f", "text": "Three.", "title": 3}',
        '{"text": "' + "y" * 200_000 + '"}',
        '{"id": "g", "text": "Four."}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    found = pages(tmp_path / "a.jsonl")
    seen = [(row.line, row.given_id, row.code if isinstance(row, SetAside) else "page") for row in found]
    assert seen == [
        (1, "a", "page"),
        (3, None, "CW206"),
        (4, None, "CW206"),
        (5, "c", "CW207"),
        (6, "d", "CW207"),
        (7, "7", "page"),
        (8, "e", "CW203"),
        (9, None, "CW206"),
        (10, "f", "CW207"),
        (11, None, "CW203"),
        (12, "g", "page"),
    ]
    first = found[0]
    assert isinstance(first, Page)
    assert (first.given_title, first.given_published, first.given_outlet, first.given_url) == (
        "T",
        "2020-01-02",
        "O",
        "u",
    )
    assert [row.is_page for row in found if isinstance(row, Page)] == [False, True, False]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_lines_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Größe."}\n{"text": "Zwei."}\n', encoding)
    assert [row.text for row in pages(tmp_path / "a.jsonl") if isinstance(row, Page)] == ["Größe.", "Zwei."]


def test_a_damaged_json_line_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"text": "Größe, Übel, Ärger '.encode() + b'\xff"}\n')
    page = only(tmp_path / "a.jsonl")
    assert isinstance(page, Page)
    assert page.encoding == "utf-8 (1 bytes replaced)"


def test_errors_carry_no_report_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "secret words"\n{"texts": "secret words"}\n', "utf-8")
    for row in pages(tmp_path / "a.jsonl"):
        assert isinstance(row, SetAside)
        assert "secret" not in row.error + row.cure


def test_a_row_gives_a_page() -> None:
    page = page_from_row({"id": 3, "text": "One.", "published": "2020-01-02"}, "in.jsonl", 9)
    assert (page.given_id, page.given_published, page.is_page, page.line) == ("3", "2020-01-02", False, 9)
    with pytest.raises(InputError, match="CW206"):
        page_from_row(json.loads("[]"), "in.jsonl", 1)


def test_a_link_to_a_folder_is_noted_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    row = only(tmp_path / "in")
    assert isinstance(row, Unread)
    assert row.path == "loop"
