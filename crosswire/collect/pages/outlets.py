"""Which outlet prints the report: from a rights line, the masthead, the browser's title or an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crosswire import rules
from crosswire.base import Page, Stated
from crosswire.collect.cues import cues, either, words_of
from crosswire.collect.layout import Layout
from crosswire.collect.layout.mastheads import MOST_NAME, could_be_name
from crosswire.collect.lines.units import Unit
from crosswire.collect.particulars.credits import stated
from crosswire.collect.particulars.rights import domain_in, outlet_in_rights

_FILE = "en/pages"
_TITLE_SUFFIX = re.compile(r"(?<!\s)\s++(?:\||::|»|-|–|—)\s+(?=[^|»]{2,40}\Z)")
_SLOGAN = re.compile(r"\s*[·|•:–—]\s*|\s-\s|\s{3,}")
_MASTHEAD_UNITS = 12
_SURE = 2
_LEAST_DIGITS = 3


def outlet_of(page: Page, layout: Layout) -> Stated | None:
    """Given; else named by a rights line or notice, by the masthead, behind the headline, by an address."""
    if page.given_outlet:
        return Stated(text=page.given_outlet, basis="given")
    first, last = layout.body
    outside = [*range(len(layout.units) - 1, last, -1), *range(first)] if page.is_page else []
    by_words = {
        unit.shape: unit
        for unit in (layout.units[at] for at in outside)
        if unit.kind not in ("body", "caption", "headline")
    }
    near = list(by_words.values())
    for unit in near:
        name = outlet_in_rights(page.text, unit.start, unit.end) if unit.size <= 80 else None
        if name:
            return name
    named = _masthead(page.text, layout, near) if page.is_page else None
    if named is None and page.is_page:
        named = _behind_title(page.text, layout)
    return named or _address(page, layout, near)


def _address(page: Page, layout: Layout, near: list[Unit]) -> Stated | None:
    for unit in near:
        domain = domain_in(page.text, unit.start, unit.end) if layout.repeats[unit.key] <= 3 else None
        if domain:
            return domain
    if page.given_url:
        host = re.match(r"(?:\w+://)?(?:www\.)?([^/:?#]+)", page.given_url)
        return Stated(text=host[1], basis="url") if host and "." in host[1] else None
    return None


def _masthead(page: str, layout: Layout, near: list[Unit]) -> Stated | None:
    """A name in capitals on one of the first lines that sounds like an outlet's or that furniture elsewhere speaks of
    as one ("More from …", "… subscribers"), whichever does most; the first of equals."""
    top = layout.headline if layout.headline is not None else layout.body[0]
    best: Stated | None = None
    most = _SURE - 1
    for unit in layout.units[: min(top, _MASTHEAD_UNITS)]:
        if unit.kind != "noise" or unit.sub not in ("navigation", "related"):
            continue
        cut = _SLOGAN.search(unit.text)
        name = stated(page, unit.start, unit.start + cut.start() if cut else unit.end)
        points = _points(name.text, unit, near) if could_be_name(name.text) else 0
        if points > most:
            best, most = name, points
    return best


def _points(name: str, own: Unit, near: list[Unit]) -> int:
    words = words_of(name)
    sounds = bool(_outlet_words().intersection(words))
    points = 2 if len(words) > 1 and words[-1] in rules.words(_FILE, "outlet", "mastheads") else int(sounds)
    texts = [unit.key for unit in near if unit is not own and unit.key != own.key and unit.size > len(words)]
    full = " ".join(words)
    if sounds and len(words) > 1 and any(_holds(text, full) for text in texts):
        points += 1
    short = [words[-1]] if sounds and words[0] == "the" else []
    return points + any(_is_spoken_of(text, form) for text in texts for form in (full, *short))


def _holds(text: str, words: str) -> bool:
    return f" {words} " in f" {text} "


def _is_spoken_of(text: str, name: str) -> bool:
    before, after = _around()
    return any(re.search(rf"{pattern}\b", text) for pattern in (rf"\b{before} (?:the )?{name}", rf"\b{name} {after}"))


@cache
def _around() -> tuple[str, str]:
    table = rules.load(_FILE)["outlet"]
    return f"(?:{either(table['introduce'])})", f"(?:{either(table['follow'])})"


@cache
def _outlet_words() -> frozenset[str]:
    return rules.words(_FILE, "outlet", "words")


def _behind_title(page: str, layout: Layout) -> Stated | None:
    """The name behind the headline, or behind a copy of it as browsers show it ("Talks fail | The Tamber Post")."""
    if layout.headline is None:
        return None
    title = layout.units[layout.headline]
    copies = [unit for unit in layout.of("noise") if unit.sub == "duplicate" and unit.key.startswith(title.key)]
    for unit in (title, *copies):
        match = title_suffix(unit, layout)
        name = stated(page, unit.start + match.end(), unit.end) if match else None
        if name and could_be_name(name.text):
            return name
    return None


def headline_words(page: str, layout: Layout) -> Stated | None:
    """The headline without the outlet's name behind it."""
    if layout.headline is None:
        return None
    unit = layout.units[layout.headline]
    match = title_suffix(unit, layout)
    return stated(page, unit.start, unit.start + match.start() if match else unit.end)


def title_suffix(unit: Unit, layout: Layout) -> re.Match[str] | None:
    """The sign between a title and the outlet's name behind it, where one stands there."""
    match = _TITLE_SUFFIX.search(unit.text)
    if match and match.start() >= 12 and _is_outlet_tail(unit, match, layout):
        return match
    return None


def _is_outlet_tail(unit: Unit, match: re.Match[str], layout: Layout) -> bool:
    tail = unit.text[match.end() :]
    words = words_of(tail)
    if match.group().strip() in ("|", "::", "»") and not _is_numbered(tail) and not _is_told_of(tail, layout):
        return len(tail.split()) <= MOST_NAME + 1
    named = bool(_outlet_words().intersection(words)) or re.fullmatch(r"[\w-]+\.[a-z]{2,6}", tail, re.IGNORECASE)
    head = unit.key.removesuffix(" ".join(words)).strip()
    return len(words) <= MOST_NAME and bool(named or layout.repeats.get(head) or layout.repeats.get(" ".join(words), 0))


def _is_numbered(tail: str) -> bool:
    """A name with a number behind it that no outlet has: "Resolution 2401"."""
    number = tail.split()[-1]
    return number.isdigit() and len(number) >= _LEAST_DIGITS


def _is_told_of(tail: str, layout: Layout) -> bool:
    """Whether the text speaks of it: what a report is about rather than who prints it."""
    return not cues().alone.whole(words_of(tail)) and re.search(rf"\b{re.escape(tail)}\b", layout.printed()) is not None


def names_of(outlet: Stated | None) -> Iterator[str]:
    """Forms in which a line may name the outlet, in small letters."""
    if outlet is not None:
        name = outlet.text.casefold()
        yield from (name, name.removeprefix("the "), f"the {name}")
