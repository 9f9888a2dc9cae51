"""What kind of thing an input is: by its first bytes where these leave no doubt, else by its name, else as stated."""

from __future__ import annotations

import re
from functools import cache

from crosswire import rules

_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b\x08", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\x00", "packed"),
    (b"PAR1", "parquet"),
    (b"WARC/1.", "warc"),
)
_TAR_AT, _TAR = 257, b"ustar"
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*", re.DOTALL)
_WEB = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_FEED = re.compile(rb"<(?:!DOCTYPE\s+rss|(?:\w+:)?(?:rss|feed|RDF|urlset|sitemapindex)[\s>])")
_BY_CONTENT = frozenset({"text", "feed", "json", "web", ""})
"""Kinds whose name is not believed against what the content says it is."""


@cache
def _by(table: str) -> dict[str, str]:
    kinds = rules.load("any/inputs")[table]
    return {form: kind for kind, forms in kinds.items() for form in forms}


def ending_of(path: str) -> str:
    """The part of a name behind its last dot, with it, in small letters; "" where there is none."""
    name = path.rsplit("/", 1)[-1].lstrip(".")
    return f".{name.rsplit('.', 1)[1].lower()}" if "." in name else ""


def by_name(path: str) -> str:
    """The kind a name promises, or ""."""
    kind = _by("endings").get(ending_of(path), "")
    return "packed" if kind == "tar_packed" else kind


def by_media(media: str) -> str:
    """The kind a content type promises, or ""."""
    return _by("media").get(media.split(";")[0].strip().lower(), "")


def charset_of(media: str) -> str | None:
    """The charset that a content type states."""
    match = re.search(r"charset\s*=\s*[\"']?([\w:.-]{2,30})", media, re.IGNORECASE)
    return match[1] if match else None


def unpacked_name(path: str) -> str:
    """The name of what a packed file holds: "a.warc.gz" holds "a.warc", "a.tgz" a .tar."""
    ending = ending_of(path)
    kind = _by("endings").get(ending)
    return path[: -len(ending)] + (".tar" if kind == "tar_packed" else "") if kind in ("packed", "tar_packed") else path


def kind_of(path: str, head: bytes, media: str = "") -> str:
    """The reader for something with this name, these first bytes and this stated content type; "" for none."""
    stated_there = by_media(media)
    named = "" if stated_there else by_name(path)
    if not named and ending_of(path) and not media:
        return ""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return "tar"
    stated = named or stated_there
    if stated in _BY_CONTENT:
        start = _START.match(head)
        at = start.end() if start else 0
        if _WEB.match(head, at):
            return "web"
        if named != "text" and _FEED.match(head, at):
            return "feed"
    return stated
