"""The headline: where the page prints it, and its words without a kicker before or an outlet's name behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crosswire import rules
from crosswire.collect.html.aligning import key_of
from crosswire.collect.html.facts import Facts
from crosswire.collect.html.parts import Part
from crosswire.collect.html.source import host_of
from crosswire.collect.particulars.dates import dates_in

_TAIL = re.compile(r"(?:(?<!\s)\s*)?(?:::|[|｜:：»ㅣ]|\s[-–—•·]|-(?=\S+\Z))\s*(?=[^|｜»ㅣ]{2,60}\Z)")
_KICKER = re.compile(r"\A(?:\S+\s+){0,4}?\S+?(?:\s[-–—]|[:|])\s+")
"""At most five words, and a sign that parts them from the title."""
_LEAST_TITLE = 8
_LEAST_REST = 0.4
"""Part of a printed headline that must be left when its kicker is cut off."""
_BARS = frozenset({"|", "｜", "»", "ㅣ", "::"})
"""Signs that part a title from nothing but a name or a section."""
_SHORTEST_NAME, _SHORTEST_PART = 3, 4
_MOST_OF_NAME = 0.62
"""Share of an outlet's name, or of words with it, that stands behind a dash or a colon as the outlet."""
_ALIKE = 50
"""Likeness of letters (0 to 100) from which a heading is a stated title in other words; unlike ones have 20 to 40."""
_TRAIL = frozenset({"nav", "li"})
_LONGEST = 45


def stated_titles(facts: Facts) -> list[str]:
    """The titles the markup states, without the outlet's or a section's name behind them."""
    stated = [_without_tail(title, facts.titles, _names(facts)) for title in facts.titles]
    return list(dict.fromkeys(title for title in stated if title))


def agreed_title(facts: Facts) -> str | None:
    """The title that the page gives in all of the three places where pages state one."""
    stated = [_without_tail(title, facts.titles, _names(facts)) for title in facts.places]
    return stated[0] if len(stated) == _PLACES and len({key_of(title) for title in stated}) == 1 else None


def _names(facts: Facts) -> list[str]:
    return facts.outlet + ([host_of(facts.url)] if facts.url else [])


def find_headline(parts: Sequence[Part], stated: Sequence[str]) -> int | None:
    """The line that prints the headline: the first-level heading that is one of the titles, else the second-level one
    nearest above the article (pages that hide the first in a trail of sections), else any line that is one, else the
    only first-level heading, else one in the trail."""
    start = next((at for at, part in enumerate(parts) if part.inside and part.unit.prose == 2), len(parts))
    return next((at for at in _candidates(parts, [key_of(title) for title in stated], start)), None)


def _candidates(parts: Sequence[Part], keys: Sequence[str], start: int) -> Iterator[int]:
    fits = {at: _fit(part, keys) for at, part in enumerate(parts) if not part.tags.isdisjoint(("h1", "h2"))}
    first = [at for at in fits if "h1" in parts[at].tags]
    plain = [at for at in first if not _in_trail(parts[at])]
    second = [at for at in fits if "h2" in parts[at].tags and at < start and not _in_trail(parts[at])]
    yield from sorted((at for at in plain if fits[at]), key=lambda at: (-fits[at], at))
    yield from sorted((at for at in second if fits[at]), key=lambda at: (-fits[at], -at))
    for at, part in enumerate(parts[: start + 1]):
        if part.unit.size > 2 and _fit(part, keys) == _EXACT and not _in_trail(part) and not part.links:
            yield at
    if len(plain) == 1 and plain[0] < start and parts[plain[0]].unit.size > 1:
        yield plain[0]
    yield from sorted((at for at in first if fits[at]), key=lambda at: (-fits[at], at))


def _in_trail(part: Part) -> bool:
    return not part.tags.isdisjoint(_TRAIL) or part.called.noise == "navigation"


_EXACT = 3
_PLACES = 3


def _fit(part: Part, keys: Sequence[str]) -> int:
    """How well a line is one of the titles: the same, the same after a kicker or before more, in other words."""
    key = key_of(part.unit.text)
    if len(key) < _LEAST_TITLE or part.unit.size > _LONGEST:
        return int(_EXACT * (key in keys and bool(key)))
    if key in keys:
        return _EXACT
    near = [other for other in keys if len(other) >= _LEAST_TITLE]
    if any((other in key or key in other) and min(len(key), len(other)) >= _LEAST_REST * len(key) for other in near):
        return 2
    from rapidfuzz.fuzz import ratio

    return int(any(ratio(key, other) >= _ALIKE for other in near))


def title_words(printed: str | None, stated: Sequence[str], facts: Facts) -> list[str]:
    """The headline in its forms, best first: as all of the markup has it, else as printed, without a kicker that
    another form shows to be one."""
    if printed is None:
        return list(stated)
    agreed = agreed_title(facts)
    if agreed is not None and key_of(agreed) != key_of(printed):
        return [agreed]
    return [*_without_kicker(printed, stated), printed, *stated]


def _without_kicker(shown: str, stated: Sequence[str]) -> list[str]:
    """The end of a printed headline that another form gives as the whole title, or as the end of it after a kicker of
    its own."""
    whole = key_of(shown)
    stated = [title for title in stated if key_of(title) != whole]
    for title in stated:
        key = key_of(title)
        if whole.endswith(key) and len(key) >= _LEAST_REST * len(whole):
            return [title]
    cut = _KICKER.match(shown)
    rest = key_of(shown[cut.end() :]) if cut else ""
    if cut and len(rest) >= _LEAST_REST * len(whole) and any(_after_kicker(title) == rest for title in stated):
        return [shown[cut.end() :]]
    return []


def _after_kicker(title: str) -> str:
    cut = _KICKER.match(title)
    return key_of(title[cut.end() :]) if cut else key_of(title)


def _without_tail(title: str, forms: Sequence[str], names: Sequence[str]) -> str:
    """The title without the outlet's or a section's name behind it."""
    known = {key_of(name) for name in names} - {""}
    title = _without_imprint(title, known)
    others = {key_of(form) for form in forms}
    is_cut = False
    while True:
        cuts = [m for m in _TAIL.finditer(title) if m.start() >= _LEAST_TITLE]
        for cut in cuts:
            head, tail = title[: cut.start()], title[cut.end() :]
            named = _names_outlet(tail, known, least=0 if cut.group().strip() in _BARS else _MOST_OF_NAME)
            if key_of(head) in others or named or (is_cut and _is_section(tail)):
                title, is_cut = head.rstrip(), True
                break
        else:
            return title


def _without_imprint(title: str, known: set[str]) -> str:
    """The title without outlet and day behind commas: "Talks fail, The Tamber Post, 3 May 2019"."""
    pieces = title.split(", ")
    days = [at for at, piece in enumerate(pieces) if at and dates_in(piece, 0)]
    if len(pieces) < _PLACES or days[:1] != [len(pieces) - 1] or not _names_outlet(pieces[-2], known):
        return title
    return ", ".join(pieces[:-2])


def _is_section(tail: str) -> bool:
    return tail.strip().casefold() in rules.words("any/inputs", "feeds", "sections")


def _names_outlet(tail: str, known: set[str], *, least: float = 0) -> bool:
    """Whether the words are the outlet's name or one is a part of the other, `least` that share of it: "Syria" behind a
    dash is no outlet's though one is called Syria Direct."""
    key = key_of(tail)
    for name in known:
        short, long = sorted((key, name), key=len)
        if len(name) >= _SHORTEST_NAME and (
            key == name or (len(key) >= _SHORTEST_PART and short in long and len(short) >= least * len(long))
        ):
            return True
    return bool(re.fullmatch(r"[\w-]+(?:\.[a-z]{2,12})+", tail.strip(), re.IGNORECASE))
