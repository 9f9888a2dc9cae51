"""A vote over the report on what each name is: the model's labels, the words around, and the other names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from crosswire.base import EntityKind
from crosswire.extract.names.lexicon import parts, words
from crosswire.extract.names.mentions.acronyms import acronyms_in
from crosswire.extract.names.mentions.page import Found, Page

LABEL, CUE, SHAPE, JOINED = 2, 4, 12, 400
"""Votes: one model label, one telling word beside the name, the name's own last word, a full name that holds it."""
FROM = 5
"""Words back from "to" to "from"."""
ROLE_WITHIN = 7
"""Words behind a comma within which a description names its role."""


def settle(found: Sequence[Found], pages: Sequence[Page]) -> None:
    """Gives every occurrence of an unknown name the kind that most speaks for. Names of the lists keep theirs."""
    tallies: dict[str, Counter[EntityKind]] = {}
    for one in found:
        if one.known is None and one.text not in words().peoples:
            tally = tallies.setdefault(one.text, Counter())
            tally[one.kind] += LABEL
            _cues(one, pages[one.page], tally)
    _shapes(tallies)
    _shortened(tallies, found, pages)
    _answered(tallies, found, pages)
    _surnames(tallies)
    _companies(tallies)
    _acronyms(tallies, found, pages)
    for one in found:
        if one.text in tallies and one.known is None:
            one.kind = max(sorted(tallies[one.text].items()), key=lambda pair: pair[1])[0]


def _cues(one: Found, page: Page, tally: Counter[EntityKind]) -> None:
    lists = words()
    left, right = page.back(one.i), page.on(one.j)
    before, after = page.word(left).lower(), page.word(right).lower()
    second = page.word(page.on(right + 1))
    if left < 0 and one.text.isupper() and after in _DATELINE:
        tally["place"] += SHAPE
    if one.text.isupper() and one.kind == "group":
        tally["organisation"] += CUE
    if one.honorific or one.title:
        tally["person"] += CUE
    if before in lists.locative and one.kind != "organisation" and after not in _POSSESSIVE:
        tally["place"] += CUE
    if one.j - one.i == 1 and not one.text.isupper() and after not in _POSSESSIVE:
        tally["place"] += _whereabouts(one, page, left)
    if after in lists.place_after:
        tally["place"] += SHAPE if lists.place_after[after] in (3, 4) else CUE
    if before == "of" and page.word(page.back(left)).lower() in lists.place_after:
        tally["place"] += SHAPE
    if after in lists.bodies and one.kind == "organisation":
        tally["organisation"] += CUE // 2
    if (second if after == "," and before not in lists.locative else after) in lists.human_after:
        tally["person"] += SHAPE
    if _human(one, page, left, right):
        tally["person"] += CUE


def _whereabouts(one: Found, page: Page, left: int) -> int:
    """Votes for a place by what leads to a single word: "in", "the road to", "reached"."""
    lists = words()
    before = page.word(left).lower()
    if before in lists.inside:
        return CUE + LABEL
    if before in lists.leading_by and page.word(page.back(left)).lower() in lists.leading:
        return CUE + LABEL
    if before == "to" and _comes_from(page, left):
        return CUE + LABEL
    right = page.on(one.j)
    behind = (right + 2, right + 3) if page.word(right) == "," else ()
    if behind and page.word(right + 1).lower() in lists.determiners:
        return SHAPE if any(page.word(k).lower() in lists.place_after for k in behind) else 0
    token = page.doc[one.i]
    return CUE + LABEL if token.dep_ == "dobj" and token.head.lemma_ in lists.reached else 0


def _comes_from(page: Page, k: int) -> bool:
    """Whether "from" and a name stand before "to": "from Port Sarrow to Dremmel"."""
    near = range(max(0, k - FROM), k)
    return any(page.words[j].lower() == "from" and j + 1 in page.cover for j in near)


_POSSESSIVE = ("'s", "’s", "'", "’")
_INITIAL = re.compile(r"[A-Z]\.")
_DATELINE = frozenset({",", "(", "-", "–", "—", "/"})


def _human(one: Found, page: Page, left: int, right: int) -> bool:
    """An age after the name, kin that belongs to it, a role before it, or somebody beside it."""
    lists = words()
    before, after = page.word(left), page.word(right)
    second = page.word(page.on(right + 1))
    if after == "," and second.isdigit() and len(second) == 2:
        return True
    if after in ("'s", "’s") and second.lower() in lists.gendered:
        return True
    if before.lower() in lists.gendered or (before == "," and _role_before(page, left - 1)):
        return True
    if after == "," and role_behind(page, right + 1):
        return True
    return _beside_person(one, page)


def _beside_person(one: Found, page: Page) -> bool:
    """Joined by "and" to somebody the model knows for a person: "Koravan and Tessel"."""
    after = page.cover.get(one.j + 1) if one.j < len(page.words) and page.words[one.j] == "and" else None
    before = page.cover.get(one.i - 2) if one.i > 1 and page.words[one.i - 1] == "and" else None
    return any(name is not None and name.kind == "person" and name is not one for name in (after, before))


def _role_before(page: Page, k: int) -> bool:
    """Whether the words up to `k` end a description of a person: "the minister, ...", "the envoy for Tamber, ..."."""
    lists = words()
    start = max(0, k - 4)
    return any(word.lower() in lists.roles for word in page.words[start : k + 1])


def role_behind(page: Page, k: int) -> bool:
    """Whether a description of one person begins at `k`: "a teacher", "the union's president", "who heads"."""
    lists = words()
    first = page.word(k).lower()
    begins = first in lists.determiners or page.word(k + 1) in _POSSESSIVE or page.word(k + 2) in _POSSESSIVE
    for j in range(k, min(k + ROLE_WITHIN, len(page.words))):
        word = page.words[j].lower()
        if word in (",", ".", ";", "(") or word in lists.cut:
            return False
        if word in lists.roles or word in lists.open_roles:
            ends = page.word(j + 1).lower()
            return (begins or j == k) and (
                ends in (",", ".", "", ")") or ends in lists.cut or ends in lists.human_after
            )
    return False


def _shortened(tallies: dict[str, Counter[EntityKind]], found: Sequence[Found], pages: Sequence[Page]) -> None:
    """A name of two or three words is a person's where its last word alone, without an article, goes on for it: bodies
    and places keep theirs ("the Front", "Port Sarrow")."""
    lists = words()
    wanted: dict[str, list[str]] = {}
    for text, tally in tallies.items():
        tokens = text.split()
        plain = all(token[:1].isupper() and token[-1:].islower() for token in tokens)
        if not 2 <= len(tokens) <= 3 or not plain or tally["person"] >= SHAPE or tokens[0] in lists.place_prefixes:
            continue
        if tokens[-1].lower() in lists.bodies or tokens[-1] in lists.company or tokens[-1] in lists.place_suffixes:
            continue
        wanted.setdefault(tokens[-1], []).append(text)
    for one in found if wanted else ():
        if one.text in wanted and one.known is None and _goes_alone(one, pages[one.page]):
            for text in wanted.pop(one.text):
                tallies[text]["person"] += SHAPE


def _answered(tallies: dict[str, Counter[EntityKind]], found: Sequence[Found], pages: Sequence[Page]) -> None:
    """A name that says something where nobody is named in the block and "he" or "she" comes after it is a person's."""
    lists = words()
    people = {one.page for one in found if one.kind == "person"}
    for one in found:
        page = pages[one.page]
        if one.page in people or one.known is not None or one.text not in tallies or one.j - one.i > 3:
            continue
        token = page.doc[one.j - 1]
        if token.dep_ != "nsubj" or token.head.lemma_ not in lists.says or not _goes_alone(one, page):
            continue
        if any(page.words[k].lower() in lists.pronouns for k in range(one.j, len(page.words))):
            tallies[one.text]["person"] += CUE


def _goes_alone(one: Found, page: Page) -> bool:
    before = page.word(page.back(one.i)).lower()
    return before not in words().determiners and before not in words().locative


def _shapes(tallies: dict[str, Counter[EntityKind]]) -> None:
    lists = words()
    for text, tally in tallies.items():
        tokens = text.split()
        last = tokens[-1]
        if len(tokens) == 1:
            continue
        if last in lists.place_suffixes or (tokens[0] in lists.sure_prefixes and len(tokens) == 2):
            tally["place"] += SHAPE
        elif last in lists.company or _heads_body(tokens):
            tally["organisation"] += SHAPE
        elif last in lists.generations or _INITIAL.fullmatch(tokens[1]):
            tally["person"] += SHAPE
        elif tokens[0] in lists.given or any(token in lists.particles for token in tokens[1:-1]):
            tally["person"] += SHAPE if len(tokens) == 2 else CUE


def _heads_body(tokens: Sequence[str]) -> bool:
    """Whether a word for a body heads the name: its last word, or the last before "of" or "for"."""
    head = next((i for i, token in enumerate(tokens) if i and token in ("of", "for")), len(tokens))
    return tokens[-1].lower() in words().bodies or tokens[head - 1].lower() in words().bodies


def _surnames(tallies: dict[str, Counter[EntityKind]]) -> None:
    """A bare word that is the surname of somebody named in full is that person."""
    surnames = {
        parts(text).surname
        for text, tally in tallies.items()
        if parts(text).given and max(sorted(tally.items()), key=lambda pair: pair[1])[0] == "person"
    }
    for text, tally in tallies.items():
        if not parts(text).given and not text.isupper() and parts(text).surname in surnames:
            tally["person"] += JOINED


def _companies(tallies: dict[str, Counter[EntityKind]]) -> None:
    """ "Selvin" is the company once "Selvin Corp." is named, whatever the model takes it for."""
    firms = [text for text in tallies if " " in text and text.split()[-1] in words().company]
    for text, tally in tallies.items():
        if any(firm.startswith(f"{text} ") for firm in firms):
            tally["organisation"] += JOINED // 4


def _acronyms(tallies: dict[str, Counter[EntityKind]], found: Sequence[Found], pages: Sequence[Page]) -> None:
    kinds: dict[str, EntityKind] = {one.text: one.kind for one in found}
    for short, full in acronyms_in(found, pages).items():
        if short in tallies:
            tallies[short][kinds.get(full, "organisation")] += SHAPE
