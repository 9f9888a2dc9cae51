"""Bytes of a web page to its page: the encoding by mark, by content, or as the page declares."""

from __future__ import annotations

import codecs
import hashlib
import re

from crosswire import rules
from crosswire.base import Page
from crosswire.collect.readers.decoding import decode

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,30})|\A\s*<\?xml[^>]{0,100}?encoding=[\"']([\w:.-]{2,30})",
    re.I,
)
_HEAD = 4096
_FEW_NULLS = 0.05
"""Share of zero bytes up to which they are damage; text in two-byte units has ten times that."""


def page_from_html(data: bytes, path: str, charset: str | None = None, **given: str | None) -> Page:
    """The page of an HTML file's bytes; its `text` is the source until `clean` renders it.

    `charset` is the one its server stated; `given` are the user's own columns of `Page`. Raises InputError CW201
    (empty), CW202 (binary), CW204 (no encoding).
    """
    text, encoding = _decoded(data, path, charset)
    digest = hashlib.sha256(data).hexdigest()
    return Page(path=path, text=text, sha256=digest, encoding=encoding, form="html", **given)  # type: ignore[arg-type]


def _decoded(data: bytes, path: str, charset: str | None) -> tuple[str, str]:
    """By mark; as UTF-8 where it is (other encodings practically never look like it, whatever a page declares); as
    declared where that fits; else by content."""
    if data.startswith(_MARKS):
        return decode(data, path)
    if 0 < data.count(0) <= _FEW_NULLS * len(data):
        data = data.replace(b"\0", b"")
    declared = None if data.isascii() else _known(charset) or _declared(data[:_HEAD])
    if declared is None:
        return decode(data, path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(declared), declared
    except UnicodeDecodeError:
        return decode(data, path)


def _declared(head: bytes) -> str | None:
    match = _DECLARED.search(head)
    if match is None:
        return None
    return _known((match[1] or match[2]).decode("ascii"))


def _known(name: str | None) -> str | None:
    """The codec of a charset. Only these: Python has others (idna, unicode_escape) that are none of pages."""
    charsets = rules.load("any/html")["charsets"]
    found: str | None = charsets.get(name.strip(" \"'").lower().replace("_", "-")) if name else None
    return found
