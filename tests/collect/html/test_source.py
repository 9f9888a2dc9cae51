"""Encodings: by mark, by content, as declared; a wrong declaration does no harm."""

from __future__ import annotations

import pytest

from tests.collect.html.pages import PARAGRAPHS, body, lines, read

TEXT = tuple(text.replace("Varenne", "Várenne") for text in PARAGRAPHS)


def declared(charset: str) -> str:
    return f"<html><head><meta charset='{charset}'></head><body>{body(TEXT)}</body></html>"


@pytest.mark.parametrize(
    ("says", "is_in", "encoding"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("utf-8", "cp1252", "cp1252"),
        ("ISO-8859-1", "cp1252", "cp1252"),
        ("windows-1250", "cp1250", "cp1250"),
        ("unicode_escape", "cp1252", "cp1252"),
        ("no-such-charset", "utf-8", "utf-8"),
        ("utf-8", "utf-16", "utf-16-le"),
        ("utf-8", "utf-8-sig", "utf-8"),
    ],
)
def test_decoded_whatever_is_declared(says: str, is_in: str, encoding: str) -> None:
    report = read(declared(says).encode(is_in))
    assert lines(report, "body") == list(TEXT)
    assert report.encoding == encoding


def test_declared_in_an_old_way() -> None:
    text = tuple(text.replace("Varenne", "Варенне") for text in PARAGRAPHS)
    head = "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>"
    report = read(f"<html><head>{head}</head><body>{body(text)}</body></html>".encode("cp1251"))
    assert lines(report, "body") == list(text)
