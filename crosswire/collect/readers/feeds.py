"""Feeds to pages, an entry each: RSS, Atom and RDF, JSON Feed; news sitemaps, which hold addresses alone."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from crosswire import rules
from crosswire.base import Page, Unread
from crosswire.collect.readers.problems import damaged
from crosswire.collect.readers.rows import fitting
from crosswire.collect.readers.sources import Found, Run, Source, marked, whole

_MOST_ENTRIES = 50_000
_TAG = re.compile(r"<[a-zA-Z!/][^<>]{0,2000}>")
_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|RDF|urlset|sitemapindex|channel)[\s>]")
_OPEN_END = re.compile(r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|&#8230;|&hellip;)\s*\]|&#8230;|&hellip;)\s*(?:</\w+>\s*)*\Z")
_NAMES = re.compile(
    rb"(<(?:\w{1,20}:)?(?:author|contributor|creator|email|managingEditor|name|owner|publisher|webMaster)\b[^<>]{0,200}>"
    rb"(?:<!\[CDATA\[)?[^<]{2000})[^<]+"
)
"""Names of people longer than any: the library looks in them for an address at the square of their length."""
_WHOLE_WORDS = 150
"""Words from which a feed's description is taken for the whole report; summaries have 20 to 60. Between 100 and 250
nothing changes for the feeds of our samples."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a feed says of one report. `content` is the text a feed gives as the whole, `summary` what may be less."""

    content: str
    summary: str
    markup: bool
    title: str | None = None
    link: str | None = None
    name: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None


def read_feed(source: Source, run: Run) -> Iterator[Found]:
    """Entries with text become pages; others, and the addresses of a sitemap, are listed as unread."""
    data = whole(source, run.limits)
    root = _ROOT.search(data[:65536])
    if root is None:
        if source.named:
            raise damaged(source.path, "is neither a feed nor a sitemap")
        yield Unread(path=source.path, reason=".xml files other than feeds and sitemaps are not read")
    elif root[1] in (b"urlset", b"sitemapindex"):
        yield from _sitemap(data, source, run)
    else:
        yield from _parsed(data, source, run)


def _parsed(data: bytes, source: Source, run: Run) -> Iterator[Found]:
    import feedparser

    # A stream, never a string: of a string it would take an address or a file's name. Nothing is cleaned or resolved
    # there; markup is rendered later, and never run.
    feed = feedparser.parse(
        io.BytesIO(_NAMES.sub(rb"\1", data)),
        response_headers={"content-type": "application/xml"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not feed.entries and feed.bozo:
        raise damaged(source.path, "is no whole feed: no entry can be read")
    outlet = outlet_name(_text(feed.feed.get("title")), _text(feed.feed.get("link")))
    language = _text(feed.feed.get("language"))
    for number, entry in enumerate(feed.entries[:_MOST_ENTRIES], start=1):
        own = outlet_name(_text(_get(entry, "source").get("title")), None)
        yield from _found(_entry(entry, language), own or outlet, number, source, run)
    if feed.bozo and _is_cut(data):
        yield Unread(path=source.path, line=len(feed.entries), reason="the feed breaks off here; the rest is lost")


def _is_cut(data: bytes) -> bool:
    return not re.search(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>", data[-4096:])


def _get(entry: Any, name: str) -> Mapping[str, Any]:
    value = entry.get(name)
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _entry(entry: Any, language: str | None) -> _Entry:
    contents = [c for c in entry.get("content") or () if isinstance(c, Mapping) and _text(c.get("value"))]
    best = max(contents, key=lambda c: len(c["value"]), default=None)
    content = _text(best.get("value")) if best else None
    summary = _text(entry.get("summary"))
    stated = str((best or _get(entry, "summary_detail")).get("type") or "")
    text = content or summary or ""
    names = [_text(a.get("name")) for a in entry.get("authors") or () if isinstance(a, Mapping)]
    return _Entry(
        content=content or "",
        summary=summary or "",
        markup="html" in stated or bool(_TAG.search(text)) or "&" in text,
        title=_plain(_text(entry.get("title"))),
        link=_text(entry.get("link")),
        name=_text(entry.get("id")),
        published=_text(entry.get("published")) or _text(entry.get("created")),
        updated=_text(dict.get(entry, "updated")),  # its own `get` would give the day of publication instead
        authors=tuple(dict.fromkeys(name for name in names if name)),
        language=_text(_get(entry, "title_detail").get("language")) or language,
    )


def _plain(text: str | None) -> str | None:
    import html

    return " ".join(_TAG.sub("", html.unescape(text)).split()) or None if text else None


def read_json_feed(feed: Mapping[str, Any], source: Source, run: Run) -> Iterator[Found]:
    """JSON Feed, versions 1 and 1.1."""
    outlet = outlet_name(_text(feed.get("title")), _text(feed.get("home_page_url")))
    items = feed.get("items")
    for number, item in enumerate(items[:_MOST_ENTRIES] if isinstance(items, list) else (), start=1):
        if isinstance(item, Mapping):
            yield from _found(_json_entry(item, feed), outlet, number, source, run)


def _json_entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> _Entry:
    people = item.get("authors") or [item.get("author")]
    names = (
        [_text(each.get("name")) for each in people if isinstance(each, Mapping)] if isinstance(people, list) else []
    )
    html = _text(item.get("content_html"))
    name = item.get("id")
    return _Entry(
        content=html or _text(item.get("content_text")) or "",
        summary=_text(item.get("summary")) or "",
        markup=bool(html),
        title=_text(item.get("title")),
        link=_text(item.get("url")) or _text(item.get("external_url")),
        name=str(name) if isinstance(name, str | int) and not isinstance(name, bool) else None,
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        authors=tuple(dict.fromkeys(name for name in names if name)),
        language=_text(item.get("language")) or _text(feed.get("language")),
    )


def _found(entry: _Entry, outlet: str | None, number: int, source: Source, run: Run) -> Iterator[Found]:
    text = entry.content or entry.summary
    if run.fetch is not None and entry.link and not entry.content:
        yield from run.fetch(entry.link, {"given_title": entry.title, "given_published": entry.published})
        return
    if not _TAG.sub("", text).strip():
        yield Unread(
            path=source.path,
            line=number,
            given_id=entry.name or entry.link,
            reason=f"the feed gives no text for it, only an address: {entry.link}" if entry.link else "it has no text",
        )
        return
    words = len(_TAG.sub(" ", text).split())
    digest = hashlib.sha256(msgspec.json.encode([text, entry.title, entry.link, entry.published, entry.updated]))
    page = Page(
        path=source.path,
        text=text,
        sha256=digest.hexdigest(),
        encoding="utf-8",
        form="fragment" if entry.markup else "text",
        is_page=False,
        excerpt=bool(_OPEN_END.search(text)) or (not entry.content and words < _WHOLE_WORDS),
        line=number,
        given_id=entry.name or entry.link,
        given_title=entry.title,
        given_published=entry.published or entry.updated,
        given_updated=entry.updated if entry.updated != entry.published else None,
        given_authors=entry.authors,
        given_outlet=outlet,
        given_url=entry.link,
        given_language=entry.language,
    )
    yield marked(fitting(page, run.limits), source)


def outlet_name(title: str | None, link: str | None) -> str | None:
    """The outlet a feed's title names: of "World news | The Tamber Post" the part that is no section."""
    if not title:
        return None
    parts = [part.strip() for part in _signs().split(" ".join(title.split())) if part.strip()]
    host = re.sub(r"\W+", "", re.sub(r"\A\w+://(?:www\.)?|[/?#].*\Z", "", link or "")).casefold()
    sections = rules.words("any/inputs", "feeds", "sections")
    named = [part for part in parts if part.casefold() not in sections] or parts
    near = [part for part in named if len(part) > 2 and host and re.sub(r"\W+", "", part).casefold() in host]
    return (near or named or [title])[0][:200]


@cache
def _signs() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(sign) for sign in rules.load("any/inputs")["feeds"]["signs"]))


def _sitemap(data: bytes, source: Source, run: Run) -> Iterator[Found]:
    """The addresses of a sitemap, which has no text: fetched where that is allowed, else listed."""
    for number, (address, told) in enumerate(addresses_of(data, source.path), start=1):
        if run.fetch is not None:
            yield from run.fetch(address, told)
        else:
            yield Unread(path=source.path, line=number, given_id=address, reason="a sitemap gives addresses alone")


def addresses_of(data: bytes, path: str) -> list[tuple[str, dict[str, str]]]:
    """The addresses of a sitemap, with what a news sitemap says of each: title, published, outlet, language."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError:
        root = None
    if root is None:
        raise damaged(path, "is a damaged sitemap")
    found: list[tuple[str, dict[str, str]]] = []
    for place in root.iterfind("{*}url"):
        address = (place.findtext("{*}loc") or "").strip()
        if address and len(found) < _MOST_ENTRIES:
            told = {
                "given_title": place.findtext("{*}news/{*}title"),
                "given_published": place.findtext("{*}news/{*}publication_date"),
                "given_outlet": place.findtext("{*}news/{*}publication/{*}name"),
                "given_language": place.findtext("{*}news/{*}publication/{*}language"),
            }
            found.append((address, {name: text.strip() for name, text in told.items() if text and text.strip()}))
    return found
