"""Takes reports, readings and pages, gives few bytes, and takes those back; cannot keep them.

What the reports of a store have in common is learnt from its first ones and kept in the table `learnt`; zlib packs the
later ones with it, and with the report's own text what repeats its words. The first byte says how a content was packed:

    x   zlib alone
    1   a reading as stores up to number 4 packed it, see `older`
    2   deflate, with what was learnt under the number in the second byte (0 for nothing)
    3   report and reading, laid in columns: hash of both, number of their shapes and of what was learnt, how many ids,
        these, then deflate
    4   deflate, with the text of the report
    5   a page whose text is that of its report; the rest as 4
    0   a parse: number of what was learnt, then its own first byte, then deflate without a checksum

Deflate is zlib's without its head, behind a CRC-32 of four bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from crosswire.base import Page, Reading, Report
from crosswire.store.connection import Database
from crosswire.store.packing.columns import Laid, Lifted
from crosswire.store.packing.older import WITH_IDS, with_ids
from crosswire.store.packing.shapes import shapes

__all__ = ["FAULTS", "LEVEL", "TEACHERS", "Packing", "mark", "packed"]

LEVEL = 9
TEACHERS = 8
"""Reports from which a store learns how to pack later ones."""
TEXTS, COLUMNS, WORDS, ALL = 16_000, 20_000, 12_000, 32_000
"""Bytes of earlier texts, of earlier columns, of a report's own words beside these and alone, with which is packed;
zlib looks back 32,768."""
PARSES = 16_000
"""Bytes of earlier parses."""
FAULTS = (zlib.error, msgspec.DecodeError, ValueError, LookupError, TypeError)
"""What comes of content that was altered."""
_LEARNT, _IN_COLUMNS, _WITH_TEXT, _SAME_TEXT = b"\x02", b"\x03", b"\x04", b"\x05"
_PARSE = b"\x00"
_ID_BYTES = 6


def packed(value: object) -> bytes:
    """A value as MessagePack, compressed."""
    return zlib.compress(msgspec.msgpack.encode(value), LEVEL)


class _Lesson(NamedTuple):
    kind: str
    content: bytes


class Packing:
    """Packs and unpacks the contents of one store."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._lessons: dict[int, _Lesson] = {}

    def forget(self) -> None:
        """What was learnt in what is not kept is not kept either."""
        self._lessons.clear()

    # Texts

    def text(self, text: str, names: Sequence[Any] = ()) -> bytes:
        """The text of a report, and what its rows are found by."""
        number, told = self._number("texts"), _bytes(text)
        whole = len(told).to_bytes(4, "big") + told + (msgspec.msgpack.encode(names) if names else b"")
        return _LEARNT + bytes((number,)) + _deflated(whole, self._learnt(number))

    def text_of(self, content: bytes) -> tuple[str, list[Any]]:
        """The text of a report and what its rows are found by, from their bytes. Raises one of FAULTS."""
        whole = _inflated(content[2:], self._learnt(content[1]))
        end = 4 + int.from_bytes(whole[:4], "big")
        names = msgspec.msgpack.decode(whole[end:]) if len(whole) > end else []
        return whole[4:end].decode("utf-8", "surrogatepass"), names

    # Reports and readings

    def whole(self, report: Report, reading: Reading) -> bytes:
        """Report and reading, but for the text."""
        known = shapes()
        columns, ids = _laid(report, reading)
        if len(ids) > 0xFFFF:
            return packed((report, reading))
        raw = b"".join(bytes.fromhex(one[2:]) for one in ids)
        letters = "".join(one[0] for one in ids)
        shape = self._number("shapes", msgspec.msgpack.encode(known))
        number = self._number("columns")
        rest = _deflated(msgspec.msgpack.encode((letters, columns)), self._learnt(number) + _near(report.text))
        return mark(report, reading) + bytes((shape, number)) + len(ids).to_bytes(2, "big") + raw + rest

    def whole_of(self, content: bytes, text: str | None) -> bytes:
        """Report and reading as MessagePack, from their bytes and the report's text. Raises one of FAULTS."""
        first = content[:1]
        if first == WITH_IDS:
            return with_ids(content, self._learnt(content[1]))
        if first != _IN_COLUMNS:
            return zlib.decompress(content)
        if text is None:
            raise ValueError("its text is not there")
        shape, number, count = content[9], content[10], int.from_bytes(content[11:13], "big")
        raw = content[13 : 13 + _ID_BYTES * count]
        inside = _inflated(content[13 + len(raw) :], self._learnt(number) + _near(text))
        letters, columns = msgspec.msgpack.decode(inside)
        ids = [f"{letter}-{raw[n : n + _ID_BYTES].hex()}" for letter, n in _every(letters)]
        lifted = Lifted(text, self._shapes(shape), ids)
        [report] = lifted.values(columns[0], 1)
        [reading] = lifted.values(columns[1], 1)
        whole = msgspec.msgpack.encode(({**report, "text": text}, reading))
        if _mark(whole) != content[:9]:
            raise ValueError("its columns were altered")
        return whole

    # Pages

    def page(self, page: Page, text: str | None) -> bytes:
        """A page as received, with the text of its report, if any."""
        if text is None:
            return packed(page)
        if page.text != text:
            return _WITH_TEXT + _deflated(msgspec.msgpack.encode(page), _all_of(text))
        without = msgspec.msgpack.encode(msgspec.structs.replace(page, text=""))
        return _SAME_TEXT + _deflated(without, _all_of(text))

    def page_of(self, content: bytes, text: str | None) -> Page:
        """The page from its bytes and the text of its report. Raises one of FAULTS."""
        if content[:1] not in {_WITH_TEXT, _SAME_TEXT}:
            return msgspec.msgpack.decode(zlib.decompress(content), type=Page)
        page = msgspec.msgpack.decode(_inflated(content[1:], _all_of(text or "")), type=Page)
        return msgspec.structs.replace(page, text=text) if content[:1] == _SAME_TEXT and text is not None else page

    # Parses

    def parse(self, content: bytes) -> bytes:
        """A parse from `dissect/compact.py`: its zlib is done again with what parses have in common."""
        inside = _inside(content)
        if inside is None:
            return content
        number = self._number("parses")
        return _PARSE + bytes((number,)) + content[:1] + _raw(inside, self._learnt(number))

    def parse_of(self, content: bytes) -> bytes:
        """The parse, without zlib, from its bytes. Raises one of FAULTS."""
        if content[:1] != _PARSE:
            return content
        made = zlib.decompressobj(-zlib.MAX_WBITS, zdict=self._learnt(content[1]))
        return content[2:3] + made.decompress(content[3:])

    def learn_parses(self, taught: Iterable[bytes]) -> None:
        """Keeps what the first parses have in common, once."""
        self._number("parses", b"".join(_inside(one) or b"" for one in taught)[-PARSES:])

    # What was learnt

    def learn(self, taught: Iterable[tuple[Report, Reading]]) -> None:
        """Keeps what the first texts and readings have in common, once."""
        texts, columns = b"", b""
        for report, reading in taught:
            texts += _bytes(report.text)
            columns += msgspec.msgpack.encode(_laid(report, reading)[0])
        self._number("texts", texts[-TEXTS:])
        self._number("columns", columns[-COLUMNS:])

    def knows(self, kind: str) -> bool:
        """Whether the store has learnt from its first texts, or parses."""
        return self._number(kind) > 0

    def _number(self, kind: str, content: bytes | None = None) -> int:
        """The number of the last lesson of a kind, or of the one given, which is kept if it is new; 0 for none."""
        if not self._lessons:
            self._look()
        if content is None:
            return self._last(kind, None)
        if not self._last(kind, content):
            self._look()  # another process may have learnt meanwhile
        held = self._last(kind, content)
        if held:
            return held
        number = max(self._lessons) + 1
        self._db.do("INSERT INTO learnt (id, kind, content) VALUES (?, ?, ?)", (number, kind, content))
        self._lessons[number] = _Lesson(kind, content)
        return number

    def _last(self, kind: str, content: bytes | None) -> int:
        """The number of the last lesson of a kind known here, and of that content where one is given; 0 for none."""
        known = (n for n, one in self._lessons.items() if one.kind == kind and content in {None, one.content})
        return max(known, default=0)

    def _look(self) -> None:
        """Sees what is kept."""
        kept = self._db.all("SELECT id, kind, content FROM learnt")
        self._lessons = {0: _Lesson("", b""), **{number: _Lesson(kind, held) for number, kind, held in kept}}

    def _learnt(self, number: int) -> bytes:
        """What is packed with. Raises LookupError where it is not there."""
        if number not in self._lessons:
            self._look()
        if number not in self._lessons:
            raise LookupError(f"what it was packed with, {number}, is not there")
        return self._lessons[number].content

    def _shapes(self, number: int) -> list[tuple[str, ...]]:
        return msgspec.msgpack.decode(self._learnt(number), type=list[tuple[str, ...]])


def _laid(report: Report, reading: Reading) -> tuple[list[Any], list[str]]:
    """Report and reading as columns, and the ids met on the way."""
    told: Any = msgspec.to_builtins((report, reading))
    laid = Laid(report.text, shapes())
    columns = [laid.column([{**told[0], "text": None}]), laid.column([told[1]])]
    return columns, list(laid.ids)


def _every(letters: str) -> Iterable[tuple[str, int]]:
    return zip(letters, range(0, _ID_BYTES * len(letters), _ID_BYTES), strict=True)


def mark(report: Report, reading: Reading) -> bytes:
    """With what the bytes of a report and its reading begin: a hash of both."""
    return _mark(msgspec.msgpack.encode((report, reading)))


def _mark(whole: bytes) -> bytes:
    return _IN_COLUMNS + hashlib.blake2b(whole, digest_size=8).digest()


def _inside(parse: bytes) -> bytes | None:
    """What zlib packed of a parse, or null where it is another kind."""
    try:
        return zlib.decompress(parse[1:])
    except zlib.error:
        return None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _near(text: str) -> bytes:
    return _bytes(text[:WORDS])[:WORDS]


def _all_of(text: str) -> bytes:
    return _bytes(text[-ALL:])[-ALL:]


def _deflated(content: bytes, words: bytes) -> bytes:
    """Deflated with words that it may repeat, behind a checksum. zlib's own form would check the words each time."""
    return zlib.crc32(content).to_bytes(4, "big") + _raw(content, words)


def _raw(content: bytes, words: bytes) -> bytes:
    made = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=words)
    return made.compress(content) + made.flush()


def _inflated(content: bytes, words: bytes) -> bytes:
    whole = zlib.decompressobj(-zlib.MAX_WBITS, zdict=words).decompress(content[4:])
    if zlib.crc32(whole) != int.from_bytes(content[:4], "big"):
        raise zlib.error("it was altered")
    return whole
