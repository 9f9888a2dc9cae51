"""What kind of source some words name and for whom it speaks: takes the words and whom they mean, gives type and side.

The types are those of the codebook, section 7. A side is the ISO 3166-1 alpha-3 code of a state, or the name of the
party that the source speaks for, as the report writes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from crosswire import rules
from crosswire.base import Entity

LONGEST = 4
"""Words that a state's name may have."""
REMEMBERED = 4096
"""Texts whose type is kept: a report names the same sources again and again."""
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?(?:\.\w)*\.?")


class Source(NamedTuple):
    """A source's type and side, each null where the words do not tell."""

    type: str | None
    side: str | None


@dataclass(frozen=True, slots=True)
class Principal:
    """For whom a source speaks: the words, and the entity they mean."""

    text: str
    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class _Kind:
    type: str
    finder: re.Pattern[str]


@cache
def _kinds() -> tuple[_Kind, ...]:
    listed: list[dict[str, Any]] = rules.load("en/grammar_sources")["types"]
    return tuple(_Kind(entry["type"], _any_of(entry["words"])) for entry in listed)


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    either = "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=lambda p: (-len(p), p))
    )
    return re.compile(rf"(?<![\w-])(?:{either})s?(?!\w)", re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(rules.load('en/grammar_sources')['side']['ends'])})\b|,")


@cache
def _topic() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(rules.load('en/grammar_sources')['side']['topic'])})\b")


def _side(key: str) -> frozenset[str]:
    return rules.words("en/grammar_sources", "side", key)


def source_type(text: str) -> str | None:
    """The type that a source's words name, those before its first preposition before the others, or null."""
    found = _match(text)
    return found[0] if found else None


@lru_cache(maxsize=REMEMBERED)
def _match(text: str) -> tuple[str, str] | None:
    """The type and the words that show it: of those before the first preposition the first kind, else of all; what
    leaves the source open only where nothing else is said."""
    end = _ends().search(text)
    ahead = end.start() if end and end.start() else len(text)
    found = [(kind.type, match) for kind in _kinds() if (match := kind.finder.search(text))]
    plain = [one for one in found if one[0] != "unspecified"]
    near = (one for one in plain if one[1].start() < ahead)
    kind, match = next(near, None) or next(iter(plain or found), ("", None))
    return (kind, match.group()) if match else None


def source(
    text: str,
    entity: Entity | None = None,
    principal: Principal | None = None,
    *,
    head: str = "",
    anonymous: bool = False,
) -> Source:
    """What a source is: by whom it speaks for, by its words, by what the report says of it. `head` is the lemma of its
    head word, `anonymous` tells that the report leaves it unnamed."""
    own = source_type(text)
    kind = _of_principal(principal) or own or _of_entity(entity)
    if anonymous:
        kind = _of_unnamed(head, kind, principal)
    return Source(kind, _side_of(kind, text, entity, principal))


def _of_principal(principal: Principal | None) -> str | None:
    if principal is None:
        return None
    return source_type(principal.text) or _of_entity(principal.entity)


def _of_entity(entity: Entity | None) -> str | None:
    """By the roles that the report gives an entity, by its name, or by its sector."""
    if entity is None:
        return None
    told = (source_type(text) for text in (*(role.text for role in entity.roles), entity.name))
    by_sector: dict[str, str] = rules.load("en/grammar_sources")["sectors"]
    return next((found for found in told if found), None) or by_sector.get(entity.sector or "")


def _of_unnamed(head: str, kind: str | None, principal: Principal | None) -> str | None:
    """An unnamed official is a kind of source of its own, unless a party or a body is spoken for."""
    unnamed = rules.load("en/grammar_sources")["unnamed"]
    if principal is not None or kind in _side("party"):
        return kind
    if head in unnamed["officials"] or (head in unnamed["sources"] and kind == "state_official"):
        return "anonymous_official"
    return kind


def _side_of(kind: str | None, text: str, entity: Entity | None, principal: Principal | None) -> str | None:
    told = [Principal(text, entity)] if principal is None else [principal, Principal(text, entity)]
    if kind in _side("state"):
        states = (state_of(one.text) or _state(one.entity) for one in told)
        return next((found for found in states if found), None)
    if kind in _side("party"):
        return next((found for found in (_party(one, one is principal) for one in told) if found), None)
    return None


def _state(entity: Entity | None) -> str | None:
    return entity.country if entity and entity.country and entity.country not in _side("unions") else None


def _party(one: Principal, named: bool) -> str | None:
    """A party's name: that of the body meant, else its words without their article, else the word that shows it."""
    if one.entity is not None and one.entity.kind in ("organisation", "group"):
        return one.entity.name
    if named:
        return _bare(one.text)
    shown = _match(one.text)
    return shown[1] if shown and shown[0] in _side("party") else None


def _bare(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in _side("determiners") else text


def state_of(text: str) -> str | None:
    """The state that a source's words name: by name, nationality, capital or seat, before what it speaks about."""
    end = _topic().search(text)
    listed = [found.group() for found in _WORD.finditer(text[: end.start()] if end and end.start() else text)]
    listed = [word.removesuffix("’s").removesuffix("'s") for word in listed]
    for i in range(len(listed)):
        for size in range(LONGEST, 0, -1):
            found = _states().get(" ".join(listed[i : i + size]))
            if found is not None:
                return found
    return None


@cache
def _states() -> dict[str, str]:
    """Every name for a state and its people, with its code."""
    found: dict[str, str] = dict(rules.load("en/grammar_sources")["seats"])
    states: dict[str, dict[str, Any]] = rules.load("any/states")["states"]
    for iso, row in states.items():
        people = row.get("adjectives", ())
        for name in (
            row["name"],
            *row.get("also", ()),
            *people,
            *(f"{word}s" for word in people),
            *row.get("government", ()),
            *row.get("capital", ()),
        ):
            found.setdefault(name.replace("’", "'"), iso)
    return found
