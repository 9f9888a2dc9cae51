"""A source to the reader of its kind; what cannot be used is set aside here, and the rest goes on."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from crosswire.base import Limits, Page, Unread
from crosswire.collect.addresses import Fetcher
from crosswire.collect.readers.archives import read_packed, read_tar, read_zip
from crosswire.collect.readers.decoding import decode
from crosswire.collect.readers.feeds import read_feed
from crosswire.collect.readers.jsons import read_json
from crosswire.collect.readers.kinds import charset_of, ending_of, kind_of
from crosswire.collect.readers.mail import read_mail
from crosswire.collect.readers.problems import READ_CURE, allowed, cannot_open, set_aside, too_long
from crosswire.collect.readers.rows import read_rows
from crosswire.collect.readers.sources import Found, Reader, Run, Source, head, marked, whole
from crosswire.collect.readers.tables import read_parquet, read_table
from crosswire.collect.readers.warcs import read_warc
from crosswire.collect.readers.web import page_from_html
from crosswire.errors import InputError


def read_source(source: Source, limits: Limits, fetcher: Fetcher) -> Iterator[Found]:
    """Every report that a source holds, one at a time. Addresses that it names are fetched only as `fetcher` allows."""
    try:
        yield from _read(source, _run(limits, fetcher, follow=fetcher.rules.follow))
    except InputError as problem:
        yield set_aside(problem, source.path)
    except OSError as problem:
        yield set_aside(cannot_open(source.path, problem), source.path)


def _run(limits: Limits, fetcher: Fetcher, *, follow: bool) -> Run:
    def fetch(url: str, given: Mapping[str, Any]) -> Iterator[Found]:
        return read_address(url, limits, fetcher, given)

    return Run(limits, lambda inner: read_source(inner, limits, fetcher), fetch if follow else None)


def read_address(url: str, limits: Limits, fetcher: Fetcher, given: Mapping[str, Any] | None = None) -> Iterator[Found]:
    """What stands at an address, read as what it is; `given` is what is known of it already, a feed having named it:
    what such an address leads to is not followed again. Nothing comes of one that has not changed."""
    try:
        answer = fetcher.fetch(url)
        if fetcher.rules.heard:
            fetcher.rules.heard(url, answer)
        if answer.data is None:
            return
        data = answer.data
        known = {"given_url": answer.url, "given_fetched": answer.fetched, **(given or {})}
        source = Source(
            path=url,
            origin=url,
            open=lambda: io.BytesIO(data),
            size=len(data),
            called=urlsplit(answer.url).path,
            named=True,
            media=answer.media or "text/html",
            given={**known, "etag": answer.etag, "modified": answer.modified},
        )
        yield from _read(source, _run(limits, fetcher, follow=fetcher.rules.follow and given is None))
    except InputError as problem:
        yield set_aside(problem, url)


def _read(source: Source, run: Run) -> Iterator[Found]:
    if source.size is not None and source.size > run.limits.file_bytes:
        raise too_long(source.path, f"{source.size:,} bytes", f"{run.limits.file_bytes:,} bytes for one file")
    reader = _READERS.get(kind_of(source.called or source.path, head(source), source.media))
    if reader is not None:
        empty = True
        for found in reader(source, run):
            empty = False
            yield found
        if empty:
            raise InputError("CW201", f"{source.path} holds nothing to read.", "Check that it was saved whole.")
        return
    ending = ending_of(source.called or source.path)
    kind = f"{ending} files are" if ending else "files without an ending are"
    if source.named:
        raise InputError("CW211", f"{source.path} cannot be read: {kind} not read.", READ_CURE)
    yield Unread(path=source.path, reason=f"{kind} not read")


def _read_text(source: Source, run: Run) -> Iterator[Page]:
    data = whole(source, run.limits)
    text, encoding = decode(data, source.path)
    if len(text) > run.limits.report_chars:
        raise too_long(source.path, f"{len(text):,} characters", allowed(run.limits))
    page = Page(path=source.path, text=text, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding)
    yield marked(page, source)


def _read_web(source: Source, run: Run) -> Iterator[Page]:
    yield marked(page_from_html(whole(source, run.limits), source.path, charset=charset_of(source.media)), source)


_READERS: dict[str, Reader] = {
    "text": _read_text,
    "web": _read_web,
    "rows": read_rows,
    "json": read_json,
    "feed": read_feed,
    "table": read_table,
    "parquet": read_parquet,
    "mail": read_mail,
    "warc": read_warc,
    "zip": read_zip,
    "tar": read_tar,
    "packed": read_packed,
}
