"""A vote over the report on what each name is: the model's labels, the words around, and the other names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crosswire.base import EntityKind
from crosswire.extract.names.bodies import acronyms_in
from crosswire.extract.names.people import parts
from crosswire.extract.names.scan import Found, Page
from crosswire.extract.names.words import words

LABEL, CUE, SHAPE, JOINED = 2, 4, 12, 8
"""Votes: one model label, one telling word beside the name, the name's own last word, a full name that holds it."""


def settle(found: Sequence[Found], pages: Sequence[Page]) -> None:
    """Gives every occurrence of an unknown name the kind that most speaks for. Names of the lists keep theirs."""
    tallies: dict[str, Counter[EntityKind]] = {}
    for one in found:
        if one.known is None:
            tally = tallies.setdefault(one.text, Counter())
            tally[one.kind] += LABEL
            _cues(one, pages[one.page], tally)
    _shapes(tallies)
    _surnames(tallies)
    _acronyms(tallies, found, pages)
    for one in found:
        if one.known is None:
            one.kind = max(sorted(tallies[one.text].items()), key=lambda pair: pair[1])[0]


def _cues(one: Found, page: Page, tally: Counter[EntityKind]) -> None:
    lists = words()
    if one.honorific or one.title:
        tally["person"] += CUE
    before = page.words[one.i - 1].lower() if one.i else ""
    after = page.words[one.j].lower() if one.j < len(page.words) else ""
    if before in lists.locative and one.kind != "organisation":
        tally["place"] += CUE // 2
    if after in lists.place_after:
        tally["place"] += CUE
    if after in lists.bodies and one.kind == "organisation":
        tally["organisation"] += CUE // 2
    if (
        after == ","
        and one.j + 1 < len(page.words)
        and page.words[one.j + 1].isdigit()
        and len(page.words[one.j + 1]) == 2
    ):
        tally["person"] += CUE


def _shapes(tallies: dict[str, Counter[EntityKind]]) -> None:
    lists = words()
    for text, tally in tallies.items():
        tokens = text.split()
        last = tokens[-1]
        if len(tokens) == 1:
            continue
        if last in lists.place_suffixes:
            tally["place"] += SHAPE
        elif last.lower() in lists.bodies or (" of " in text and tokens[0].lower() in lists.bodies):
            tally["organisation"] += SHAPE
        elif len(tokens) == 2 and tokens[0] in lists.given and text.istitle():
            tally["person"] += CUE


def _surnames(tallies: dict[str, Counter[EntityKind]]) -> None:
    """A bare word that is the surname of somebody named in full is that person."""
    surnames = {
        parts(text).surname
        for text, tally in tallies.items()
        if " " in text and max(sorted(tally.items()), key=lambda pair: pair[1])[0] == "person"
    }
    for text, tally in tallies.items():
        if " " not in text and not text.isupper() and parts(text).surname in surnames:
            tally["person"] += JOINED


def _acronyms(tallies: dict[str, Counter[EntityKind]], found: Sequence[Found], pages: Sequence[Page]) -> None:
    kinds: dict[str, EntityKind] = {one.text: one.kind for one in found}
    for short, full in acronyms_in(found, pages).items():
        if short in tallies:
            tallies[short][kinds.get(full, "organisation")] += SHAPE
