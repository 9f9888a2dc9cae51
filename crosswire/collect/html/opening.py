"""A web page opened: its visible text, its lines laid out, its facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from crosswire.base import Page, Report, Stated
from crosswire.collect.html.aligning import align, extracted, key_of
from crosswire.collect.html.facts import Facts, facts_of
from crosswire.collect.html.kinds import lay_out_fragment, lay_out_lines
from crosswire.collect.html.parts import parts_of
from crosswire.collect.html.rendering import Rendering, render
from crosswire.collect.html.source import Element, tree_of
from crosswire.collect.html.telling import outlet_name, tell
from crosswire.collect.html.titles import find_headline, stated_titles, title_words
from crosswire.collect.layout import Layout
from crosswire.collect.readers.problems import too_long

_COVERED = 0.6
"""Share of the extractor's letters that the visible lines must hold; below it, the article is in parts that scripts
would have shown (hidden until loaded), and these are rendered too."""

_SOURCE = 4
"""Times the characters of a report that its source may have."""
_MOST_LINES = 30_000
"""Lines up to which each is looked at by its elements; large real pages have 5,000."""


@dataclass(frozen=True, slots=True)
class Opened:
    """`page` has the visible text as `text`; `layout` is None where the extractor found no article, and the lines must
    speak for themselves. Offsets are into `page.text`."""

    page: Page
    layout: Layout | None
    titles: tuple[str, ...]
    facts: Facts
    root: Element

    @property
    def outlet(self) -> Stated | None:
        """The outlet that the markup or the user names."""
        return outlet_name(self.page, self.facts)

    def tell(self, report: Report) -> Report:
        """The report made of `page` with what the markup states."""
        return tell(report, self.page, self.facts, self.root, self.titles) if self.root is not None else report


def open_page(page: Page, most: int) -> Opened:
    """Renders a page of form "html". A page without text has an empty one; of a page whose text has more than `most`
    characters nothing else is read. Raises InputError CW203 for a source several times as long."""
    if len(page.text) > _SOURCE * most:
        allowed = f"{_SOURCE * most:,} for the source of one web page"
        raise too_long(page.path, f"{len(page.text):,} characters", allowed)
    root = tree_of(page.text)
    if root is None:
        return Opened(msgspec.structs.replace(page, text="", form="text"), None, (), Facts(), None)
    # While they are held, lxml need not make its elements anew on each of the passes below: a twentieth of the time.
    elements = list(root.iter())
    facts = facts_of(root)
    rendering = render(root)
    if len(rendering.text) > most or len(rendering.lines) > _MOST_LINES:
        return Opened(msgspec.structs.replace(page, text=rendering.text, form="text"), None, (), facts, root)
    rendering, inside = _seen(root, rendering, extracted(root, len(elements)))
    parts = parts_of(rendering, inside)
    stated = ([page.given_title] if page.given_title else []) + stated_titles(facts)
    headline = find_headline(parts, stated)
    titles = title_words(parts[headline].unit.text if headline is not None else None, stated, facts)
    layout = lay_out_lines(parts, headline, facts, titles)
    shown = msgspec.structs.replace(page, text=rendering.text, form="text")
    return Opened(shown, layout if layout.body[1] >= 0 else None, tuple(titles), facts, root)


def open_fragment(page: Page) -> tuple[Page, Layout]:
    """Renders an article's own markup, which nothing surrounds: headings are subheads, what captions a picture is a
    caption, lines that say they are furniture are noise, all else is body."""
    root = tree_of(f"<html><body><article>{page.text}</article></body></html>")
    rendering = render(root) if root is not None else Rendering("", [])
    parts = parts_of(rendering, [True] * len(rendering.lines))
    layout = lay_out_fragment(parts)
    return msgspec.structs.replace(page, text=rendering.text, form="text"), layout


def _seen(root: Element, rendering: Rendering, paragraphs: Sequence[str]) -> tuple[Rendering, list[bool]]:
    """The rendering that shows the article, and which of its lines are the article's."""
    inside = align(rendering.lines, paragraphs)
    if _covered(rendering, inside) < _COVERED * sum(len(key_of(text)) for text in paragraphs) or not rendering.lines:
        whole = render(root, hidden=True)
        other = align(whole.lines, paragraphs)
        if _covered(whole, other) > _covered(rendering, inside):
            return whole, other
    return rendering, inside


def _covered(rendering: Rendering, inside: Sequence[bool]) -> int:
    return sum(len(key_of(line.text)) for line, taken in zip(rendering.lines, inside, strict=True) if taken)
