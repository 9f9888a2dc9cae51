"""The query language: words, "phrases", beginnings*, fields, AND, OR, NOT and brackets; errors point at the character.

query  = either { either }              all of them; AND may stand between
either = part { "OR" part }
part   = [ "NOT" | "-" ] ( "(" query ")" | [ field ":" ] ( word | word"*" | "phrase" ) )
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from crosswire.base import TEXT_FIELDS, VALUE_FIELDS, And, Field, Node, Not, Or, Words
from crosswire.errors import UsageError
from crosswire.search.spelling import fold

KINDS = ("report", "quote", "mention", "claim", "event", "disagreement")
NAMED = ("speaker", "place", "person")
"""Fields that hold names with their variants."""
MOST_CHARS = 2_000
MOST_DEEP = 50
_TOKEN = re.compile(
    r"""\s*(?:(?P<bracket>[()])|(?P<minus>-)(?=\S)|(?:(?P<field>[A-Za-z_]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s()":]+)))"""
)


class _Token(NamedTuple):
    kind: str
    text: str
    field: str | None
    start: int
    end: int


def parse(query: str) -> Node:
    """What the query looks for. Raises UsageError CW107 with the place of the mistake."""
    if len(query) > MOST_CHARS:
        raise _error(query, MOST_CHARS, f"A query has at most {MOST_CHARS:,} characters.")
    tokens = _tokens(query)
    if not tokens:
        raise _error(query, 0, "The query is empty.")
    return _Reader(query, tokens).whole()


def _tokens(query: str) -> list[_Token]:
    tokens = []
    place = 0
    while query[place:].strip():
        match = _TOKEN.match(query, place)
        if match is None:
            start = place + len(query[place:]) - len(query[place:].lstrip())
            why = (
                "This quotation mark has no partner." if query[start] == '"' else "A word must stand before the colon."
            )
            raise _error(query, start, why)
        kind = next(name for name in ("bracket", "minus", "phrase", "word") if match[name] is not None)
        text: str = match[kind]
        tokens.append(_Token(kind, text, match["field"], match.start(kind), match.end()))
        place = match.end()
        if place < len(query) and query[place] == ":":
            raise _error(query, place, "A field's name has letters only, and a value follows its colon.")
    return tokens


class _Reader:
    """Reads tokens from the left; one method for each line of the grammar."""

    def __init__(self, query: str, tokens: list[_Token]) -> None:
        self._query, self._tokens, self._at = query, tokens, 0

    def whole(self) -> Node:
        """The whole query. What is left over can only be a bracket."""
        node = self.all_of(0)
        if self._at < len(self._tokens):
            raise _error(self._query, self._place(), "This bracket closes nothing.")
        return node

    @property
    def token(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, *texts: str) -> bool:
        token = self.token
        if token and token.field is None and token.kind != "phrase" and token.text in texts:
            self._at += 1
            return True
        return False

    def all_of(self, deep: int) -> Node:
        if deep > MOST_DEEP:
            raise _error(self._query, self._place(), f"Brackets may stand {MOST_DEEP} deep.")
        parts = [self._any_of(deep)]
        while self.token and self.token.text != ")":
            self._take("AND")
            parts.append(self._any_of(deep))
        return parts[0] if len(parts) == 1 else And(parts=tuple(parts))

    def _any_of(self, deep: int) -> Node:
        parts = [self._part(deep)]
        while self._take("OR"):
            parts.append(self._part(deep))
        return parts[0] if len(parts) == 1 else Or(parts=tuple(parts))

    def _part(self, deep: int) -> Node:
        if self._take("NOT", "-"):
            if deep > MOST_DEEP:
                raise _error(self._query, self._place(), f"NOT may stand {MOST_DEEP} deep.")
            return Not(part=self._part(deep + 1))
        if self._take("("):
            inside = self.all_of(deep + 1)
            if not self._take(")"):
                raise _error(self._query, len(self._query), "A bracket is not closed.")
            return inside
        token = self.token
        if token is None or token.kind == "bracket" or (token.text in {"AND", "OR", "NOT"} and token.kind == "word"):
            raise _error(self._query, self._place(), "A word, a phrase or a field should stand here.")
        self._at += 1
        return self._term(token)

    def _place(self) -> int:
        return self.token.start if self.token else len(self._query)

    def _term(self, token: _Token) -> Node:
        if token.field is None or token.field in TEXT_FIELDS:
            return self._words(token)
        if token.field in VALUE_FIELDS:
            return Field(name=token.field, value=self._value(token))
        named = ", ".join((*TEXT_FIELDS, *VALUE_FIELDS))
        raise _error(self._query, token.start - len(token.field) - 1, f"There is no field {token.field!r}: {named}.")

    def _words(self, token: _Token) -> Node:
        """Words; in a field of names also as other spellings of them fold to."""
        is_prefix = token.kind == "word" and token.text.endswith("*")
        words = tuple(re.findall(r"[^\W_]+", token.text))
        if not words:
            raise _error(self._query, token.start, "There is no letter or digit here to look for.")
        asked = Words(words=words, field=token.field, is_prefix=is_prefix)
        folded = tuple(map(fold, words))
        if token.field not in NAMED or is_prefix or folded == tuple(word.casefold() for word in words):
            return asked
        return Or(parts=(asked, Words(words=folded, field=token.field)))

    def _value(self, token: _Token) -> str:
        if token.field in {"after", "before"}:
            return self._day(token)
        value = token.text.casefold()
        allowed = {"kind": KINDS, "disputed": ("yes", "no")}.get(token.field or "")
        if allowed and value not in allowed:
            raise _error(self._query, token.start, f"{token.field}: takes {', '.join(allowed)}.")
        return value

    def _day(self, token: _Token) -> str:
        match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", token.text)
        try:
            if match is None:
                raise ValueError
            return datetime.date(*(int(part or 1) for part in match.groups())).isoformat()
        except ValueError:
            raise _error(
                self._query, token.start, "A day is written 2019-09-17, a month 2019-09, a year 2019."
            ) from None


def _error(query: str, place: int, why: str) -> UsageError:
    shown = query[:MOST_CHARS]
    return UsageError(
        "CW107",
        f"The query cannot be read at character {place + 1}: {why}",
        f"{shown}\n{' ' * min(place, len(shown))}^",
    )
