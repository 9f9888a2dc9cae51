"""Mails to pages: the text of the mail, and what is attached to it."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from msgspec.structs import replace

from crosswire.base import Page
from crosswire.collect.readers.archives import DEEPEST, safe_name
from crosswire.collect.readers.decoding import decode
from crosswire.collect.readers.problems import bomb, damaged
from crosswire.collect.readers.rows import fitting
from crosswire.collect.readers.sources import Found, Run, Source, marked, whole
from crosswire.collect.readers.web import page_from_html
from crosswire.errors import InputError

_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)
"""What the standard library's mail parser is known to raise for damaged mails."""
_MOST_PARTS = 1_000
_MOST_HEADER = 2_000


def read_mail(source: Source, run: Run) -> Iterator[Found]:
    """The mail as a page, its plain text before its markup; attachments of known kinds are read as what they are."""
    data = whole(source, run.limits, times=12)
    if source.depth > DEEPEST:
        raise bomb(f"{source.path} lies in more than {DEEPEST} archives and mails")
    try:
        mail = message_from_bytes(data)
        parts = _parts(mail)
    except _BROKEN:
        raise damaged(source.path, "is a damaged mail") from None
    if not mail.keys():
        raise damaged(source.path, "is no mail: it has no headers")
    text = next((part for part in parts if part[1] == "text/plain" and not part[0]), None)
    body = text or next((part for part in parts if part[1] == "text/html" and not part[0]), None)
    if body is not None and body[2].strip():
        yield marked(fitting(_page(mail, body, data, source), run.limits), source)
    for number, (name, media, content) in enumerate(parts, start=1):
        if name:
            yield from run.read(_attached(source, name or str(number), media, content))
    if body is None and not any(name for name, _, _ in parts):
        raise InputError("CW201", f"{source.path} holds no text.", "Save the mail again with its text.")


def _parts(mail: Message) -> list[tuple[str, str, bytes]]:
    """File name ("" for the mail's own text), content type and bytes of each leaf, in order."""
    parts: list[tuple[str, str, bytes]] = []
    for part in mail.walk():
        if len(parts) >= _MOST_PARTS:
            break
        if part.is_multipart():
            continue
        media = part.get_content_type()
        name = part.get_filename() or ""
        if not name and (part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text"):
            name = f"part{len(parts) + 1}"
        content = part.get_payload(decode=True)
        parts.append(
            (
                name,
                f"{media}; charset={part.get_content_charset() or ''}",
                content if isinstance(content, bytes) else b"",
            )
        )
    return [(name, media if name else media.split(";")[0], _utf8(content, media)) for name, media, content in parts]


def _utf8(content: bytes, media: str) -> bytes:
    """Text in the charset that its part states, as UTF-8; as it is where that does not fit."""
    charset = media.rsplit("charset=", 1)[-1].strip().lower()
    if not media.startswith("text/") or charset in ("", "utf-8", "us-ascii"):
        return content
    try:
        return content.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return content


def _attached(source: Source, name: str, media: str, content: bytes) -> Source:
    return source.inside(safe_name(name), open=lambda: io.BytesIO(content), size=len(content), media=media)


def _page(mail: Message, body: tuple[str, str, bytes], data: bytes, source: Source) -> Page:
    _, media, content = body
    digest = hashlib.sha256(data).hexdigest()
    sender, address = _sender(mail)
    if media == "text/html":
        page = replace(page_from_html(content, source.path), sha256=digest)
    else:
        text, encoding = decode(content, source.path)
        page = Page(path=source.path, text=text.replace("\r\n", "\n"), sha256=digest, encoding=encoding)
    return replace(
        page,
        given_id=_header(mail, "message-id").strip("<> ") or None,
        given_title=re.sub(r"\A(?:(?:fwd?|re|aw|wg|tr)\s*:\s*)+", "", _header(mail, "subject"), flags=re.I) or None,
        given_published=_header(mail, "date") or None,
        given_outlet=sender or address or None,
    )


def _header(mail: Message, name: str) -> str:
    """A header as people read it; "" where there is none or it cannot be read."""
    try:
        return " ".join(str(make_header(decode_header(str(mail.get(name, ""))[:_MOST_HEADER]))).split())
    except _BROKEN:
        return ""


def _sender(mail: Message) -> tuple[str, str]:
    try:
        return parseaddr(_header(mail, "from"))
    except _BROKEN:
        return "", ""
