"""Who an actor string means: the state and the sector it acts for, from its words alone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from crosswire.extract.names.lexicon.gazetteer import CAPITAL, CITY, REGION, SEAT, Known, lexicon
from crosswire.extract.names.lexicon.words import words


class Actor(NamedTuple):
    """`country` is ISO3, "IGO", "NGO" or "EUR", `sector` a PLOVER code; either is null where the words do not say."""

    country: str | None
    sector: str | None
    known: str | None = None


_WORD = re.compile(r"\w+(?:['’.]\w+)*\.?|[^\w\s]")
Hit = tuple[int, int, Known]


@lru_cache(maxsize=8192)
def actor(text: str) -> Actor:
    """The country and sector that an actor string tells: "a former Tamberian official" is (…, "ELI").

    The first list entry in the phrase's head gives the country; what follows "to" or "for" is a topic and counts only
    when nothing else does. The head noun gives the sector, unless it is an open word ("official", "spokesman") whose
    body or qualifier tells more.
    """
    listed = [match.group() for match in _WORD.finditer(text)]
    if not listed:
        return Actor(None, None)
    hits = _hits(text, listed)
    country = _country(listed, hits)
    sector = _sector(listed, hits)
    known = next((known.name for _, _, known in hits if known.kind == "organisation" or known.sort == "group"), None)
    return Actor(country or None, sector or None, known)


def _hits(text: str, listed: list[str]) -> list[Hit]:
    plain = [word.replace("’", "'") for word in listed]
    shouted = text.isupper() and len(text) > 3
    table = lexicon().lowered if shouted else lexicon().by_first
    hits: list[Hit] = []
    behind = 0
    for i, word in enumerate(plain):
        if i >= behind:
            hit = _longest(
                plain,
                i,
                table.get(word.lower() if shouted else word, ()) or table.get(word.split("'s")[0], ()),
                shouted,
            )
            if hit:
                hits.append(hit)
                behind = hit[1]
    return hits


def _longest(plain: list[str], i: int, options: object, shouted: bool) -> Hit | None:
    for phrase, known in options:  # type: ignore[attr-defined]
        wanted = _WORD.findall(phrase)
        j = i + len(wanted)
        have = plain[i:j]
        if shouted:
            have = [word.lower() for word in have]
        if have[:-1] == wanted[:-1] and have and have[-1].removesuffix("'s") == wanted[-1].removesuffix("'s"):
            return i, j, known
    return None


def _country(listed: list[str], hits: list[Hit]) -> str:
    topical = False
    late = ""
    position = 0
    for i, j, known in hits:
        topical = topical or any(word.lower() in words().topic for word in listed[position:i])
        position = j
        if not known.country or (known.sort in (CITY, REGION, CAPITAL) and _in_name(listed, i, known)):
            continue
        if listed[j : j + 1] == ["-"] and listed[j + 1 : j + 2] and listed[j + 1].lower() in words().helped:
            continue
        if not topical:
            return known.country
        late = late or known.country
    return late


def _in_name(listed: list[str], i: int, known: Known) -> bool:
    """A town's name after another capitalised word is somebody's surname."""
    if known.doubtful and len(listed) > 1:
        return True
    before = listed[i - 1] if i else ""
    return before[:1].isupper() and before not in words().titles and before.lower() not in words().determiners


def _sector(listed: list[str], hits: list[Hit]) -> str:
    lists = words()
    low = [word.lower().removesuffix("'s").removesuffix("’s") for word in listed]
    own = next((known.sector for _, _, known in hits if known.sector), "")
    head = _head(low)
    sector = _of_head(low, head, own) or own or _later(low, head) or _of_place(low, hits)
    if sector and head >= 0 and any(word in lists.former for word in low[:head]):
        sector = "ELI" if sector in ("GOV", "MIL", "SPY", "LEG", "JUD", "COP", "PTY") else sector
    return sector


def _later(low: list[str], head: int) -> str:
    """The sector of a word after an open head: "a team of armed police"."""
    lists = words()
    return next(
        (found for w in low[head + 1 :] if head >= 0 and (found := lists.bodies.get(w) or lists.forces.get(w))), ""
    )


def _of_head(low: list[str], head: int, own: str) -> str:
    """The sector of the head noun. `own` is that of a body named beside it, which an open head takes over."""
    lists = words()
    if head < 0:
        return next((found for word in low if (found := lists.others.get(word))), "")
    word, single = low[head], low[head].removesuffix("s")
    hyphened = head > 1 and low[head - 1] == "-"
    pair = f"{low[head - 2]}-{word}" if hyphened else f"{low[head - 1]} {word}" if head else ""
    exact = lists.roles.get(pair) or lists.forces.get(pair) or lists.bodies.get(pair)
    if exact or pair in lists.bodies:
        return exact or own
    if word in lists.forces or word in lists.bodies:
        return _of_many(low, head, own)
    role = lists.roles.get(word) or lists.roles.get(single)
    if role == "GOV" and low[head + 1 : head + 2] == ["of"]:
        return own or next((found for w in low[head + 2 :] if (found := lists.bodies.get(w))), role)
    if role and not (own and role in _WEAK):
        return role
    rest = next((found for w in low[head + 1 :] if (found := lists.qualifiers.get(w) or lists.bodies.get(w))), "")
    return own or _qualified(low, head) or rest or lists.open_roles.get(word) or lists.open_roles.get(single, "")


_WEAK = frozenset({"UAF", "CVL"})
_OPEN = frozenset({"IGO", "GOV", "NGO", ""})
"""Sectors that a narrower one beside them replaces."""


def _of_many(low: list[str], head: int, own: str) -> str:
    """The sector of a body or of many people: "EU lawmakers" are LEG, "Boko Haram fighters" REB as their group."""
    lists = words()
    word = low[head]
    many = lists.forces.get(word, "") if word != "forces" else ""
    default = many or lists.bodies.get(word, "") or lists.forces.get(word, "")
    if default and own in _OPEN and default not in _OPEN:
        return default if default not in _WEAK and word != "forces" else own or default
    return own or many or _qualified(low, head) or default


def _qualified(low: list[str], head: int) -> str:
    return next((found for w in reversed(low[:head]) if (found := words().qualifiers.get(w))), "")


def _head(low: list[str]) -> int:
    """The index of the last acting word before the first preposition, else of the first acting word, else -1."""
    lists = words()
    cut = next((i for i, word in enumerate(low) if i and word in lists.cut), len(low))
    acting = [i for i, word in enumerate(low) if _acts(word) or (i and _acts(f"{low[i - 1]} {word}"))]
    before = [i for i in acting if i < cut]
    if before:
        return before[-1]
    return acting[0] if acting else -1


def _acts(word: str) -> bool:
    lists = words()
    single = word.removesuffix("s")
    return any(word in table or single in table for table in (lists.roles, lists.open_roles)) or any(
        word in table for table in (lists.forces, lists.bodies)
    )


def _of_place(low: list[str], hits: list[Hit]) -> str:
    """A capital or seat alone stands for a government; a country or city alone says nothing of the sector."""
    if len(hits) != 1 or hits[0][2].sort not in (CAPITAL, SEAT):
        return ""
    i, j, _ = hits[0]
    if all(word in words().determiners for word in low[:i] + low[j:]):
        return "GOV"
    return ""
