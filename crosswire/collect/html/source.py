"""The source of a web page to a tree: nothing is fetched, no entity of its own is expanded, the cost is bounded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Element = Any
"""An lxml element; lxml ships no types."""

_HOST = re.compile(r"https?://(?:www\.|m\.|amp\.)?([^/:?#]+)", re.IGNORECASE)
_HARMLESS = 32_768
"""Bytes up to which a page cannot hold enough attributes to cost a second."""
_MOST_ATTRIBUTES = 1_000
"""Real elements have up to 100."""
MOST_ELEMENTS = 30_000
"""Elements up to which the extractor, whose time grows faster than the page, is asked; large real pages have 10,000."""


def tree_of(source: str) -> Element | None:
    """The page as a tree of elements, or None where there is none.

    Depth (256) and the length of one text (10 MB) are bounded by the parser; comments and processing instructions are
    left out, scripts are kept as text for what they state. An element with thousands of attributes, on which the
    parser would take minutes, makes the page unreadable.
    """
    from lxml import etree, html

    data = source.encode("utf-8", "replace")
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        if len(data) > _HARMLESS:
            etree.fromstring(data, parser=html.HTMLParser(encoding="utf-8", target=_Attributes()))
        return etree.fromstring(data, parser=parser)
    except (etree.LxmlError, _TooManyError):
        return None


class _TooManyError(Exception):
    """An element has more attributes than any page needs."""


class _Attributes:
    """Counts attributes as they are parsed, which is linear where building the tree is quadratic."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(attributes) > _MOST_ATTRIBUTES:
            raise _TooManyError

    def close(self) -> None:
        pass


def host_of(url: str) -> str:
    match = _HOST.match(url)
    return match[1].lower() if match else ""
