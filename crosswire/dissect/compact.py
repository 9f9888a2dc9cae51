"""A parse as few bytes, without its words, and back: a code a token from lists that hold the commonest values."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy

from crosswire import rules

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

READ = ("TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE")
"""What the rooms read of a parse besides its words."""
LISTS = ("classes", "relations", "entities", "lemmas")
MIDDLE = 128
"""Code of a token that is its own head; others count from it."""


class _Coded(NamedTuple):
    """Columns, a byte a token: length with twice its value and the space behind it, then codes; `own` are the values
    that the lists do not hold, by list."""

    sizes: bytes
    heads: bytes
    codes: tuple[bytes, ...]
    own: tuple[tuple[str, ...], ...]


class _List:
    """Codes of values: those of the list, then those of this parse."""

    def __init__(self, name: str) -> None:
        self._listed = _codes(name)
        self.own: dict[str, int] = {}

    def code(self, value: str) -> int:
        found = self._listed.get(value)
        return self.own.setdefault(value, len(self._listed) + len(self.own)) if found is None else found


@cache
def _codes(name: str) -> dict[str, int]:
    return {value: code for code, value in enumerate(_values(name))}


@cache
def _values(name: str) -> tuple[str, ...]:
    return tuple(rules.load("any/parses")[name])


@cache
def _number() -> int:
    return int(rules.load("any/parses")["number"])


def compact(doc: Doc) -> bytes | None:
    """The parse, or null where a value does not fit a byte: a word of 128 letters, a head as far away."""
    lists = [_List(name) for name in LISTS]
    rows = ((_class(token), token.dep_, f"{token.ent_iob}{token.ent_type_}", _change(token)) for token in doc)
    codes = [[one.code(value) for one, value in zip(lists, row, strict=True)] for row in rows]
    try:
        coded = _Coded(
            bytes(len(token) << 1 | bool(token.whitespace_) for token in doc),
            bytes(token.head.i - token.i + MIDDLE for token in doc),
            tuple(bytes(column) for column in zip(*codes, strict=True)),
            tuple(tuple(one.own) for one in lists),
        )
    except ValueError:
        return None
    return bytes((_number(),)) + zlib.compress(msgspec.msgpack.encode(coded), 9)


def is_compact(content: bytes) -> bool:
    """Whether these bytes were made here, and not by spaCy."""
    return content[0] == _number()


def expand(content: bytes, text: str, vocab: Vocab) -> Doc:
    """The parse of a text from its bytes, or from those without zlib."""
    from spacy.tokens import Doc

    inside = zlib.decompress(content[1:]) if content[1:2] == b"x" else content[1:]
    coded = msgspec.msgpack.decode(inside, type=_Coded)
    words, spaces = _words(text, coded.sizes)
    doc = Doc(vocab, words=words, spaces=spaces)
    if not coded.codes:
        return doc
    add = vocab.strings.add
    lists = [(*_values(name), *own) for name, own in zip(LISTS, coded.own, strict=True)]
    classes, relations, entities = (
        _table(column, values, parts, add)
        for column, values, parts in zip(coded.codes, lists, (_class_parts, _one, _entity_parts), strict=False)
    )
    lemmas = [add(_changed(word, lists[3][code])) for word, code in zip(words, coded.codes[3], strict=True)]
    heads = numpy.frombuffer(coded.heads, numpy.uint8).astype(numpy.int64) - MIDDLE
    columns = (classes, numpy.array([lemmas, heads.view(numpy.uint64)], numpy.uint64).T, relations, entities)
    table: Any = numpy.ascontiguousarray(numpy.hstack(columns))
    return doc.from_array([*READ], table)


def _words(text: str, sizes: bytes) -> tuple[list[str], list[bool]]:
    words, spaces = [], []
    place = 0
    for size in sizes:
        end = place + (size >> 1)
        words.append(text[place:end])
        spaces.append(bool(size & 1))
        place = end + (size & 1)
    return words, spaces


def _table(column: bytes, values: Sequence[str], parts: Any, add: Any) -> Any:
    """The values of a column of codes, as spaCy numbers them, one row a token."""
    used = sorted(set(column))
    rows = {code: [part if isinstance(part, int) else add(part) for part in parts(values[code])] for code in used}
    return numpy.array([rows[code] for code in column], numpy.uint64)


def _class(token: Any) -> str:
    return f"{token.tag_} {token.pos_} {str(token.morph) or '_' * token.has_morph()}"


def _class_parts(value: str) -> Iterable[str]:
    return value.split(" ")


def _one(value: str) -> Iterable[str]:
    return (value,)


def _entity_parts(value: str) -> Iterable[str | int]:
    return int(value[0]), value[1:]


def _change(token: Any) -> str:
    """How a word becomes its lemma."""
    word, lemma = token.text, token.lemma_
    low = word.lower()
    if lemma == low:
        return ""
    if lemma == word:
        return "="
    same = 0
    while same < min(len(low), len(lemma)) and low[same] == lemma[same]:
        same += 1
    return f"{len(low) - same} {lemma[same:]}"


def _changed(word: str, change: str) -> str:
    if change == "=":
        return word
    if not change:
        return word.lower()
    off, _, end = change.partition(" ")
    low = word.lower()
    return low[: len(low) - int(off)] + end
