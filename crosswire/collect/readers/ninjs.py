"""Agency items in IPTC's ninjs, versions 1 to 3, to pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from crosswire.base import Page, Unread
from crosswire.errors import InputError

_TEXTS = ("body_xhtml", "body_html", "body_text")
_MARKUP = ("xhtml", "html")
_SIGNS = (*_TEXTS, "bodies", "headlines", "versioncreated", "versionCreated", "usageterms", "usageTerms", "pubstatus")


def is_ninjs(row: Mapping[Any, Any]) -> bool:
    """Whether an object is an agency item: it has a `uri`, and a property that ninjs alone has."""
    return isinstance(row.get("uri"), str) and (
        any(name in row for name in _SIGNS) or any(str(name).startswith("body_") for name in row)
    )


def page_of_item(row: Mapping[Any, Any], path: str, line: int | None) -> Page | Unread:
    """The page of one item; a picture, a video or a withdrawn item is left unread. Raises InputError CW207."""
    where = f"{path}, line {line}" if line is not None else path
    status = _first(row, "pubstatus", "pubStatus")
    given_id = _text(row.get("uri"))
    if status in ("canceled", "withheld"):
        return Unread(path=path, line=line, given_id=given_id, reason=f"the agency marks this item as {status}")
    text, is_markup = _body(row)
    if not text:
        if row.get("type") in ("picture", "graphic", "video", "audio", "composite", "planning", "event", "component"):
            return Unread(path=path, line=line, given_id=given_id, reason=f"an item of type {row['type']} has no text")
        raise InputError("CW207", f"{where} has no body.", "Give the item's text as `body_text` or `body_xhtml`.")
    return Page(
        path=path,
        text=text,
        sha256=hashlib.sha256(msgspec.json.encode(row, order="deterministic")).hexdigest(),
        encoding="utf-8",
        form="fragment" if is_markup else "text",
        is_page=False,
        line=line,
        given_id=given_id,
        given_title=_headline(row),
        given_published=_text(_first(row, "firstcreated", "firstCreated", "versioncreated", "versionCreated")),
        given_updated=_text(_first(row, "versioncreated", "versionCreated")),
        given_authors=tuple(_names(row)),
        given_outlet=_provider(row),
        given_url=_address(row),
        given_language=_text(row.get("language")),
    )


def _first(row: Mapping[Any, Any], *names: str) -> Any:
    return next((row[name] for name in names if row.get(name)), None)


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _dicts(value: object) -> Iterator[Mapping[str, Any]]:
    return (each for each in value if isinstance(each, Mapping)) if isinstance(value, list) else iter(())


def _body(row: Mapping[Any, Any]) -> tuple[str, bool]:
    """The text, and whether it is markup."""
    for name in (*_TEXTS, *sorted(str(key) for key in row if str(key).startswith("body_"))):
        text = _text(row.get(name))
        if text:
            return text, any(sign in name for sign in _MARKUP)
    for body in _dicts(row.get("bodies")):
        text = _text(body.get("value"))
        if text:
            return text, any(sign in str(body.get("contenttype") or body.get("contentType") or "") for sign in _MARKUP)
    return "", False


def _headline(row: Mapping[Any, Any]) -> str | None:
    told = [_text(each.get("value")) for each in _dicts(row.get("headlines"))]
    return _text(row.get("headline")) or next((text for text in told if text), None) or _text(row.get("title"))


def _names(row: Mapping[Any, Any]) -> Iterator[str]:
    """The byline, else the persons and bodies named as creators."""
    byline = _text(row.get("byline")) or _text(row.get("by"))
    if byline:
        yield byline
        return
    for maker in _dicts(row.get("infosources") or row.get("infoSources")):
        name = _text(maker.get("name"))
        if name and "creator" in str(maker.get("role", "")).lower():
            yield name


def _provider(row: Mapping[Any, Any]) -> str | None:
    provider = row.get("provider")
    named = _text(provider.get("name")) if isinstance(provider, Mapping) else _text(provider)
    sources = [_text(each.get("name")) for each in _dicts(row.get("infosources") or row.get("infoSources"))]
    return named or next((name for name in sources if name), None) or _text(row.get("copyrightholder"))


def _address(row: Mapping[Any, Any]) -> str | None:
    for name in ("url", "uri"):
        value = _text(row.get(name))
        if value and value.lower().startswith(("http://", "https://")):
            return value
    return None
