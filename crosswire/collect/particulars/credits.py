"""Who wrote it and which agency it comes from, read from single lines of names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from crosswire import rules
from crosswire.base import Stated
from crosswire.collect.cues import WORD, cues, either, words_of
from crosswire.collect.particulars.agencies import NONE, agency_in, is_agency, is_generic

_PAGES, _WORDS, _DATES = "en/pages", "any/pages_words", "any/pages_dates"
_NAME_TOKEN = re.compile(r"[^\W\d_][\w.'’\-]*")
_MOST_NAME = 5
_MOST_PIECES = 100
"""Parts of a line of names that are looked at."""


@dataclass(frozen=True)
class Credit:
    """What one line says of its makers, as spans of the page."""

    authors: tuple[Stated, ...] = ()
    agency: Stated | None = None


def stated(page: str, start: int, end: int) -> Stated:
    """The words of a span, without blanks at its ends."""
    words = page[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Stated(text=page[start:end], start=start, end=end)


@cache
def _splitter() -> re.Pattern[str]:
    join = either(rules.words(_PAGES, "people", "join"))
    return re.compile(rf"\s+(?:{join})\s+|\s*[,;|/•·\n()]\s*|\s[-–—]+\s|\s{{2,}}", re.IGNORECASE)


def pieces_of(page: str, start: int, end: int) -> list[Stated]:
    """The parts of a line of names, as "and", commas, bars and wide gaps divide it."""
    pieces: list[Stated] = []
    for cut in [*_splitter().finditer(page, start, end), None]:
        piece = stated(page, start, cut.start() if cut else end)
        if piece.text:
            pieces.append(piece)
        start = cut.end() if cut else end
    return pieces


def credit_of(page: str, start: int, end: int, local: frozenset[str] = NONE) -> Credit:
    """Authors and agency on a line of names, its label ("By") already left out; `local`: see `agencies_of`."""
    authors: dict[str, Stated] = {}
    agency: Stated | None = None
    pieces = [part for piece in pieces_of(page, start, end)[:_MOST_PIECES] for part in _apart(page, piece)]
    for piece in pieces:
        if is_agency(piece.text, local, alone=len(pieces) == 1):
            agency = agency or (None if is_generic(piece.text) else piece)
            continue
        name = _name(page, piece)
        # "AFP, PORT SARROW": capitals right behind an agency are where it reports from.
        if name is not None and not (agency is pieces[0] and name.text.isupper()):
            authors.setdefault(name.text, name)
    return Credit(authors=tuple(authors.values()), agency=agency)


def _apart(page: str, piece: Stated) -> list[Stated]:
    """A name and the agency right behind it ("Mara Ostin The Lowmark News Agency"), where a listed one stands there."""
    if piece.start is None or piece.end is None:
        return [piece]
    agency = agency_in(page, piece.start, piece.end)
    if agency is None or agency.start is None or agency.end != piece.end or agency.start == piece.start:
        return [piece]
    before = stated(page, piece.start, agency.start)
    return [before, agency] if is_name(before.text.split()) else [piece]


def _name(page: str, piece: Stated) -> Stated | None:
    """The person named in a piece of a line, cut before "in Port Sarrow", "for The Post", dates and roles."""
    if piece.start is None or piece.end is None or not piece.text:
        return None
    stop = rules.words(_PAGES, "people", "stop")
    tokens: list[re.Match[str]] = []
    for token in _NAME_TOKEN.finditer(page, piece.start, piece.end):
        if token.group().casefold() in stop or (tokens and page[tokens[-1].end() : token.start()].strip(" \xa0-.'’")):
            break
        tokens.append(token)
    if not tokens or not is_name([token.group() for token in tokens]):
        return None
    return stated(page, tokens[0].start(), tokens[-1].end())


def is_name(tokens: list[str]) -> bool:
    """Two to five words with capitals, small ones only between them, none a role or a word of outlets' names."""
    particles = rules.words(_WORDS, "names", "particles")
    avoid = rules.words(_PAGES, "people", "roles") | rules.words(_PAGES, "outlet", "words")
    small = [token.casefold() for token in tokens]
    if not 2 <= len(tokens) <= _MOST_NAME or any(token in avoid for token in small):
        return False
    return (
        all(
            token[0].isupper() or ((word in particles and 0 < at < len(tokens) - 1) or "-" in token) or _caseless(token)
            for at, (token, word) in enumerate(zip(tokens, small, strict=True))
        )
        and len(tokens[-1]) > 1
    )


def _caseless(token: str) -> bool:
    return token.upper() == token.lower()


def after_label(page: str, start: int, end: int, label: str) -> int | None:
    """Where the words after a label ("By", "Source:") begin, or None when no such label opens the span.

    A byline's label may stand without a colon; others need one, or a bar or dash.
    """
    found = cues().label.opening(words_of(page[start:end])[:8])
    if found is None or found[0] != label:
        return None
    at = start
    for _ in range(found[1]):
        match = WORD.search(page, at, end)
        if match is None:
            return None
        at = match.end()
    after = re.compile(r"\s*(?::|\||\s[-–—]\s)\s*").match(page, at, end)
    if after:
        return after.end()
    return at if label == "byline" else None
