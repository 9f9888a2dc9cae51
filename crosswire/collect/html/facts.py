"""What the markup states of a report: JSON-LD, meta elements, and elements that name their own part."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from crosswire import rules
from crosswire.collect.html.source import Element

_BLANKS = re.compile(r"\s+")
_TAGS = re.compile(r"<[^<>]{1,200}>")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_MOST_SCRIPTS = 60
_MOST_LETTERS = 1_000_000
_MOST_THINGS = 5_000
_MOST_PEOPLE = 60
"""Authors; each is looked for on the page."""
_MOST_VALUE = 1_000
"""Letters a title, name or date may have; what is longer is none."""


@dataclass(slots=True)
class Facts:
    """Values as the markup gives them, each list in order of trust."""

    titles: list[str] = field(default_factory=list)
    """The article's own: JSON-LD headline first, then meta elements, the browser's title last."""
    places: list[str] = field(default_factory=list)
    """The three that pages fill most often: JSON-LD headline, the first meta element, the browser's title; those there
    are."""
    description: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    outlet: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    url: str | None = None
    language: str | None = None


@cache
def _fields(name: str) -> tuple[str, ...]:
    return tuple(rules.load("any/html")["meta"][name])


def facts_of(root: Element) -> Facts:
    """Everything stated; nothing is checked against the text here."""
    things = list(_things(root))
    article = _article(things)
    meta = _meta(root)
    named = {str(thing["@id"]): thing for thing in things if "@id" in thing and len(thing) > 1}
    facts = Facts(language=_language(root, meta), url=_address(root, meta, article))
    social, window = _metas(meta, "title"), _browser_title(root)
    headline = _text(article.get("headline"))
    facts.titles = _unique([headline, *social, _text(article.get("name")), window])
    facts.places = [title for title in (headline, *social[:1], window) if title]
    facts.description = _unique([*_metas(meta, "description"), _text(article.get("description"))])
    facts.authors = _unique(_people(article.get("author") or article.get("creator"), named)) or _meta_authors(meta)
    facts.authors = facts.authors[:_MOST_PEOPLE]
    publisher = _people(article.get("publisher"), named)
    facts.outlet = _unique([*_metas(meta, "outlet"), *publisher])
    facts.published = _unique(
        [_text(article.get("datePublished")), *_metas(meta, "published"), *_times(root, "published")]
    )
    facts.updated = _unique([_text(article.get("dateModified")), *_metas(meta, "updated"), *_times(root, "updated")])
    return facts


def _unique(values: list[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _text(value: object) -> str:
    """A string of markup as people read it: entities, even twice escaped, resolved, tags left out, blanks single."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str) or len(value) > 4 * _MOST_VALUE:
        return ""
    plain = _TAGS.sub("", html.unescape(html.unescape(value)))
    plain = _BLANKS.sub(" ", plain.replace("\u00ad", "").replace("\u200b", "")).strip()
    return plain if len(plain) <= _MOST_VALUE else ""


def _things(root: Element) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, outer ones first."""
    scripts = [e for e in root.iter("script") if "ld+json" in (e.get("type") or "").lower()]
    waiting: deque[Any] = deque()
    for script in scripts[:_MOST_SCRIPTS]:
        waiting += _parsed(script.text or "")
    count = 0
    while waiting and count < _MOST_THINGS:
        thing = waiting.popleft()
        count += 1
        if isinstance(thing, dict):
            yield thing
            waiting += [value for value in thing.values() if isinstance(value, dict | list)]
        elif isinstance(thing, list):
            waiting += thing


def _parsed(text: str) -> list[Any]:
    """The value of one script; line ends inside strings, which are common and wrong, are passed over."""
    if len(text) > _MOST_LETTERS:
        return []
    try:
        return [json.loads(_CONTROL.sub(" ", text).strip().rstrip(";"))]
    except (ValueError, RecursionError):
        return []


def _kinds(thing: Mapping[str, Any]) -> list[str]:
    kind = thing.get("@type")
    return [part for part in (kind if isinstance(kind, list) else [kind]) if isinstance(part, str)]


def _article(things: list[dict[str, Any]]) -> dict[str, Any]:
    """The object that stands for the report: the first of an article's kind that says most."""
    wanted = rules.load("any/html")["schema"]["articles"]
    best: tuple[int, dict[str, Any]] = (0, {})
    for thing in things:
        if any(kind.rsplit("/", 1)[-1] in wanted for kind in _kinds(thing)):
            points = sum(bool(thing.get(name)) for name in ("headline", "datePublished", "author", "publisher"))
            if points > best[0]:
                best = (points, thing)
    return best[1]


def _people(value: object, named: Mapping[str, dict[str, Any]]) -> list[str]:
    """The names in a JSON-LD author or publisher: strings, objects, references, lists of these."""
    found: list[str] = []
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            whole = part if part.get("name") else named.get(str(part.get("@id")), part)
            name = whole.get("name")
            found += [_text(each) for each in (name if isinstance(name, list) else [name])]
        elif isinstance(part, str):
            found.append(_text(named[part].get("name") if part in named else part))
        elif isinstance(part, list):
            found += _people(part, named)
    return found


def _meta(root: Element) -> dict[str, list[str]]:
    """Contents of meta elements by name, in order."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        if content:
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = element.get(attribute)
                if name:
                    found.setdefault(name.strip().lower(), []).append(content)
    return found


def _metas(meta: Mapping[str, list[str]], kind: str) -> list[str]:
    return [_text(meta[name][0]) for name in _fields(kind) if name in meta]


def _meta_authors(meta: Mapping[str, list[str]]) -> list[str]:
    """All values of the first meta element that names authors."""
    for name in _fields("authors"):
        values = _unique([_text(value) for value in meta.get(name, ())])
        values = [value for value in values if "://" not in value and not value.startswith(("@", "www."))]
        if values:
            return values
    return []


def _browser_title(root: Element) -> str:
    element = root.find("./head/title")
    return _text(element.text) if element is not None else ""


def _times(root: Element, kind: str) -> list[str]:
    """Machine-readable moments of elements that say which they are."""
    wanted = rules.words("any/html", "times", kind)
    found = []
    for element in root.iter("time", "span", "div", "p"):
        moment = element.get("datetime") or (element.get("content") if element.get("itemprop") else None)
        if moment:
            named = {
                element.get("itemprop") or "",
                *(element.get("class") or "").split(),
                element.get("data-testid") or "",
            }
            if not wanted.isdisjoint(named) or (kind == "published" and "pubdate" in element.attrib):
                found.append(moment.strip()[:_MOST_VALUE])
    return found


def _language(root: Element, meta: Mapping[str, list[str]]) -> str | None:
    stated = root.get("lang") or root.get("xml:lang") or next(iter(_metas(meta, "language")), "")
    match = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*\Z)", stated)
    return match[1].lower() if match else None


def _address(root: Element, meta: Mapping[str, list[str]], article: Mapping[str, Any]) -> str | None:
    """The page's own address: canonical link, then meta elements, then JSON-LD. Only whole web addresses count."""
    links = [e.get("href") or "" for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    main = article.get("mainEntityOfPage")
    stated = main.get("@id") if isinstance(main, dict) else main
    for value in (*links, *_metas(meta, "url"), _text(article.get("url")), _text(stated)):
        value = value.strip()
        if re.match(r"https?://[^\s/@]+\.[^\s/@]+(?:[/?#]|\Z)", value) and len(value) <= 2 * _MOST_VALUE:
            return value
    return None
