"""Patterns as data, compiled: the shape language of `rules/en/times_patterns.toml` into regular expressions.

A text's tokens are written as one string with one letter a token; the letter stands for everything the token can be
("second" is a unit and an ordinal). A shape then is an ordinary regular expression over such letters, and knows which
letters it can start with, so that few patterns are tried at any place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_SYMBOLS = re.compile(
    r"(?P<slot>[a-z_]+):|(?P<group>[A-Z]+)|(?P<word>(?:[^\W\d_A-Z]|')+)|(?P<sign>[-,/.])|(?P<op>[()|?*+])"
)
FIRST_LETTER = 0xE000
"""Letters are taken from the private use area, so that none means anything to a regular expression."""

Values = Mapping[str, Any]
"""What a token can be: the value it has in each group."""


class Alphabet:
    """The letters in use: one for each distinct set of groups."""

    def __init__(self) -> None:
        self._letters: dict[frozenset[str], str] = {}

    def letter(self, groups: Iterable[str]) -> str:
        key = frozenset(groups)
        return self._letters.setdefault(key, chr(FIRST_LETTER + len(self._letters)))

    def having(self, group: str) -> str:
        """All letters that can be this group."""
        return "".join(letter for groups, letter in self._letters.items() if group in groups)


@dataclass(frozen=True, slots=True)
class Shape:
    """One compiled shape. `slots` are the slot names in the order of the expression's groups."""

    regex: re.Pattern[str]
    slots: tuple[tuple[str, str], ...]
    first: frozenset[str]


@dataclass(slots=True)
class _Piece:
    regex: str
    first: frozenset[str]
    empty: bool


@dataclass(slots=True)
class _Compiler:
    alphabet: Alphabet
    symbols: list[tuple[str, str]]
    slots: list[tuple[str, str]] = field(default_factory=list)
    at: int = 0

    def peek(self) -> tuple[str, str]:
        return self.symbols[self.at] if self.at < len(self.symbols) else ("end", "")

    def choice(self) -> _Piece:
        """One or more sequences with | between."""
        pieces = [self.sequence()]
        while self.peek() == ("op", "|"):
            self.at += 1
            pieces.append(self.sequence())
        return _Piece(
            "(?:" + "|".join(piece.regex for piece in pieces) + ")",
            frozenset().union(*(piece.first for piece in pieces)),
            any(piece.empty for piece in pieces),
        )

    def sequence(self) -> _Piece:
        regex, first, empty = "", frozenset[str](), True
        while self.peek()[0] != "end" and self.peek() not in (("op", "|"), ("op", ")")):
            piece = self.repeated()
            regex += piece.regex
            first |= piece.first if empty else frozenset()
            empty = empty and piece.empty
        return _Piece(regex, first, empty)

    def repeated(self) -> _Piece:
        piece = self.atom()
        while self.peek()[0] == "op" and self.peek()[1] in "?*+":
            mark = self.symbols[self.at][1]
            self.at += 1
            piece = _Piece(f"(?:{piece.regex}){mark}", piece.first, piece.empty or mark != "+")
        return piece

    def atom(self) -> _Piece:
        kind, text = self.peek()
        self.at += 1
        if kind == "op" and text == "(":
            inner = self.choice()
            self.at += 1
            return inner
        if kind == "slot":
            return self._slotted(text)
        letters = self.alphabet.having(text if kind == "group" else f"={text}")
        return _Piece(f"[{letters}]" if letters else "(?!)", frozenset(letters), False)

    def _slotted(self, slot: str) -> _Piece:
        kind, text = self.peek()
        if (kind, text) == ("op", "("):
            inside = self.symbols[self.at : self._closing()]
        else:
            inside = [(kind, text)]
        group = "|".join(name if sort == "group" else f"={name}" for sort, name in inside if sort in ("group", "word"))
        inner = self.atom()
        self.slots.append((slot, group))
        return _Piece(f"(?P<s{len(self.slots) - 1}>{inner.regex})", inner.first, inner.empty)

    def _closing(self) -> int:
        depth = 0
        for place in range(self.at, len(self.symbols)):
            depth += {"(": 1, ")": -1}.get(self.symbols[place][1], 0)
            if depth == 0:
                return place
        raise ValueError("a bracket is left open in a shape")


def symbols_of(shape: str) -> list[tuple[str, str]]:
    """The shape's symbols as (kind, text) pairs. Raises ValueError on anything the language does not have."""
    symbols, at = [], 0
    for found in _SYMBOLS.finditer(shape):
        if shape[at : found.start()].strip():
            raise ValueError(f"cannot read {shape[at : found.start()]!r} in the shape {shape!r}")
        symbols.append((str(found.lastgroup), found.group(str(found.lastgroup))))
        at = found.end()
    if shape[at:].strip():
        raise ValueError(f"cannot read {shape[at:]!r} in the shape {shape!r}")
    return symbols


def words_of(shape: str) -> set[str]:
    """The words and signs a shape names as themselves."""
    return {text for kind, text in symbols_of(shape) if kind in ("word", "sign")}


def compile_shape(shape: str, alphabet: Alphabet) -> Shape:
    """The shape over the letters of an alphabet, which must hold every letter by now. Raises ValueError when the shape
    can be empty."""
    compiler = _Compiler(alphabet, symbols_of(shape))
    piece = compiler.choice()
    if piece.empty:
        raise ValueError(f"the shape {shape!r} matches nothing at all")
    return Shape(re.compile(piece.regex), tuple(compiler.slots), piece.first)
