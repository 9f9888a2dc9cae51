"""The visible page as lines of text: block elements on lines of their own, a blank line between paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from crosswire import rules
from crosswire.collect.html.source import Element

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\ufffe\uffff\x00-\x08\x0b\x0e-\x1f]")
_NO_DISPLAY = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NAMING = frozenset({"class", "id", "itemprop", "rel", "role", "data-component", "data-testid", "data-type"})
"""Attributes in which makers of pages say what a part is."""
_NOTHING = frozenset[str]()
_TELLING = frozenset({"figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "nav"})


@dataclass(slots=True)
class Line:
    """One rendered line: `text` is `page[start:end]`; `element` is the innermost one that holds all of it, `linked` the
    characters that stand in links, `gap` whether a blank line stands before it."""

    start: int
    end: int
    text: str
    element: Element
    linked: int
    gap: bool

    @property
    def link_share(self) -> float:
        return self.linked / max(1, len(self.text))


@dataclass(slots=True)
class Rendering:
    """The text of the visible page and its lines, in order, without blank ones."""

    text: str
    lines: list[Line]


@cache
def _tags(kind: str) -> frozenset[str]:
    return rules.words("any/html", "elements", kind)


def render(root: Element, *, hidden: bool = False) -> Rendering:
    """The page as a reader sees it. With `hidden`, parts that scripts would have shown are kept too."""
    from lxml import etree

    writer = _Writer(_tags("block"), _tags("paragraph"), _tags("cell"), _tags("apart"))
    unseen, unshown = _tags("unseen"), _tags("hidden_classes")
    events = etree.iterwalk(root, events=("start", "end"))
    skipped = None
    for event, element in events:
        if event == "start":
            if element.tag in unseen or not (hidden or _is_shown(element, unshown)):
                skipped = element
                events.skip_subtree()
            else:
                writer.open(element)
        else:
            if element is skipped:
                skipped = None
            else:
                writer.close(element)
            if element is not root and element.tail:
                writer.write(element.tail)
    return writer.finish()


def _is_shown(element: Element, unshown: frozenset[str]) -> bool:
    names = element.keys()
    if element.tag == "dialog" and "open" not in names:
        return False
    if not names or element.tag in ("html", "body"):
        return True
    if "hidden" in names:
        return False
    if "style" in names and _NO_DISPLAY.search(element.get("style")):
        return False
    return "class" not in names or unshown.isdisjoint(element.get("class").split())


@dataclass(slots=True)
class _Writer:
    blocks: frozenset[str]
    paragraphs: frozenset[str]
    cells: frozenset[str]
    apart: frozenset[str]
    stack: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    size: int = 0
    links: int = 0
    linked: int = 0
    low: int = 0
    lowest: int = 0
    holder: Element = None
    wants_gap: bool = False
    preformatted: int = 0
    seam: int = 0
    """1 once an inline element has ended, 2 once another has begun right after it."""

    def open(self, element: Element) -> None:
        tag = element.tag
        if tag in self.blocks:
            self._break(gap=tag in self.paragraphs)
        elif tag in self.cells:
            self.parts.append("\t") if self.parts else None
        elif self.seam == 1:
            self.seam = 2
        self.stack.append(element)
        self.links += tag == "a"
        self.preformatted += tag == "pre"
        if element.text:
            self.write(element.text)

    def close(self, element: Element) -> None:
        tag = element.tag
        self.stack.pop()
        self.links -= tag == "a"
        self.preformatted -= tag == "pre"
        self.lowest = min(self.lowest, len(self.stack))
        if tag in self.blocks or tag == "br":
            self._break(gap=tag in self.paragraphs)
        elif tag in self.apart:
            self.seam = 1

    def write(self, text: str) -> None:
        if self.preformatted and "\n" in text:
            for at, piece in enumerate(text.split("\n")):
                if at:
                    self._break(gap=False)
                self._write(piece)
        else:
            self._write(text)

    def _write(self, text: str) -> None:
        if not text:
            return
        if self.seam == 2 and self.parts and _run_together(self.parts[-1], text):
            self.parts.append(" ")
        self.seam = 0
        if not text.isspace():
            if self.holder is None:
                self.low = self.lowest = len(self.stack)
            self.low = min(self.low, self.lowest, len(self.stack))
            self.lowest = len(self.stack)
            self.holder = self.stack[self.low - 1]
            self.linked += len(text) if self.links else 0
        self.parts.append(text)

    def _break(self, *, gap: bool) -> None:
        if not self.parts:
            self.wants_gap = self.wants_gap or gap
            return
        text = _BLANKS.sub(" ", _UNSEEN.sub("", "".join(self.parts))).strip() if self.holder is not None else ""
        if text:
            above = ("\n\n" if self.wants_gap else "\n") if self.lines else ""
            start = self.size + len(above)
            self.pieces += [above, text]
            self.size = start + len(text)
            self.lines.append(Line(start, self.size, text, self.holder, self.linked, self.wants_gap))
            self.wants_gap = False
        self.wants_gap = self.wants_gap or gap
        self.parts, self.holder, self.linked = [], None, 0

    def finish(self) -> Rendering:
        self._break(gap=False)
        return Rendering("".join(self.pieces) + ("\n" if self.pieces else ""), self.lines)


def _run_together(before: str, after: str) -> bool:
    """Whether the names of two parts that style sheets set apart would run together: "Jane DoePublished 3 March"."""
    return (before[-1:].islower() or before[-1:].isdigit()) and (after[0].isupper() or after[0].isdigit())


class Named(NamedTuple):
    """What a line's element and those around it are called: the parts of a report that their naming attributes name,
    tags that tell, and the kind of noise that the innermost of them names."""

    parts: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    noise: str | None = None


class Names:
    """What the makers of a page call its parts. Elements in `ceiling` are passed over with all around them."""

    def __init__(self, ceiling: frozenset[Element]) -> None:
        self._known: dict[Element, Named] = dict.fromkeys(ceiling, Named())

    def of(self, element: Element) -> Named:
        """Words in small letters, cut at capitals and signs: "articleShare-bar" gives article, share, bar."""
        known = self._known
        waiting = []
        while element is not None and element not in known:
            waiting.append(element)
            element = element.getparent()
        named = known[element] if element is not None else Named()
        for inner in reversed(waiting):
            tag = inner.tag
            parts, noise = _told(tag, tuple([text for name, text in inner.items() if name in _NAMING]))
            if noise is not None or not parts <= named.parts or (tag in _TELLING and tag not in named.tags):
                tags = named.tags | {tag} if tag in _TELLING else named.tags
                named = Named(named.parts | parts, tags, noise or named.noise)
            known[inner] = named
        return named


@lru_cache(maxsize=16384)
def _told(tag: str, texts: tuple[str, ...]) -> tuple[frozenset[str], str | None]:
    """The parts of a report, and the kind of noise, that an element's own attributes and tag name."""
    words = _NOTHING.union(*(_words_in(text[:300]) for text in texts))
    parts = [
        kind for kind in rules.load("any/html")["names"] if not words.isdisjoint(rules.words("any/html", "names", kind))
    ]
    return frozenset(parts), _noise_in(words, tag)


def _noise_in(words: frozenset[str], tag: str) -> str | None:
    table = rules.load("any/html")["noise"]
    for kind in table["order"]:
        if not words.isdisjoint(rules.words("any/html", "noise", kind)):
            return str(kind)
    return "navigation" if tag in table["navigation_tags"] else None


@lru_cache(maxsize=4096)
def _words_in(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))
