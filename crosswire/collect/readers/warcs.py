"""Web archives (WARC, as CC-News ships them; WET) to pages, one record at a time."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from crosswire.base import Page, SetAside, Unread
from crosswire.collect.readers.decoding import decode
from crosswire.collect.readers.kinds import by_media
from crosswire.collect.readers.problems import damaged, set_aside, too_long
from crosswire.collect.readers.sources import Run, Source, marked
from crosswire.collect.readers.web import page_from_html
from crosswire.errors import InputError

_SOURCE = 4
_OK = 200
_CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"
_PAGES = frozenset({"response", "resource", "conversion"})


def read_warc(source: Source, run: Run) -> Iterator[Page | SetAside | Unread]:
    """Pages among the answers kept; how many records were passed over, and why, is one line of unread.

    `line` is the number of the record. The file streams: no more than one record is in memory.
    """
    from fastwarc.warc import ArchiveIterator

    from crosswire.collect.readers.archives import seekable

    passed: Counter[str] = Counter()
    most = run.limits.report_chars * _SOURCE
    number = last = 0
    # The library looks back where a record is damaged, and panics where it cannot.
    with source.open() as opened, seekable(opened) as stream:
        try:
            records = ArchiveIterator(stream, auto_decode="all", fsspec_args=False)
            for number, record in enumerate(records, start=1):
                last = record.stream_pos
                yield from _found(record, number, source, most, passed)
        except (OSError, ValueError, EOFError) as problem:
            if isinstance(problem, OSError) and problem.errno is not None:
                raise
            yield set_aside(damaged(source.path, f"is damaged behind record {number:,}"), source.path, number + 1)
            number += 1
    if number and _breaks_off(source, last):
        yield set_aside(damaged(source.path, f"breaks off in record {number:,}"), source.path, number)
    if not number:
        raise damaged(source.path, "is no web archive, or an empty one")
    for why, count in sorted(passed.items()):
        yield Unread(path=source.path, reason=f"{count:,} records passed over: {why}")


def _breaks_off(source: Source, last: int) -> bool:
    """Whether the last record, packed by itself, has no end; the library passes over that in silence."""
    with source.open() as stream:
        if not stream.seekable() or stream.read(2) != _GZIP:
            return False
        stream.seek(last)
        unpacking = zlib.decompressobj(wbits=31)
        try:
            while not unpacking.eof and (data := stream.read(_CHUNK)):
                while data and not unpacking.eof:
                    unpacking.decompress(data, _CHUNK)
                    data = unpacking.unconsumed_tail
        except zlib.error:
            return True
        return not unpacking.eof


def _found(record: Any, number: int, source: Source, most: int, passed: Counter[str]) -> Iterator[Page | SetAside]:
    if str(record.record_type) not in _PAGES:
        passed["they hold no page (requests, metadata, repeats)"] += 1
        return
    try:
        page = _page(record, number, source, most, passed)
    except InputError as problem:
        yield set_aside(problem, source.path, number, record.headers.get("WARC-Target-URI"))
        return
    if page is not None:
        yield marked(page, source)


def _page(record: Any, number: int, source: Source, most: int, passed: Counter[str]) -> Page | None:
    media = record.headers.get("Content-Type") or ""
    if record.is_http and record.is_http_parsed:
        media = record.http_content_type or "text/html"
        if record.http_headers.status_code not in (None, _OK):
            passed["the server did not answer with a page (redirects, errors)"] += 1
            return None
    kind = by_media(media)
    if kind not in ("web", "text"):
        passed["they are no text (pictures, scripts, documents)"] += 1
        return None
    data = record.reader.read(most + 1)
    where = f"{source.path}, record {number}"
    if len(data) > most:
        raise too_long(where, f"more than {most:,} bytes", allowed_bytes(most))
    return replace(_opened(record, data, kind, where), path=source.path, line=number, **_given(record))


def allowed_bytes(most: int) -> str:
    return f"{most:,} bytes for one page"


def _opened(record: Any, data: bytes, kind: str, where: str) -> Page:
    if kind == "web":
        return page_from_html(data, where, charset=record.http_charset if record.is_http else None)
    text, encoding = decode(data, where)
    return Page(path=where, text=text, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding)


def _given(record: Any) -> dict[str, str | None]:
    address = record.headers.get("WARC-Target-URI")
    return {
        "given_url": address.strip("<> ")[:2000] if address else None,
        "given_fetched": record.headers.get("WARC-Date"),
    }
